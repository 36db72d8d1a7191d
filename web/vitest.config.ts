import { defineConfig } from 'vitest/config';

// Times are shown in the zone of the machine; the tests know what they are in this one.
process.env.TZ = 'UTC';

export default defineConfig({
  test: {
    onConsoleLog: (log) => !log.includes('Lit is in dev mode'),
    projects: [
      { test: { name: 'client', environment: 'node', include: ['packages/client/src/**/*.test.ts'] } },
      {
        test: {
          name: 'elements',
          environment: 'happy-dom',
          include: ['packages/{widget,desktop,genesys,console,sdk}/src/**/*.test.ts'],
        },
      },
    ],
  },
});

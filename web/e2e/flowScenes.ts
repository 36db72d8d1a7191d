import type { Page } from 'playwright-core';
import type { DesktopStandIn } from './DesktopStandIn.ts';
import { calling, counts, iso, looping, names, run, runs, shipped, wide } from './flowSamples.ts';
import type { Scene } from './scenes.ts';

const page = (entities: readonly unknown[], total = entities.length) => ({
  status: 200,
  body: { entities, total, pageSize: 25, pageNumber: 1, nextUri: null },
});

interface Answers {
  readonly counts?: readonly unknown[];
  readonly runs?: readonly unknown[];
  readonly total?: number;
}

/** The API as the page of flows reads it. */
function serve({ counts: counted = counts, runs: listed = runs, total }: Answers): (server: DesktopStandIn) => void {
  return (server) => {
    server.api = (path, query) => {
      if (path === '/api/v2/flows/executions/counts') return page(counted);
      if (path === '/api/v2/flows/executions') {
        const of = query.get('flow');
        const found = listed.filter((listedRun) => (listedRun as { flow: string }).flow === of);
        return page(found, total ?? found.length);
      }
      if (path.startsWith('/api/v2/alerts/')) return { status: 200, body: alert(path.split('/').at(-1) ?? '') };
      const flow = [shipped, wide].find(({ name }) => path === `/api/v2/flows/${name}`);
      if (flow !== undefined)
        return { status: 200, body: { ...flow, version: Number(query.get('version') ?? flow.version) } };
      return path.startsWith('/api/') ? { status: 404, body: { message: 'There is no such flow.' } } : null;
    };
  };
}

const alert = (id: string) => ({
  ...{ id, state: 'RESOLVED', severity: 'CRITICAL', streamName: 'Long wait', queueName: 'Billing' },
  ...{ openedAt: iso(-72), triggeredAt: iso(-60), resolvedAt: iso(240) },
});

async function signIn(open: Page): Promise<void> {
  await open.locator('flows-page input').fill('CODE');
  await open.locator('flows-page form button').click();
  await open.locator('flows-page .columns').waitFor();
}

const path = '/flows';

/** States of the page of flows. */
export const flowScenes: readonly Scene[] = [
  { name: 'flows-signed-out', path, fragment: '', prepare: () => {} },
  { name: 'flows', path, fragment: `#flow=${shipped.name}`, prepare: serve({}), play: signIn },
  { name: 'flows-run', path, fragment: `#flow=${shipped.name}&run=X11`, prepare: serve({}), play: signIn },
  { name: 'flows-failed-step', path, fragment: `#flow=${shipped.name}&run=X9`, prepare: serve({}), play: signIn },
  {
    name: 'flows-loop',
    path,
    fragment: `#flow=${wide.name}&run=X41`,
    prepare: serve({ runs: [looping] }),
    play: async (open) => {
      await signIn(open);
      await open.locator('flow-graph [data-rove=crm]').click();
    },
  },
  {
    name: 'flows-old-version',
    path,
    fragment: `#flow=${wide.name}&run=X41`,
    prepare: serve({ runs: [{ ...looping, version: 2 }] }),
    play: signIn,
  },
  {
    name: 'flows-storm',
    path,
    fragment: `#flow=${shipped.name}`,
    prepare: serve({
      counts: [
        {
          ...counts[1],
          running: 9_812,
          completed: 188,
          failed: 0,
          nodes: [
            { version: 1, node: 'node2', running: 9_640 },
            { version: 1, node: 'node3', running: 172 },
          ],
        },
      ],
      runs: Array.from({ length: 25 }, (_, i) => run(10_000 - i, names[i % 5] ?? '', 'RUNNING', calling)),
      total: 10_000,
    }),
    play: signIn,
  },
  { name: 'flows-none', path, fragment: '', prepare: serve({ counts: [] }), play: signIn },
  { name: 'flows-no-run', path, fragment: `#flow=${shipped.name}`, prepare: serve({ runs: [] }), play: signIn },
  {
    name: 'flows-not-allowed',
    path,
    fragment: '',
    prepare: (server) => {
      server.api = (asked) =>
        asked.startsWith('/api/')
          ? { status: 403, body: { message: 'This needs the permission flows:execution:view.' } }
          : null;
    },
    play: async (open) => {
      await open.locator('flows-page input').fill('CODE');
      await open.locator('flows-page form button').click();
      await open.getByText('flows:execution:view').waitFor();
    },
  },
  {
    name: 'flows-not-connected',
    path,
    fragment: `#flow=${shipped.name}`,
    prepare: serve({}),
    play: async (open, server) => {
      await signIn(open);
      await open.getByText('X12').first().waitFor();
      server.api = (asked) =>
        asked.startsWith('/api/') ? { status: 503, body: { message: 'The storage does not answer.' } } : null;
      await open.getByText('The storage does not answer.').waitFor();
    },
  },
];

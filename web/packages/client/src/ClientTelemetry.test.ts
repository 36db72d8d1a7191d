import { beforeEach, describe, expect, it } from 'vitest';
import { ClientTelemetry, mostWaiting } from './ClientTelemetry.ts';
import { settle, TestTimers } from './testing/TestTimers.ts';

let timers: TestTimers;
let telemetry: ClientTelemetry;
let token: string | null;
let statuses: number[];
let bodies: { deviceId: string; events: { name: string; code?: string; detail?: string; at: string }[] }[];

const names = () => bodies.map(({ events }) => events.map(({ name }) => name));

beforeEach(() => {
  timers = new TestTimers();
  token = 'token-1';
  statuses = [];
  bodies = [];
  const fetch = async (_: string, request: RequestInit): Promise<Response> => {
    bodies.push(JSON.parse(String(request.body)));
    return new Response(null, { status: statuses.shift() ?? 202 });
  };
  telemetry = new ClientTelemetry('http://redline.test/t', 'device-1', fetch, timers, () => token);
});

describe('telemetry', () => {
  it('leaves some seconds later, several at once, in their order', async () => {
    telemetry.record('channel.lost', 'slow.desktop');
    telemetry.record('channel.resumed');
    await settle();
    expect(bodies).toEqual([]);
    await timers.advance(5_000);
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatchObject({ deviceId: 'device-1', events: [{ code: 'slow.desktop' }, {}] });
    expect(names()).toEqual([['channel.lost', 'channel.resumed']]);
    await timers.advance(300_000);
    expect(bodies).toHaveLength(1);
    expect(timers.waiting).toBe(0);
  });

  it('waits for a token', async () => {
    token = null;
    telemetry.record('reauthentication.failed');
    await timers.advance(30_000);
    expect(bodies).toEqual([]);
    token = 'token-2';
    await timers.advance(60_000);
    expect(names()).toEqual([['reauthentication.failed']]);
  });

  it('is tried again when nobody takes it, with what came meanwhile', async () => {
    statuses = [503];
    telemetry.record('channel.lost');
    await timers.advance(5_000);
    telemetry.record('channel.reset');
    await timers.advance(60_000);
    expect(names()).toEqual([['channel.lost'], ['channel.lost', 'channel.reset']]);
  });

  it('is not sent again when the server will never take it', async () => {
    statuses = [400];
    telemetry.record('render.failed');
    await timers.advance(300_000);
    expect(bodies).toHaveLength(1);
  });

  it('keeps no more than the server takes at once, the newest', async () => {
    for (let i = 0; i < mostWaiting + 5; i++) telemetry.record('channel.lost', `${i}`);
    await timers.advance(5_000);
    expect(bodies[0]?.events).toHaveLength(mostWaiting);
    expect(bodies[0]?.events.at(-1)?.code).toBe(String(mostWaiting + 4));
  });

  it('takes out what the server refuses in a text', async () => {
    telemetry.record('render.failed', 'A1', `line\n${'x'.repeat(600)}`);
    await timers.advance(5_000);
    expect(bodies[0]?.events[0]?.detail).toHaveLength(500);
    expect(bodies[0]?.events[0]?.detail?.startsWith('line x')).toBe(true);
  });
});

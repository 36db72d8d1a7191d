import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ClientFrame, writeFrame } from './Frame.ts';
import { parseFrame, parseFrameValue } from './FrameParser.ts';

interface Fixture {
  readonly name: string;
  readonly direction: 'server' | 'client';
  readonly valid: boolean;
  readonly frame: { readonly type?: string };
}

const folder = new URL('../../../../protocol/desktop/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Fixture) }));
const server = fixtures.filter((fixture) => fixture.direction === 'server');

describe('protocol/desktop', () => {
  it('names each file after its example', () => {
    expect(fixtures.map((fixture) => fixture.file)).toEqual(fixtures.map((fixture) => `${fixture.name}.json`));
  });

  it.each(server.filter((fixture) => fixture.valid))('$name is taken', ({ name, frame }) => {
    const parsed = parseFrameValue(frame);
    expect(parsed.outcome).toBe(name === 'type-unknown' ? 'ignored' : 'frame');
    if (parsed.outcome === 'frame') expect(parsed.frame.type).toBe(frame.type);
  });

  it.each(server.filter((fixture) => !fixture.valid))('$name is rejected with a reason', ({ frame }) => {
    const parsed = parseFrameValue(frame);
    expect(parsed.outcome).toBe('malformed');
    if (parsed.outcome === 'malformed') expect(parsed.reason).toMatch(/ is not /);
  });
});

it('knows of each alert how it is shown, of one in a list too', () => {
  const shown = (name: string) => {
    const parsed = parseFrameValue(server.find((fixture) => fixture.name === name)?.frame);
    if (parsed.outcome !== 'frame') return [];
    if (parsed.frame.type === 'alert') return [parsed.frame.alert.presentation];
    return parsed.frame.type === 'reset' ? parsed.frame.alerts.map((alert) => alert.presentation) : [];
  };
  expect(shown('alert-triggered')).toEqual(['TOAST']);
  expect(shown('alert-banner')).toEqual(['BANNER']);
  expect(shown('reset-two-alerts')).toEqual(['TOAST', 'BANNER']);
});

describe('what the client writes', () => {
  const byName = new Map(fixtures.map(({ name, frame }) => [name, frame]));
  const token = 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln';
  const registrationId = '7b1d0c52-8f0e-4a5e-9a57-3f1c2d9e6b10';
  const receipt = { type: 'receipt', alertId: 'A17', revision: 3 } as const;
  const written: readonly (readonly [string, ClientFrame])[] = [
    ['client-hello', { type: 'hello', protocol: 1, token, registrationId, position: null }],
    [
      'client-hello-position',
      { type: 'hello', protocol: 1, token, registrationId, position: { epoch: 'k3JxP0aV', offset: 12 } },
    ],
    ['client-receipt-received', { ...receipt, receipt: 'received' }],
    ['client-receipt-rendered', { ...receipt, receipt: 'rendered', by: 'WIDGET' }],
    ['client-receipt-handler', { ...receipt, receipt: 'rendered', by: 'HANDLER' }],
    ['client-acknowledge', { type: 'acknowledge', requestId: 'r1', alertId: 'A17', note: null }],
    ['client-hide', { type: 'hide', requestId: 'r3', alertId: 'A17', severity: 'WARNING' }],
    ['client-token', { type: 'token', token }],
    ['client-ping', { type: 'ping', id: 7 }],
  ];

  it.each(written)('%s is as its example', (name, frame) => {
    expect(JSON.parse(writeFrame(frame))).toEqual(byName.get(name));
  });
});

describe('parseFrame', () => {
  it.each([
    ['a blob', new Uint8Array([1, 2]), 'frame is not a text'],
    ['no JSON', '{"type":', 'frame is not JSON'],
    ['a number', '7', 'frame is not an object'],
    ['a list', '[]', 'frame is not an object'],
    ['null', 'null', 'frame is not an object'],
    ['a type that is no text', '{"type":7}', 'type is not a text'],
  ])('rejects %s', (_name, received, reason) => {
    expect(parseFrame(received)).toEqual({ outcome: 'malformed', type: null, reason });
  });

  it('names the path of what is wrong', () => {
    const queues = [{ queueId: 'q', queueName: 'Q', mediaType: null, waitingCount: 'many' }];
    const parsed = parseFrame(JSON.stringify({ type: 'metrics', at: '2026-11-22T10:02:00Z', queues }));
    expect(parsed).toMatchObject({ reason: 'queues[0].waitingCount is not a whole number of zero or more' });
  });

  it('does not mistake what objects inherit for a field', () => {
    const parsed = parseFrame('{"type":"closing","code":"x","message":"y"}');
    expect(parsed.outcome).toBe('malformed');
  });

  it('reads instants as milliseconds', () => {
    const parsed = parseFrame('{"type":"metrics","at":"1970-01-01T00:00:01.500Z","queues":[]}');
    expect(parsed).toEqual({ outcome: 'frame', frame: { type: 'metrics', at: 1500, complete: false, queues: [] } });
  });
});

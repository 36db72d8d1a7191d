import { expect, it } from 'vitest';
import type { ClientRequest } from './Frame.ts';
import { Requests } from './Requests.ts';

const hide = { type: 'hide', alertId: 'A1', severity: 'WARNING' } as const;
const done = { type: 'answer', ok: true, code: null, message: null, ownerName: null } as const;

it('keeps to as many as the server answers at a time', async () => {
  const sent: ClientRequest[] = [];
  const requests = new Requests((request) => sent.push(request) > 0);
  const asked = Array.from({ length: 10 }, () => requests.ask(hide));
  expect(sent).toHaveLength(8);
  requests.answered({ ...done, requestId: 'r3' });
  await asked[2];
  expect(sent.map((request) => request.requestId).at(-1)).toBe('r9');
});

it('refuses more than may wait, and all of them when the session is lost', async () => {
  const requests = new Requests(() => true);
  const codes: string[] = [];
  for (let i = 0; i < 1_010; i++) requests.ask(hide).catch((refused: { code: string }) => codes.push(refused.code));
  await Promise.resolve();
  requests.lost();
  await Promise.resolve();
  await Promise.resolve();
  expect(codes.filter((code) => code === 'too.many.requests')).toHaveLength(2);
  expect(codes.filter((code) => code === 'connection.lost')).toHaveLength(1_008);
});

it('passes over an answer that nobody waits for', () => {
  expect(() => new Requests(() => true).answered({ ...done, requestId: 'r1' })).not.toThrow();
});

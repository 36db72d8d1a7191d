import { beforeEach, expect, it, vi } from 'vitest';
import type { GetToken, GivenToken } from './PageTokens.ts';
import { RedlineClient } from './RedlineClient.ts';
import { TestServer } from './testing/TestServer.ts';
import { settle, TestTimers } from './testing/TestTimers.ts';

let timers: TestTimers;
let server: TestServer;
let problems: string[];
const getToken = vi.fn<GetToken>();

function begin(): void {
  const { openSocket, openStream, fetch } = server;
  const client = new RedlineClient({
    server: 'http://redline.test',
    getToken,
    deviceStore: { read: () => 'device-1', write: () => {} },
    openSocket,
    openStream,
    fetch,
    timers,
    random: () => 0.5,
  });
  client.on('problem', (reason) => problems.push(reason));
  client.start();
}

beforeEach(() => {
  timers = new TestTimers();
  server = new TestServer();
  problems = [];
  let count = 0;
  getToken.mockReset().mockImplementation(async () => ({ accessToken: `page-${++count}`, expiresIn: 1_000 }));
});

it('registers and says hello with the token the page gives, and asks no token endpoint', async () => {
  begin();
  await settle();
  server.socket.greet();
  expect(server.registrations).toMatchObject([{ token: 'Bearer page-1', deviceId: 'device-1' }]);
  expect(server.socket.framesOf('hello')).toMatchObject([{ token: 'page-1' }]);
  expect(server.signIns).toEqual([]);
});

it('asks for the next token before the old one ends, and gives it to the session', async () => {
  begin();
  await settle();
  server.socket.greet();
  timers.freeze(799_000);
  server.socket.receive({ type: 'pong', id: 1 });
  expect(getToken).toHaveBeenCalledOnce();
  await timers.advance(2_000);
  expect(getToken).toHaveBeenCalledTimes(2);
  expect(server.sockets.flatMap((socket) => socket.framesOf('token'))).toMatchObject([{ token: 'page-2' }]);
});

it('asks again when the server does not take the token any more', async () => {
  begin();
  await settle();
  server.socket.greet().receive({ type: 'closing', code: 'token.invalid', message: '', reconnect: false });
  server.socket.drop();
  await timers.advance(1_000);
  expect(server.socket.open().framesOf('hello')).toMatchObject([{ token: 'page-2' }]);
});

it('takes a token given alone', async () => {
  getToken.mockReturnValue('alone');
  begin();
  await settle();
  expect(server.registrations).toMatchObject([{ token: 'Bearer alone' }]);
});

it.each([
  [async () => '', 'access token as a text'],
  [async () => ({ accessToken: 'T', expiresIn: 0 }), 'expiresIn'],
  [async () => undefined as unknown as GivenToken, 'access token as a text'],
  [() => Promise.reject(new Error('signed out of the page')), 'signed out of the page'],
] satisfies [GetToken, string][])('reports a page that gives none, and asks again later', async (broken, reason) => {
  getToken.mockImplementationOnce(broken);
  begin();
  await settle();
  expect(problems).toEqual([expect.stringContaining(reason)]);
  expect(server.registrations).toEqual([]);
  await timers.advance(1_000);
  expect(server.registrations).toHaveLength(1);
});

it('does not wait for ever for a page that does not answer', async () => {
  getToken.mockImplementationOnce(() => new Promise<string>(() => {}));
  begin();
  await timers.advance(61_000);
  expect(problems).toEqual(['getToken: no answer for 60 s']);
  expect(server.registrations).toHaveLength(1);
});

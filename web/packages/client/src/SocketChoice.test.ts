import { beforeEach, expect, it } from 'vitest';
import type { Socket } from './Socket.ts';
import { SocketChoice } from './SocketChoice.ts';
import { TestServer } from './testing/TestServer.ts';
import { settle, TestTimers } from './testing/TestTimers.ts';

let timers: TestTimers;
let server: TestServer;
let choice: SocketChoice;

const events = { opened: () => {}, received: () => {}, closed: () => {} };
const open = (): Socket => choice.open('', events);

beforeEach(() => {
  timers = new TestTimers();
  server = new TestServer();
  choice = new SocketChoice(
    {
      socket: { url: 'ws://redline.test', open: server.openSocket },
      stream: { url: 'http://redline.test', open: server.openStream },
      probeUrl: 'http://redline.test/oauth/token',
    },
    server.fetch,
    timers,
  );
});

async function fail(): Promise<void> {
  open();
  server.socket.drop();
  await settle();
}

it('takes the stream after two sockets that did not open while the server answered', async () => {
  await fail();
  await fail();
  open();
  expect(server.sockets).toHaveLength(2);
  expect(server.streams).toHaveLength(1);
});

it('stays with sockets while the server does not answer at all', async () => {
  server.tokenStatus = 0;
  for (let i = 0; i < 9; i++) await fail();
  server.tokenStatus = 503;
  for (let i = 0; i < 9; i++) await fail();
  expect(server.streams).toHaveLength(0);
});

it('counts only failures in a row', async () => {
  await fail();
  open();
  server.socket.open().drop();
  await settle();
  await fail();
  open();
  expect(server.streams).toHaveLength(0);
});

it('counts a socket that hangs until it is given up', async () => {
  for (let i = 0; i < 2; i++) {
    const socket = open();
    await timers.advance(15_000);
    socket.close();
    await settle();
  }
  open();
  expect(server.streams).toHaveLength(1);
});

it('tries a socket again at the next time after ten minutes', async () => {
  await fail();
  await fail();
  open();
  server.streams[0]?.receive('{}').drop();
  await timers.advance(599_000);
  open();
  server.streams[1]?.receive('{}').drop();
  expect(server.streams).toHaveLength(2);
  await timers.advance(1_000);
  open();
  expect(server.sockets).toHaveLength(3);
});

it('gives up a stream through which nothing came', async () => {
  await fail();
  await fail();
  open();
  server.streams[0]?.drop();
  open();
  expect(server.sockets).toHaveLength(3);
});

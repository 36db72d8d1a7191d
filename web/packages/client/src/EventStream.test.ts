import { expect, it } from 'vitest';
import { eventStreams } from './EventStream.ts';
import { EventStreamReader } from './EventStreamReader.ts';
import type { Socket } from './Socket.ts';
import { helloFrame } from './testing/TestServer.ts';
import { settle, TestTimers } from './testing/TestTimers.ts';

const url = 'http://redline.test/api/v2/desktop';
const hello = JSON.stringify({
  type: 'hello',
  protocol: 1,
  token: 'T1',
  registrationId: 'R1',
  position: { epoch: 'e 1', offset: 7 },
});

interface Posted {
  readonly url: string;
  readonly token: string | null;
  readonly frame: unknown;
}

/** A stream that a test writes to, and what is posted beside it. */
class Stage {
  readonly timers = new TestTimers();
  readonly posted: Posted[] = [];
  readonly received: unknown[] = [];
  streamUrl = '';
  streamStatus = 200;
  postStatus = 202;
  closed = 0;
  #write: (text: string) => void = () => {};
  readonly #socket: Socket;

  constructor() {
    const fetch = async (asked: string, request: RequestInit) => {
      if (request.method === 'POST') {
        const token = new Headers(request.headers).get('authorization');
        this.posted.push({ url: asked, token, frame: JSON.parse(String(request.body)) });
        return new Response(null, { status: this.postStatus });
      }
      this.streamUrl = asked;
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          this.#write = (text) =>
            text === '' ? controller.close() : controller.enqueue(new TextEncoder().encode(text));
        },
      });
      return new Response(body, { status: this.streamStatus });
    };
    this.#socket = eventStreams(fetch, this.timers)(url, {
      opened: () => this.#socket.send(hello),
      received: (data) => this.received.push(JSON.parse(String(data))),
      closed: () => this.closed++,
    });
  }

  send(frame: unknown): void {
    this.#socket.send(JSON.stringify(frame));
  }

  close(): void {
    this.#socket.close();
  }

  async write(text: string): Promise<void> {
    await this.turn();
    this.#write(text);
    await this.turn();
  }

  async greet(): Promise<void> {
    await this.write(`data: ${JSON.stringify(helloFrame())}\n\n`);
  }

  /** Streams take turns of the event loop, not only of promises. */
  async turn(): Promise<void> {
    for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => setTimeout(resolve));
    await settle();
  }
}

it('opens with what hello says, and gives frames on as they come, however they are cut', async () => {
  const stage = new Stage();
  await stage.write('data: {"type"');
  await stage.write(':"a"}\n\ndata: {"type":"b"}\n');
  expect(stage.streamUrl).toBe(`${url}/stream?registrationId=R1&epoch=e+1&offset=7`);
  expect(stage.received).toEqual([{ type: 'a' }]);
  await stage.write('\n');
  expect(stage.received).toEqual([{ type: 'a' }, { type: 'b' }]);
});

it('posts frames in order once it knows its session, and with a newer token when there is one', async () => {
  const stage = new Stage();
  await stage.turn();
  stage.send({ type: 'ping', id: 1 });
  stage.send({ type: 'token', token: 'T2' });
  stage.send({ type: 'ping', id: 2 });
  expect(stage.posted).toHaveLength(0);
  await stage.greet();
  expect(stage.posted.map(({ token, frame }) => [token, (frame as { type: string }).type])).toEqual([
    ['Bearer T1', 'ping'],
    ['Bearer T1', 'token'],
    ['Bearer T2', 'ping'],
  ]);
  expect(stage.posted[0]?.url).toBe(`${url}/sessions/s1/frames`);
});

it('waits when the server is busy', async () => {
  const stage = new Stage();
  await stage.greet();
  stage.postStatus = 429;
  stage.send({ type: 'ping', id: 1 });
  await stage.turn();
  stage.postStatus = 202;
  await stage.timers.advance(2_000);
  expect(stage.posted).toHaveLength(2);
  expect(stage.closed).toBe(0);
});

it('is closed when its session is not known any more, and when the stream ends', async () => {
  const unknown = new Stage();
  await unknown.greet();
  unknown.postStatus = 404;
  unknown.send({ type: 'ping', id: 1 });
  await unknown.turn();
  expect(unknown.closed).toBe(1);
  const ended = new Stage();
  await ended.greet();
  await ended.write('');
  expect(ended.closed).toBe(1);
});

it('says so when the token is not taken', async () => {
  const stage = new Stage();
  stage.streamStatus = 401;
  await stage.turn();
  expect(stage.received).toEqual([expect.objectContaining({ type: 'closing', code: 'token.invalid' })]);
  expect(stage.closed).toBe(1);
});

it('tells nothing more once it was closed', async () => {
  const stage = new Stage();
  await stage.greet();
  stage.close();
  await stage.write('data: {"type":"late"}\n\n');
  expect(stage.received).toHaveLength(1);
  expect(stage.closed).toBe(0);
});

it('reads line ends of either kind, comments, and data on several lines', () => {
  const reader = new EventStreamReader();
  expect(reader.read(': hello\r\n\r\ndata:a\r\ndata: b\r\n\r\nevent: x\ndata: c\n\n')).toEqual(['a\nb', 'c']);
});

import WebSocket from 'ws';

export type Frame = Record<string, unknown>;

/** A socket at a channel's connectUri; frames are waited for. */
export class ChannelSocket {
  readonly #frames: Frame[] = [];
  readonly #waiting: Array<{ wants: (frame: Frame) => boolean; found: (frame: Frame) => void }> = [];

  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (text) => {
      const frame = JSON.parse(String(text)) as Frame;
      const waiting = this.#waiting.findIndex((w) => w.wants(frame));
      if (waiting < 0) this.#frames.push(frame);
      else this.#waiting.splice(waiting, 1)[0]?.found(frame);
    });
  }

  static open(address: string): Promise<ChannelSocket> {
    const socket = new WebSocket(address);
    const channel = new ChannelSocket(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(channel));
      socket.once('error', reject);
    });
  }

  say(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  /** The first frame that has come or comes, and is what is wanted. */
  next(wants: (frame: Frame) => boolean): Promise<Frame> {
    const at = this.#frames.findIndex(wants);
    if (at >= 0) return Promise.resolve(this.#frames.splice(at, 1)[0] as Frame);
    return new Promise((found) => this.#waiting.push({ wants, found }));
  }

  close(): void {
    this.#socket.terminate();
  }
}

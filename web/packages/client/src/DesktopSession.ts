import { type ClosingFrame, protocolVersion, type ServerFrame, writeFrame } from './Frame.ts';
import { parseFrame } from './FrameParser.ts';
import type { OpenSocket, Socket } from './Socket.ts';
import type { Timers } from './Timers.ts';

/** What a session tells its owner. After `lost` nothing more comes. */
export interface SessionEvents {
  frame(frame: ServerFrame): void;
  /** Once, when the session is over; `closing` when the server said why. */
  lost(closing: ClosingFrame | null): void;
  /** Something the server should not have sent. */
  problem(reason: string): void;
}

/** How long the server may take to open the socket, to say hello and to send the first complete list. */
const greetingMilliseconds = 15_000;
/** Silence allowed beyond the heartbeat, and the least time a ping is given to be answered. */
const graceMilliseconds = 5_000;
const shortestHeartbeatMilliseconds = 1_000;

/** The life of one socket: greeting, heartbeat, and the one report that it is over. Throws what `open` throws. */
export class DesktopSession {
  readonly #token: string;
  readonly #timers: Timers;
  readonly #events: SessionEvents;
  readonly #socket: Socket;
  #cancelTimer: () => void;
  #over = false;
  #listed = false;
  #heartbeatMilliseconds = 0;
  #pings = 0;
  #pingedAt = 0;
  /** When the first ping was sent that nothing has been heard since; null when there is none. */
  #unansweredSince: number | null = null;
  #heardAt: number;

  constructor(url: string, token: string, open: OpenSocket, timers: Timers, events: SessionEvents) {
    this.#token = token;
    this.#timers = timers;
    this.#events = events;
    this.#heardAt = timers.now();
    this.#socket = open(url, {
      opened: () => this.#greet(),
      received: (data) => this.#receive(data),
      closed: () => this.#lose(null),
    });
    this.#cancelTimer = timers.after(greetingMilliseconds, () => this.#lose(null));
  }

  /** Ends the session without a report. */
  end(): void {
    this.#over = true;
    this.#cancelTimer();
    this.#socket.close();
  }

  #greet(): void {
    if (this.#over) return;
    this.#socket.send(writeFrame({ type: 'hello', protocol: protocolVersion, token: this.#token, position: null }));
  }

  #receive(data: unknown): void {
    if (this.#over) return;
    this.#heardAt = this.#timers.now();
    this.#unansweredSince = null;
    const parsed = parseFrame(data);
    if (parsed.outcome === 'malformed') {
      this.#events.problem(`${parsed.type ?? 'frame'}: ${parsed.reason}`);
      // Without these two there is no truth to show; anything else can be done without.
      if (parsed.type === 'hello' || parsed.type === 'reset') this.#lose(null);
    } else if (parsed.outcome === 'frame') {
      this.#take(parsed.frame);
    }
    // A hidden page's timers may run once a minute; frames still come in time, so let them drive the heartbeat too.
    if (this.#heartbeatMilliseconds > 0 && !this.#over) this.#pingWhenDue();
  }

  #take(frame: ServerFrame): void {
    if (frame.type === 'closing') {
      this.#lose(frame);
      return;
    }
    const greeted = this.#heartbeatMilliseconds > 0;
    if (frame.type === 'hello' && !greeted) {
      this.#heartbeatMilliseconds = Math.max(shortestHeartbeatMilliseconds, frame.heartbeatSeconds * 1_000);
      this.#pingedAt = this.#timers.now();
    }
    if (frame.type === 'reset' && !greeted) {
      this.#events.problem('reset: came before hello');
      this.#lose(null);
      return;
    }
    if (frame.type === 'reset' && !this.#listed) {
      this.#listed = true;
      this.#cancelTimer();
      this.#beatLater();
    }
    this.#events.frame(frame);
  }

  #beatLater(): void {
    this.#cancelTimer = this.#timers.after(this.#heartbeatMilliseconds / 4, () => this.#beat());
  }

  #beat(): void {
    const now = this.#timers.now();
    const silent = now - this.#heardAt > this.#heartbeatMilliseconds + graceMilliseconds;
    // Silence counts only when we asked: a page that slept or was throttled did not ask, so it asks first.
    const asked = this.#unansweredSince !== null && now - this.#unansweredSince >= graceMilliseconds;
    if (silent && asked) {
      this.#lose(null);
      return;
    }
    this.#pingWhenDue();
    this.#beatLater();
  }

  #pingWhenDue(): void {
    const now = this.#timers.now();
    if (now - this.#pingedAt < this.#heartbeatMilliseconds / 2) return;
    this.#pingedAt = now;
    this.#unansweredSince ??= now;
    this.#socket.send(writeFrame({ type: 'ping', id: ++this.#pings }));
  }

  #lose(closing: ClosingFrame | null): void {
    if (this.#over) return;
    this.end();
    this.#events.lost(closing);
  }
}

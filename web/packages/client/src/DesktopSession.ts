import {
  type ClientFrame,
  type ClosingFrame,
  type Position,
  protocolVersion,
  type ServerFrame,
  writeFrame,
} from './Frame.ts';
import { parseFrame } from './FrameParser.ts';
import type { OpenSocket, Socket } from './Socket.ts';
import type { Timers } from './Timers.ts';

/** Who comes, with what, and what they have seen. */
export interface SessionHello {
  readonly token: string;
  readonly registrationId: string;
  readonly position: Position | null;
}

/** What a session tells its owner. After `lost` nothing more comes. */
export interface SessionEvents {
  /** Hello at once; what follows it not before the complete values of queues have come, and then all together. */
  frame(frame: ServerFrame): void;
  /** Once, when hello and everything that belongs to it has been told. */
  ready(): void;
  /** Once, when the session is over; `closing` when the server said why. */
  lost(closing: ClosingFrame | null): void;
  /** Something the server should not have sent. */
  problem(reason: string): void;
}

/** How long the server may take to open the socket, to say hello and to send everything that follows it. */
const greetingMilliseconds = 15_000;
/** Silence allowed beyond the heartbeat, and the least time a ping is given to be answered. */
const graceMilliseconds = 5_000;
const shortestHeartbeatMilliseconds = 1_000;

/**
 * The life of one socket: greeting, heartbeat, and the one report that it is over. What follows hello is held until it
 * is complete: a desktop must not show, even for one frame, an alert of which it has yet to hear that it is hidden.
 */
export class DesktopSession {
  readonly #hello: SessionHello;
  readonly #timers: Timers;
  readonly #events: SessionEvents;
  readonly #socket: Socket;
  #cancelTimer: () => void;
  #over = false;
  /** What followed hello so far; null once it was complete. */
  #held: ServerFrame[] | null = [];
  #heartbeatMilliseconds = 0;
  #pings = 0;
  #pingedAt = 0;
  /** When the first ping was sent that nothing has been heard since; null when there is none. */
  #unansweredSince: number | null = null;
  #heardAt: number;

  /** Throws what `open` throws. */
  constructor(url: string, hello: SessionHello, open: OpenSocket, timers: Timers, events: SessionEvents) {
    this.#hello = hello;
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

  /** Sends a frame; false, and nothing is sent, unless the session is ready and not over. */
  send(frame: ClientFrame): boolean {
    if (this.#over || this.#held !== null) return false;
    this.#write(frame);
    return true;
  }

  /** Ends the session without a report. */
  end(): void {
    this.#over = true;
    this.#cancelTimer();
    this.#socket.close();
  }

  #greet(): void {
    if (this.#over) return;
    this.#write({ type: 'hello', protocol: protocolVersion, ...this.#hello });
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
      this.#events.frame(frame);
      return;
    }
    if (frame.type === 'reset' && !greeted) {
      this.#events.problem('reset: came before hello');
      this.#lose(null);
      return;
    }
    if (this.#held === null) {
      this.#events.frame(frame);
      return;
    }
    this.#held.push(frame);
    if (greeted && frame.type === 'metrics' && frame.complete) this.#release(this.#held);
  }

  #release(held: readonly ServerFrame[]): void {
    this.#held = null;
    this.#cancelTimer();
    this.#beatLater();
    for (const frame of held) this.#events.frame(frame);
    if (!this.#over) this.#events.ready();
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
    this.#write({ type: 'ping', id: ++this.#pings });
  }

  #write(frame: ClientFrame): void {
    this.#socket.send(writeFrame(frame));
  }

  #lose(closing: ClosingFrame | null): void {
    if (this.#over) return;
    this.end();
    this.#events.lost(closing);
  }
}

import type { SessionEvents } from '../DesktopSession.ts';
import type { ClientFrame } from '../Frame.ts';
import type { Link } from '../Link.ts';
import type { Timers } from '../Timers.ts';
import type { TabMessage } from './TabMessage.ts';

/** How long the tab that leads may take to pass on what it knows: it may be connecting itself. */
const greetingMilliseconds = 15_000;

/** A session through the tab that leads: it passes on every frame, and sends what this tab has to say. */
export class FollowedSession implements Link {
  readonly #personId: string;
  readonly #say: (message: TabMessage) => void;
  readonly #from: string;
  readonly #events: SessionEvents;
  readonly #cancelGreeting: () => void;
  /** The tab that passes frames on; null until it has passed on all it knows. */
  #leader: string | null = null;
  #over = false;

  constructor(
    personId: string,
    from: string,
    say: (message: TabMessage) => void,
    timers: Timers,
    events: SessionEvents,
  ) {
    this.#personId = personId;
    this.#from = from;
    this.#say = say;
    this.#events = events;
    this.#cancelGreeting = timers.after(greetingMilliseconds, () => this.#lose());
    say({ kind: 'join', from, personId });
  }

  /** Sends by the tab that leads; false, and nothing is sent, before that has passed on what it knows. */
  send(frame: ClientFrame): boolean {
    if (this.#over || this.#leader === null) return false;
    const [from, personId] = [this.#from, this.#personId];
    if (frame.type === 'acknowledge' || frame.type === 'hide') {
      const { requestId, ...asked } = frame;
      this.#say({ kind: 'ask', from, personId, requestId, asked });
    } else if (frame.type === 'receipt' && frame.receipt === 'rendered') {
      this.#say({ kind: 'rendered', from, personId, receipt: frame });
    }
    // What has arrived is told by the tab at which it arrived, and its token and heartbeat are its own.
    return true;
  }

  end(): void {
    this.#over = true;
    this.#cancelGreeting();
  }

  /** Hears what the tabs say. */
  hear(message: TabMessage): void {
    if (this.#over) return;
    if (message.kind === 'answer') {
      if (message.to === this.#from) this.#events.frame(message.answer);
      return;
    }
    if (!('personId' in message) || message.personId !== this.#personId) return;
    if (message.kind === 'state') this.#begin(message);
    else if (message.kind === 'frame' && message.from === this.#leader) this.#events.frame(message.frame);
    else if (message.kind === 'lost' && message.from === this.#leader) this.#lose();
    // Another tab leads now: what it knows is asked for anew.
    else if (message.kind === 'lead' && this.#leader !== null && message.from !== this.#leader) this.#lose();
  }

  #begin({ from, frames }: TabMessage & { readonly kind: 'state' }): void {
    // A tab that joins is told by all that hear it; who was told already knows.
    if (this.#leader === from) return;
    this.#leader = from;
    this.#cancelGreeting();
    for (const frame of frames) this.#events.frame(frame);
    if (!this.#over) this.#events.ready();
  }

  #lose(): void {
    if (this.#over) return;
    this.end();
    this.#events.lost(null);
  }
}

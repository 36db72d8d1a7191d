import type { SessionEvents } from '../DesktopSession.ts';
import type { AnswerFrame, ClientReceipt, ServerFrame } from '../Frame.ts';
import type { Asked } from '../Requests.ts';
import type { Timers } from '../Timers.ts';
import { FollowedSession } from './FollowedSession.ts';
import type { Credentials, TabMessage } from './TabMessage.ts';
import type { TabPlace } from './TabPlace.ts';
import { lookMilliseconds, ToastTab } from './ToastTab.ts';

/** What a group tells the client of its tab. */
export interface TabGroupEvents {
  /** Another tab leads: this one is to end its own session, if it has one, and to follow. */
  follow(): void;
  /** Nobody leads any more: this tab is to connect by itself. */
  lead(): void;
  /** A tab of a person leads; told only while this one neither leads nor follows. */
  found(personId: string): void;
  /** The tab that leads has passed on what it connects with. */
  credentials(credentials: Credentials): void;
  /** The tab that leads is signed out, and so is this one. */
  signedOut(): void;
  /** A tab that follows asks for something. */
  asked(asked: Asked): Promise<Omit<AnswerFrame, 'type' | 'requestId'>>;
  /** A tab that follows has painted something. */
  rendered(receipt: ClientReceipt): void;
  /** A person at a tab that follows does not want to wait. */
  tryNow(): void;
  /** Another tab shows toasts now, or this one does. */
  toastsMoved(): void;
  /** All there is to know, for a tab that joins; null while this one does not know it. */
  known(): { readonly frames: readonly ServerFrame[]; readonly credentials: Credentials } | null;
}

/** Silence of the tab that leads, after which it is asked, and after which it is taken to be frozen. */
const askMilliseconds = 5_000;
const frozenMilliseconds = 15_000;

/**
 * The tabs of one person in one browser, of one origin, server and channel, as one desktop: one of them leads and is
 * connected, the others follow it. Whoever holds the lock leads; a tab that is closed gives it up, and from one that is
 * frozen it is taken away.
 */
export class TabGroup {
  readonly #place: TabPlace;
  readonly #name: string;
  readonly #id: string;
  readonly #timers: Timers;
  readonly #events: TabGroupEvents;
  readonly #toasts: ToastTab;
  #channel: ReturnType<TabPlace['join']> | null = null;
  #stopWatching = () => {};
  #cancelLook = () => {};
  #role: 'none' | 'leading' | 'following' = 'none';
  #personId: string | null = null;
  #session: FollowedSession | null = null;
  #releaseLock = () => {};
  #cancelWatchdog = () => {};
  #heardAt = 0;
  #toastsHere = true;

  /** `name` is that of the server and channel, `id` of this tab. */
  constructor(place: TabPlace, name: string, id: string, timers: Timers, events: TabGroupEvents) {
    this.#place = place;
    this.#name = name;
    this.#id = id;
    this.#timers = timers;
    this.#events = events;
    this.#toasts = new ToastTab(id, timers);
  }

  get follows(): boolean {
    return this.#role === 'following';
  }

  /** Whether this tab is the one that shows toasts and speaks. */
  get showsToasts(): boolean {
    return this.#toastsHere;
  }

  /** Begins to hear other tabs, and asks whether one leads. */
  open(): void {
    if (this.#channel === null) {
      this.#channel = this.#place.join(this.#name, (message) => this.#hear(message));
      this.#stopWatching = this.#place.watch((look) => this.#looked(look));
    }
    this.#say({ kind: 'who', from: this.#id });
  }

  /** Hears no more, leads nobody and follows nobody. */
  close(): void {
    this.leave();
    this.#stopWatching();
    this.#channel?.leave();
    this.#channel = null;
  }

  /** A session of this tab's own has said whose it is: it leads that person's tabs, unless another does. */
  joined(personId: string): void {
    if (this.#channel === null || (this.#role === 'leading' && this.#personId === personId)) return;
    this.leave();
    this.#personId = personId;
    this.#lock('ifFree', () => this.follow(personId));
  }

  /** Leads nobody and follows nobody any more, because it is signed out or somebody else may sign in. */
  leave(signedOut = false): void {
    if (this.#role === 'leading') this.#tell((personId) => ({ kind: 'lost', from: this.#id, personId, signedOut }));
    this.#tell((personId) => ({ kind: 'page', from: this.#id, personId, look: null }));
    this.#releaseLock();
    this.#releaseLock = () => {};
    this.#cancelWatchdog();
    this.#cancelLook();
    this.#session?.end();
    this.#session = null;
    this.#role = 'none';
    this.#personId = null;
    this.#compareToasts();
  }

  /** A session through the tab that leads. */
  session(events: SessionEvents): FollowedSession {
    const personId = this.#personId ?? '';
    this.#session = new FollowedSession(personId, this.#id, (message) => this.#say(message), this.#timers, events);
    return this.#session;
  }

  /** The session of this tab is ready: whoever follows is told all. */
  ready(): void {
    this.#tellAll();
  }

  /** The session of this tab has got a frame. */
  got(frame: ServerFrame): void {
    if (this.#role === 'leading') this.#tell((personId) => ({ kind: 'frame', from: this.#id, personId, frame }));
  }

  /** The session of this tab is lost; whoever follows waits with it. */
  lost(): void {
    if (this.#role !== 'leading') return;
    this.#tell((personId) => ({ kind: 'lost', from: this.#id, personId, signedOut: false }));
  }

  /** What this tab connects with is newer. */
  renewed(credentials: Credentials): void {
    if (this.#role !== 'leading') return;
    this.#tell((personId) => ({ kind: 'credentials', from: this.#id, personId, credentials }));
  }

  /** Asks the tab that leads not to wait with its next try. */
  tryNow(): void {
    if (this.follows) this.#tell((personId) => ({ kind: 'tryNow', from: this.#id, personId }));
  }

  #hear(message: TabMessage): void {
    if (message.kind === 'who') {
      this.#sayThatItLeads();
      return;
    }
    if (message.kind === 'answer') {
      this.#session?.hear(message);
      return;
    }
    if (this.#role === 'none' && (message.kind === 'lead' || message.kind === 'state')) {
      this.#events.found(message.personId);
      return;
    }
    if (message.personId !== this.#personId) return;
    if (message.kind === 'lost' && message.signedOut) {
      // Also where this one leads: the lock may have come before the word.
      this.leave(true);
      this.#events.signedOut();
      return;
    }
    if (message.kind === 'page') this.#heardLook(message.from, message.look);
    else if (this.#role === 'leading') this.#serve(message);
    else if (this.#role === 'following') this.#heard(message);
  }

  /** Says so to a tab that asks; not while it has nothing to pass on. */
  #sayThatItLeads(): void {
    if (this.#role === 'leading') this.#tell((personId) => ({ kind: 'lead', from: this.#id, personId }));
  }

  #serve(message: TabMessage): void {
    if (message.kind === 'join') this.#tellAll();
    else if (message.kind === 'tryNow') this.#events.tryNow();
    else if (message.kind === 'rendered') this.#events.rendered(message.receipt);
    else if (message.kind === 'ask') void this.#answer(message);
  }

  async #answer({ from: to, requestId, asked }: TabMessage & { readonly kind: 'ask' }): Promise<void> {
    const answer = await this.#events.asked(asked);
    this.#say({ kind: 'answer', from: this.#id, to, answer: { type: 'answer', requestId, ...answer } });
  }

  #heard(message: TabMessage): void {
    if (message.kind !== 'join' && message.kind !== 'ask' && message.kind !== 'rendered') {
      this.#heardAt = this.#timers.now();
    }
    if (message.kind === 'state' || message.kind === 'credentials') this.#events.credentials(message.credentials);
    this.#session?.hear(message);
  }

  /** Follows the tab of this person that has the lock, and waits for its turn. */
  follow(personId: string): void {
    this.#releaseLock();
    this.#role = 'following';
    this.#personId = personId;
    this.#heardAt = this.#timers.now();
    this.#lock('inTurn', () => {});
    this.#watchLeader();
    this.#announceLook();
    this.#events.follow();
  }

  #lock(mode: 'ifFree' | 'inTurn' | 'steal', refused: () => void): void {
    this.#releaseLock();
    const personId = this.#personId ?? '';
    this.#releaseLock = this.#place.lock(`${this.#name} ${personId}`, mode, {
      got: () => this.#lead(),
      refused,
      stolen: () => this.follow(personId),
    });
  }

  #lead(): void {
    const followed = this.#role === 'following';
    this.#role = 'leading';
    this.#cancelWatchdog();
    this.#session?.end();
    this.#session = null;
    this.#sayThatItLeads();
    this.#announceLook();
    if (followed) this.#events.lead();
    else this.#tellAll();
  }

  /** A tab that leads answers at once even where timers are held up, unless it is frozen as a whole. */
  #watchLeader(): void {
    this.#cancelWatchdog();
    this.#cancelWatchdog = this.#timers.after(askMilliseconds, () => {
      const silence = this.#timers.now() - this.#heardAt;
      if (silence >= frozenMilliseconds) {
        this.#lock('steal', () => {});
        return;
      }
      if (silence >= askMilliseconds) this.#say({ kind: 'who', from: this.#id });
      this.#watchLeader();
    });
  }

  #tellAll(): void {
    if (this.#role !== 'leading') return;
    const known = this.#events.known();
    if (known !== null) this.#tell((personId) => ({ kind: 'state', from: this.#id, personId, ...known }));
  }

  #looked(look: Parameters<Parameters<TabPlace['watch']>[0]>[0]): void {
    if (look === null) {
      this.#tell((personId) => ({ kind: 'page', from: this.#id, personId, look }));
      return;
    }
    this.#toasts.looked(look);
    this.#announceLook();
  }

  #heardLook(from: string, look: Parameters<ToastTab['heard']>[1]): void {
    this.#toasts.heard(from, look);
    this.#compareToasts();
  }

  /** Says how this page is looked at, and says it again while it is on a screen. */
  #announceLook(): void {
    this.#cancelLook();
    const { look } = this.#toasts;
    this.#tell((personId) => ({ kind: 'page', from: this.#id, personId, look }));
    if (look.shown && this.#role !== 'none') {
      this.#cancelLook = this.#timers.after(lookMilliseconds, () => this.#announceLook());
    }
    this.#compareToasts();
  }

  #compareToasts(): void {
    const here = this.#role === 'none' || this.#toasts.isHere(this.#role === 'leading');
    if (here === this.#toastsHere) return;
    this.#toastsHere = here;
    this.#events.toastsMoved();
  }

  #tell(message: (personId: string) => TabMessage): void {
    if (this.#personId !== null) this.#say(message(this.#personId));
  }

  #say(message: TabMessage): void {
    this.#channel?.say(message);
  }
}

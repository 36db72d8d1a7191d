import type { PageLook, TabMessage } from './TabMessage.ts';

/** What becomes of asking for a lock. */
export interface LockEvents {
  got(): void;
  /** It was asked for only if it is free, and it is not. */
  refused(): void;
  /** It was got, and somebody has taken it away. */
  stolen(): void;
}

/** How a lock is asked for: only if nobody has it, in turn, or at once from whoever has it. */
export type LockMode = 'ifFree' | 'inTurn' | 'steal';

/** Where the tabs of one browser and origin meet: what they say to each other, and locks of which one tab has each. */
export interface TabPlace {
  /** Begins to hear what others say under a name. */
  join(name: string, hear: (message: TabMessage) => void): { say(message: TabMessage): void; leave(): void };
  /** Asks for a lock; what is returned gives it up, or asks no longer. A tab that is closed gives up all it has. */
  lock(name: string, mode: LockMode, events: LockEvents): () => void;
  /** How this page is looked at now, and whenever that changes; `null` when it goes. */
  watch(changed: (look: PageLook | null) => void): () => void;
}

/** The place browsers give; null where one lacks it, and each tab then is a desktop of its own. */
export function browserTabs(): TabPlace | null {
  if (typeof BroadcastChannel !== 'function' || typeof document === 'undefined') return null;
  // Web Locks exist on secure origins only.
  const { locks = null } = navigator as { readonly locks?: LockManager | null };
  if (locks === null) return null;
  return { join, lock: (name, mode, events) => lockIn(locks, name, mode, events), watch };
}

const join: TabPlace['join'] = (name, hear) => {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => hear(data);
  return {
    say: (message) => channel.postMessage(message),
    leave() {
      channel.onmessage = null;
      channel.close();
    },
  };
};

function lockIn(locks: LockManager, name: string, mode: LockMode, events: LockEvents): () => void {
  let release = () => {};
  let wanted = true;
  let held = false;
  const abort = new AbortController();
  const options: LockOptions =
    mode === 'ifFree' ? { ifAvailable: true } : mode === 'steal' ? { steal: true } : { signal: abort.signal };
  locks
    .request(name, options, (lock) => {
      if (!wanted) return;
      if (lock === null) {
        events.refused();
        return;
      }
      held = true;
      const kept = new Promise<void>((resolve) => {
        release = resolve;
      });
      events.got();
      return kept;
    })
    .catch(() => {
      // Asked no longer, or taken away: the browser says both by the same error.
      if (held && wanted) events.stolen();
    });
  return () => {
    wanted = false;
    abort.abort();
    release();
  };
}

const watch: TabPlace['watch'] = (changed) => {
  let lookedAt = document.hasFocus() ? Date.now() : 0;
  const look = () => {
    if (document.hasFocus()) lookedAt = Date.now();
    changed({ shown: !document.hidden, lookedAt });
  };
  const gone = () => changed(null);
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
  addEventListener('pageshow', look);
  addEventListener('pagehide', gone);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    removeEventListener('focus', look);
    removeEventListener('pageshow', look);
    removeEventListener('pagehide', gone);
  };
};

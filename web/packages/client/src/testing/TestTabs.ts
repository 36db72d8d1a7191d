import type { PageLook, TabMessage } from '../tabs/TabMessage.ts';
import type { LockEvents, TabPlace } from '../tabs/TabPlace.ts';

interface Asking {
  readonly tab: TestTab;
  readonly events: LockEvents;
}

/** A browser in memory: what its tabs say to each other, and its locks. */
export class TestTabs {
  /** Whether what tabs say is heard only after they have got locks that were given up later. */
  slow = false;
  readonly #tabs = new Set<TestTab>();
  readonly #held = new Map<string, Asking>();
  readonly #waiting = new Map<string, Asking[]>();

  /** Opens a tab. */
  open(): TestTab {
    const tab = new TestTab(this);
    this.#tabs.add(tab);
    return tab;
  }

  say(from: TestTab, name: string, message: TabMessage): void {
    for (const tab of this.#tabs) {
      if (tab === from) continue;
      const hear = () => tab.hears.get(name)?.(structuredClone(message));
      tab.deliver(this.slow ? () => tab.deliver(() => tab.deliver(hear)) : hear);
    }
  }

  lock(tab: TestTab, name: string, mode: 'ifFree' | 'inTurn' | 'steal', events: LockEvents): () => void {
    const asking = { tab, events };
    const holder = this.#held.get(name);
    if (holder === undefined || mode === 'steal') {
      this.#held.set(name, asking);
      holder?.tab.deliver(() => holder.events.stolen());
      tab.deliver(() => events.got());
    } else if (mode === 'ifFree') {
      tab.deliver(() => events.refused());
    } else {
      this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), asking]);
    }
    return () => this.#release(name, asking);
  }

  /** A tab is closed, or its process has died: it says nothing more, and gives up what it has. */
  close(tab: TestTab): void {
    this.#tabs.delete(tab);
    for (const [name, asking] of [...this.#held]) if (asking.tab === tab) this.#release(name, asking);
    for (const [name, all] of this.#waiting) {
      this.#waiting.set(
        name,
        all.filter((asking) => asking.tab !== tab),
      );
    }
  }

  #release(name: string, asking: Asking): void {
    const waiting = (this.#waiting.get(name) ?? []).filter((other) => other !== asking);
    this.#waiting.set(name, waiting);
    if (this.#held.get(name) !== asking) return;
    this.#held.delete(name);
    const next = waiting.shift();
    if (next === undefined) return;
    this.#held.set(name, next);
    next.tab.deliver(() => next.events.got());
  }
}

/** One tab of it. */
export class TestTab implements TabPlace {
  readonly hears = new Map<string, (message: TabMessage) => void>();
  readonly #browser: TestTabs;
  /** What it has yet to hear, while it is frozen. */
  #frozen: (() => void)[] | null = null;
  #changed: (look: PageLook | null) => void = () => {};

  constructor(browser: TestTabs) {
    this.#browser = browser;
  }

  readonly join: TabPlace['join'] = (name, hear) => {
    this.hears.set(name, hear);
    return {
      say: (message) => this.#browser.say(this, name, message),
      leave: () => void this.hears.delete(name),
    };
  };

  readonly lock: TabPlace['lock'] = (name, mode, events) => this.#browser.lock(this, name, mode, events);

  readonly watch: TabPlace['watch'] = (changed) => {
    this.#changed = changed;
    changed({ shown: true, lookedAt: 0 });
    return () => {
      this.#changed = () => {};
    };
  };

  /** The person looks at it at a time, or away from it. */
  look(shown: boolean, lookedAt: number): void {
    this.#changed({ shown, lookedAt });
  }

  close(): void {
    this.#browser.close(this);
  }

  /** Hears nothing until it is thawed. */
  freeze(): void {
    this.#frozen ??= [];
  }

  thaw(): void {
    const waiting = this.#frozen ?? [];
    this.#frozen = null;
    for (const hear of waiting) this.deliver(hear);
  }

  /** Tabs hear each other a moment later, never at once. */
  deliver(hear: () => void): void {
    if (this.#frozen !== null) this.#frozen.push(hear);
    else queueMicrotask(hear);
  }
}

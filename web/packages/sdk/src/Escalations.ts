import { type Alert, asksForSomebody, type Severity, severityRank } from '@redline/client';
import type { QueueEscalation } from './contract.ts';

/** What is to be told of an alert. */
export interface Raised {
  readonly type: QueueEscalation['type'];
  readonly alert: Alert;
  readonly state: QueueEscalation['state'];
}

/** What a client knows, at one moment. */
export interface Seen {
  readonly open: readonly Alert[];
  readonly over: readonly Alert[];
  readonly hidden: ReadonlyMap<string, Severity>;
}

interface Known {
  readonly alert: Alert;
  readonly open: boolean;
  /** The severity people were last told of; null: of none yet. */
  readonly level: Severity | null;
  /** A reset forgets what is hidden until the server says so again; the person has not changed their mind. */
  readonly hiddenUpTo: Severity | null;
}

/** How many alerts that are gone are remembered, so that none is raised anew when it comes back. */
const goneLimit = 1_000;

/**
 * Turns what a client knows into events. An escalation is raised when it first asks for somebody on this page and when
 * its level rises; one that is taken or hidden asks for nobody. Anything else that changes is an update.
 */
export class Escalations {
  readonly #known = new Map<string, Known>();

  /** What has come or changed since the last call, worst first. */
  changes({ open, hidden }: Seen): Raised[] {
    return open.flatMap((alert) => {
      const key = keyOf(alert);
      const known = this.#known.get(key);
      const hiddenUpTo = hidden.get(alert.alertId) ?? known?.hiddenUpTo ?? null;
      const level = known?.level ?? null;
      const asks = asksHere(alert, hiddenUpTo);
      const raises = asks && isAbove(alert.severity, level);
      const changed = known?.open !== true || known.alert.revision !== alert.revision;
      const fell = level !== null && isAbove(level, alert.severity);
      this.#known.set(key, { alert, open: true, level: asks || fell ? alert.severity : level, hiddenUpTo });
      return raises || changed ? [raised(alert, raises)] : [];
    });
  }

  /** What has gone since the last call. */
  ends({ open, over }: Seen): Raised[] {
    const keys = new Set(open.map(keyOf));
    const ended = [...this.#known].filter(([key, known]) => known.open && !keys.has(key));
    for (const [key, known] of ended) {
      this.#known.delete(key);
      this.#known.set(key, { ...known, open: false });
    }
    if (ended.length > 0) this.#forgetOldest();
    return ended.map(([key, { alert }]) => {
      const last = over.find((other) => keyOf(other) === key);
      return { type: 'QUEUE_ESCALATION_RESOLVED', alert: last ?? alert, state: last?.state ?? 'WITHDRAWN' };
    });
  }

  /** What is open, for a handler that has heard nothing yet. */
  current(): Raised[] {
    return [...this.#known.values()]
      .filter(({ open }) => open)
      .map(({ alert, hiddenUpTo }) => raised(alert, asksHere(alert, hiddenUpTo)));
  }

  #forgetOldest(): void {
    const gone = [...this.#known].filter(([, { open }]) => !open);
    for (const [key] of gone.slice(0, Math.max(0, gone.length - goneLimit))) this.#known.delete(key);
  }
}

/** An id can come back for another alert when the server began anew; the start of the breach tells them apart. */
function keyOf({ alertId, openedAt }: Alert): string {
  return `${alertId} ${openedAt}`;
}

function raised(alert: Alert, raises: boolean): Raised {
  return { type: raises ? 'QUEUE_ESCALATION' : 'QUEUE_ESCALATION_UPDATED', alert, state: alert.state };
}

function asksHere(alert: Alert, hiddenUpTo: Severity | null): boolean {
  return asksForSomebody(alert) && isAbove(alert.severity, hiddenUpTo);
}

function isAbove(severity: Severity, other: Severity | null): boolean {
  return other === null || severityRank(severity) > severityRank(other);
}

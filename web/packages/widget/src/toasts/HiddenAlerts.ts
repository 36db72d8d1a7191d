import { type Alert, type RedlineClient, RequestRefused, type Severity, severityRank } from '@redline/client';

interface Asked {
  readonly openedAt: number;
  readonly severity: Severity;
  /** Whether the answer was lost with the connection, so that it has to be asked again. */
  lost: boolean;
}

/** Answers after which there is nothing left to be shown again. */
const over: readonly string[] = ['alert.not.found', 'alert.resolved'];

/**
 * The alerts a person has hidden: those the server told of, and those just hidden here, of which it has yet to say so.
 * Hiding stops nothing; a hidden alert comes back only when its severity rises above the one it was hidden at.
 */
export class HiddenAlerts {
  readonly #asked = new Map<string, Asked>();

  /**
   * Hides an alert here at once and asks the server to hide it everywhere. Calls `undone` when it will not; while the
   * server cannot be reached it stays hidden here, and `askAgain` tells it later.
   */
  hide(client: RedlineClient, alert: Alert, undone: () => void): void {
    const { alertId, openedAt, severity } = alert;
    const asked = { openedAt, severity, lost: false };
    this.#asked.set(alertId, asked);
    client.hide(alertId, severity).catch((refused: unknown) => {
      const code = refused instanceof RequestRefused ? refused.code : '';
      if (over.includes(code)) return;
      if (code === 'connection.lost') {
        asked.lost = true;
      } else if (this.#asked.get(alertId) === asked) {
        this.#asked.delete(alertId);
        undone();
      }
    });
  }

  /** Asks again for what was lost with the connection. */
  askAgain(client: RedlineClient, open: readonly Alert[], undone: () => void): void {
    for (const alert of open) {
      const asked = this.#asked.get(alert.alertId);
      if (asked?.lost !== true || asked.openedAt !== alert.openedAt) continue;
      this.hide(client, { ...alert, severity: asked.severity }, undone);
    }
  }

  /** Whether an alert is hidden; `told` is what the server says. */
  has(alert: Alert, told: ReadonlyMap<string, Severity> | undefined): boolean {
    const asked = this.#asked.get(alert.alertId);
    // Another start of the breach under the same id is another alert: the server began anew.
    const here = asked?.openedAt === alert.openedAt ? asked.severity : undefined;
    return [here, told?.get(alert.alertId)].some(
      (severity) => severity !== undefined && severityRank(alert.severity) <= severityRank(severity),
    );
  }

  /** Forgets alerts that are no longer open. */
  keepOnly(open: readonly Alert[]): void {
    const ids = new Set(open.map((alert) => alert.alertId));
    for (const id of this.#asked.keys()) {
      if (!ids.has(id)) this.#asked.delete(id);
    }
  }
}

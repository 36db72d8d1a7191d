import { type Alert, type Severity, severityRank } from '@redline/client';

/**
 * The alerts a person has hidden on this page. Hiding stops nothing and tells nobody; a hidden alert comes back only
 * when its severity rises above the one it was hidden at.
 */
export class HiddenAlerts {
  readonly #hiddenAt = new Map<string, { readonly openedAt: number; readonly severity: Severity }>();

  hide(alert: Alert): void {
    if (!this.has(alert)) this.#hiddenAt.set(alert.alertId, { openedAt: alert.openedAt, severity: alert.severity });
  }

  has(alert: Alert): boolean {
    const hidden = this.#hiddenAt.get(alert.alertId);
    // Another start of the breach under the same id is another alert: the server began anew.
    if (hidden?.openedAt !== alert.openedAt) return false;
    return severityRank(alert.severity) <= severityRank(hidden.severity);
  }

  /** Forgets alerts that are no longer open. */
  keepOnly(open: readonly Alert[]): void {
    const ids = new Set(open.map((alert) => alert.alertId));
    for (const id of this.#hiddenAt.keys()) {
      if (!ids.has(id)) this.#hiddenAt.delete(id);
    }
  }
}

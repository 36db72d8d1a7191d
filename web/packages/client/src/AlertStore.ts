import { type Alert, compareAlerts, isOpen } from './Alert.ts';

/** What an alert did to the store. */
export type AlertChange = 'opened' | 'changed' | 'resolved' | 'outdated';

/** How many alerts that are over are kept for the panel. */
export const overLimit = 20;

/** The alerts this desktop knows: those open, and the last ones that are over. */
export class AlertStore {
  readonly #open = new Map<string, Alert>();
  #sorted: readonly Alert[] | null = null;
  #over: readonly Alert[] = [];

  /** Open alerts, worst first. The same list until something changes. */
  get open(): readonly Alert[] {
    this.#sorted ??= [...this.#open.values()].sort(compareAlerts);
    return this.#sorted;
  }

  /** Alerts that are over, the last one first; at most `overLimit`. */
  get over(): readonly Alert[] {
    return this.#over;
  }

  /** Takes an alert's whole state, unless what is known already is of the same or a later revision. */
  apply(alert: Alert): AlertChange {
    const known = this.#known(alert);
    if (known !== undefined && alert.revision <= known.revision) return 'outdated';
    this.#over = this.#over.filter((over) => over.alertId !== alert.alertId);
    if (isOpen(alert)) {
      this.#open.set(alert.alertId, alert);
      this.#sorted = null;
      return known !== undefined && isOpen(known) ? 'changed' : 'opened';
    }
    if (this.#open.delete(alert.alertId)) this.#sorted = null;
    this.#over = [alert, ...this.#over].slice(0, overLimit);
    return 'resolved';
  }

  /**
   * Takes the complete list of open alerts, whatever their revisions: after a restore the server may have gone back.
   * Alerts not in it are dropped and leave no line among those that are over.
   */
  reset(alerts: readonly Alert[]): void {
    this.#open.clear();
    for (const alert of alerts) {
      if (isOpen(alert)) this.#open.set(alert.alertId, alert);
    }
    this.#over = this.#over.filter((over) => !this.#open.has(over.alertId));
    this.#sorted = null;
  }

  /** Takes away an open alert that is no longer this person's to see, without a line; says whether there was one. */
  withdraw(alertId: string): boolean {
    if (!this.#open.delete(alertId)) return false;
    this.#sorted = null;
    return true;
  }

  /** The open alert of an id, if there is one. */
  find(alertId: string): Alert | undefined {
    return this.#open.get(alertId);
  }

  /** An id can come back for another alert when the server began anew; the start of the breach tells them apart. */
  #known(alert: Alert): Alert | undefined {
    const known = this.#open.get(alert.alertId) ?? this.#over.find((over) => over.alertId === alert.alertId);
    return known?.openedAt === alert.openedAt ? known : undefined;
  }
}

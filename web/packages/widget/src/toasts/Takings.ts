import { type Alert, type RedlineClient, RequestRefused } from '@redline/client';

/** Refusals after which the toast goes by itself: somebody was faster, or it is over. */
const settled: readonly string[] = ['alert.already.acknowledged', 'alert.not.found', 'alert.resolved'];

/** The alerts that are being taken here, and those for which that has failed. */
export class Takings {
  readonly #taking = new Set<string>();
  readonly #failed = new Set<string>();
  readonly #changed: (failed: boolean) => void;

  /** `changed` is called when an answer has come; with true when nobody else has it and it was not taken. */
  constructor(changed: (failed: boolean) => void) {
    this.#changed = changed;
  }

  isTaking(alerts: readonly Alert[]): boolean {
    return alerts.some((alert) => this.#taking.has(alert.alertId));
  }

  hasFailed(alerts: readonly Alert[]): boolean {
    return alerts.some((alert) => this.#failed.has(alert.alertId));
  }

  take(client: RedlineClient, alerts: readonly Alert[]): void {
    for (const alert of alerts) {
      if (!this.#taking.has(alert.alertId)) void this.#takeOne(client, alert);
    }
  }

  async #takeOne(client: RedlineClient, { alertId }: Alert): Promise<void> {
    this.#taking.add(alertId);
    this.#failed.delete(alertId);
    let failed = false;
    try {
      await client.acknowledge(alertId);
    } catch (refused) {
      failed = !(refused instanceof RequestRefused && settled.includes(refused.code));
      if (failed) this.#failed.add(alertId);
    } finally {
      this.#taking.delete(alertId);
      this.#changed(failed);
    }
  }
}

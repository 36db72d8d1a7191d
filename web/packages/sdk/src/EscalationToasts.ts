import type { Alert, Message } from '@redline/client';
import { RedlineToasts } from '@redline/widget';

const noMessages: readonly Message[] = [];

/**
 * The widget's toasts, for the queues a page asked for. A queue whose escalations are over has to be asked for again.
 * Its receipts say HANDLER: it is the page's handler that has shown it.
 */
export class EscalationToasts extends RedlineToasts {
  protected override readonly renderer = 'HANDLER';
  readonly #queueIds = new Set<string>();

  /** Shows the toast of a queue while it has open alerts. */
  show(queueId: string): void {
    this.#queueIds.add(queueId);
    this.requestUpdate();
  }

  protected override get alertsToShow(): readonly Alert[] {
    const open = super.alertsToShow;
    for (const queueId of this.#queueIds) {
      if (!open.some((alert) => alert.queueId === queueId)) this.#queueIds.delete(queueId);
    }
    return open.filter((alert) => this.#queueIds.has(alert.queueId));
  }

  protected override get messagesToShow(): readonly Message[] {
    return noMessages;
  }
}

const tag = 'redline-escalation-toasts';

/** Puts the toasts on the page. */
export function addEscalationToasts(): EscalationToasts {
  if (customElements.get(tag) === undefined) customElements.define(tag, EscalationToasts);
  const element = document.createElement(tag) as EscalationToasts;
  (document.body ?? document.documentElement).append(element);
  return element;
}

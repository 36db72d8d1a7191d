import type { Alert, Instant } from '@redline/client';
import {
  ClientElement,
  lateAfterSeconds,
  longestWaitText,
  look,
  queueLabel,
  RowBudget,
  severityClass,
  severityIcon,
  waitLimitSeconds,
} from '@redline/widget';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import styles from './desktop-queues.styles.ts';
import { isAwake, keyOf, longestWaitSeconds, type QueueRow, queueRows } from './QueueRow.ts';

/** The table of queues: how many wait and how long the longest has. Seconds run for supervisors only. */
export class DesktopQueues extends ClientElement {
  static override styles = [look, styles];

  protected override readonly follows = ['queues', 'alerts', 'connection'] as const;

  readonly #rows = new RowBudget<QueueRow>((row) => row.key);
  readonly #alerts = new RowBudget<Alert>((alert) => alert.alertId);
  /** Media types that have been in use: their rows stay, since rows that come and go would move the others. */
  #woken: ReadonlySet<string> = new Set();

  protected override render(): TemplateResult {
    const { client } = this;
    if (client?.queues.complete !== true) {
      return client?.connection.state === 'SIGNED_OUT' ? html`` : this.#table(this.#placeholders());
    }
    const alerts = this.#alerts.take(client.alerts.open);
    const { all } = client.queues;
    this.#woken = new Set(
      all.filter((queue) => this.#woken.has(keyOf(queue)) || isAwake(queue, alerts.rows)).map(keyOf),
    );
    const { rows, more } = this.#rows.take(queueRows(all, alerts.rows, this.#woken));
    if (more || alerts.more) this.updateAgain();
    if (rows.length === 0) return html`<p class="quiet">${this.words(this.texts.noQueues)}</p>`;
    const now = this.shownNow;
    return this.#table(
      repeat(
        rows,
        (row) => row.key,
        (row) => this.#row(row, now),
      ),
    );
  }

  /** Long enough without the server for the values to be taken for old. */
  get #old(): boolean {
    const connection = this.client?.connection;
    return connection?.heardAt != null && connection.secondsLost >= lateAfterSeconds;
  }

  #table(body: unknown): TemplateResult {
    const { texts } = this;
    return html`
      <table lang=${this.speech.language} class=${this.#old ? 'old' : ''} aria-label=${texts.queues}>
        <thead>
          <tr>
            <th scope="col">${texts.queue}</th>
            <th scope="col" class="number">${texts.waiting}</th>
            <th scope="col" class="time">${texts.longestWait}</th>
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    `;
  }

  #row({ queue, alert }: QueueRow, now: Instant | null): TemplateResult {
    const { texts, speech } = this;
    const classes = alert === null ? '' : severityClass(alert.severity);
    const note = texts.viewState(queue.state);
    const limit = alert === null ? null : waitLimitSeconds(alert);
    const nobody = this.#nobody();
    return html`
      <tr class="${classes} ${queue.state === 'LIVE' ? '' : 'old'}">
        <th scope="row">
          ${queueLabel(queue.queueName, queue.mediaType)}
          ${
            alert === null
              ? nothing
              : html`<span class="severity">
                  ${severityIcon(alert.severity)}${texts.severityWithLimit(alert.severity, limit === null ? null : speech.format.limit(limit))}
                </span>`
          }
          ${note === '' ? nothing : html`<span class="note">${note}</span>`}
        </th>
        ${
          queue.state === 'WARMING'
            ? html`<td class="number">${nobody}</td><td class="time">${nobody}</td>`
            : html`<td class="number">${speech.format.number(queue.waitingCount)}</td><td class="time">${this.#longest(queue, now)}</td>`
        }
      </tr>
    `;
  }

  #longest(queue: QueueRow['queue'], now: Instant | null): unknown {
    const seconds = longestWaitSeconds(queue, now);
    return seconds === null ? this.#nobody() : this.words(longestWaitText(this.speech, seconds, this.personRole));
  }

  #nobody(): TemplateResult {
    return html`<span class="none" aria-hidden="true">${this.texts.nobodyWaits}</span>
      <span class="for-ears">${this.texts.nobodyWaitsSpoken}</span>`;
  }

  #placeholders(): TemplateResult[] {
    const cell = html`<span class="placeholder"></span>`;
    return Array.from(
      { length: 4 },
      () =>
        html`<tr aria-hidden="true"><th>${cell}</th><td class="number">${cell}</td><td class="time">${cell}</td></tr>`,
    );
  }
}

import type { Acknowledgement, Alert, Instant, Message, RedlineClient } from '@redline/client';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ClientElement } from '../../ClientElement.ts';
import { messageClass, severityClass, severityIcon } from '../../look/icons.ts';
import { look } from '../../look/look.styles.ts';
import { RowBudget } from '../../RowBudget.ts';
import { alertFacts, isolated, overFacts, queueLabel } from '../../texts/alertFacts.ts';
import { alertText, overText } from '../../texts/alertText.ts';
import { CheckedAt } from './CheckedAt.ts';
import styles from './redline-panel.styles.ts';

/** More lines than this help nobody; the rest is told as a number. */
const lineLimit = 100;
/** More queues without live data than this are told as a number. */
const blindLimit = 3;

/**
 * All open alerts, worst first, hidden ones too, each with who has it and the note left with it; then messages and those
 * lately over. It says that no queue is over its limit only while it is connected and every queue it speaks of is live.
 *
 * @csspart heading - A heading.
 * @csspart alert - One alert; also `critical` or `warning`.
 * @csspart message - One message; also `critical`, `warning` or `information`.
 * @csspart over - One alert that is over.
 * @csspart state - A line that says what is known.
 */
export class RedlinePanel extends ClientElement {
  static override styles = [look, styles];

  protected override readonly follows = ['alerts', 'messages', 'queues', 'blind', 'connection'] as const;
  readonly #checkedAt = new CheckedAt();
  readonly #budget = new RowBudget<Alert>((alert) => alert.alertId);

  /** Brings the list into view and moves the focus to its heading; for a person who asked for it. */
  showAll(): void {
    const heading = this.renderRoot.querySelector('h2');
    heading?.scrollIntoView({ block: 'nearest' });
    heading?.focus();
  }

  protected override render(): TemplateResult {
    const { client } = this;
    const open = client?.alerts.open ?? [];
    const over = client?.alerts.over ?? [];
    return html`
      <div lang=${this.speech.language}>
        <h2 part="heading" tabindex="-1">${this.texts.panelOpen}</h2>
        ${open.length === 0 || client === null ? nothing : this.#open(client, open)}
        ${client === null ? nothing : this.#state(client, open.length)}
        ${client === null || client.messages.open.length === 0 ? nothing : this.#messages(client.messages.open)}
        ${over.length === 0 ? nothing : this.#over(over)}
      </div>
    `;
  }

  #open(client: RedlineClient, open: readonly Alert[]): TemplateResult {
    const now = this.shownNow;
    const { rows, more } = this.#budget.take(open.slice(0, lineLimit));
    if (more) this.updateAgain();
    return html`
      <ul>
        ${repeat(
          rows,
          (alert) => alert.alertId,
          (alert) => this.#alert(client, alert, now),
        )}
      </ul>
      ${open.length > lineLimit ? this.#line(this.texts.moreAlerts(open.length - lineLimit)) : nothing}
    `;
  }

  #alert(client: RedlineClient, alert: Alert, now: Instant | null): TemplateResult {
    const { severity, acknowledgement } = alert;
    const heading = `${this.texts.severity(severity)} ${this.texts.since(alert.openedAt)}`;
    const text = alertText(this.speech, alertFacts(alert, client.queues, now), severity, this.personRole);
    return html`
      <li class=${severityClass(severity)} part="alert ${severity.toLowerCase()}">
        ${severityIcon(severity)}
        <div>
          <span class="severity">${heading}</span><br />
          ${this.words(text)} ${acknowledgement === null ? nothing : this.#owner(acknowledgement)}
        </div>
      </li>
    `;
  }

  #owner({ name, at, note }: Acknowledgement): TemplateResult {
    const { texts } = this;
    return html`
      <br /><span class="owner">${this.words(texts.taken(isolated(name), at))}</span>
      ${note === null ? nothing : html`<br /><span class="note">${this.words(texts.note(isolated(note)))}</span>`}
    `;
  }

  /** What is not known comes first; that all is well is said only of what is. */
  #state(client: RedlineClient, openCount: number): TemplateResult[] {
    const { texts } = this;
    const line = (text: string) => this.#line(text);
    const { state, heardAt } = client.connection;
    if (heardAt === null) return state === 'SIGNED_OUT' ? [] : [line(texts.loading)];
    const blind = client.queues.all.filter((queue) => queue.state === 'BLIND');
    const warming = client.queues.all.filter((queue) => queue.state === 'WARMING');
    const lines =
      blind.length > blindLimit
        ? [line(texts.noDataForMany(blind.length))]
        : blind.map(({ queueId, queueName, mediaType }) =>
            line(texts.noDataFor(queueLabel(queueName, mediaType), client.blind.sinceOf(queueId))),
          );
    if (warming.length > 0) lines.push(line(texts.unconfirmed(warming.length)));
    if (openCount > 0) return lines;
    const checkedAt = this.#checkedAt.steady(heardAt, client.clock.speed);
    if (state !== 'CONNECTED') return [...lines, line(texts.emptyNotConnected(heardAt))];
    return [...lines, line(lines.length > 0 ? texts.emptyOthers(checkedAt) : texts.empty(checkedAt))];
  }

  #messages(messages: readonly Message[]): TemplateResult {
    const { texts } = this;
    return html`
      <h2 part="heading">${texts.panelMessages}</h2>
      <ul class="messages">
        ${repeat(
          messages,
          (message) => message.messageId,
          (message) => html`
            <li class=${messageClass(message.severity)} part="message ${message.severity.toLowerCase()}">
              ${severityIcon(message.severity)}
              <div>
                <span class="severity">${texts.severity(message.severity)} ${texts.since(message.sentAt)}</span><br />
                <bdi><strong>${message.title}</strong></bdi><br />
                <bdi>${message.text}</bdi>
              </div>
            </li>
          `,
        )}
      </ul>
    `;
  }

  #over(over: readonly Alert[]): TemplateResult {
    return html`
      <h2 part="heading">${this.texts.panelOver}</h2>
      <ul class="over">
        ${repeat(
          over,
          (alert) => alert.alertId,
          (alert) => html`<li part="over">${this.words(overText(this.speech, overFacts(alert)))}</li>`,
        )}
      </ul>
    `;
  }

  #line(text: string): TemplateResult {
    return html`<p class="quiet" part="state">${this.words(text)}</p>`;
  }
}

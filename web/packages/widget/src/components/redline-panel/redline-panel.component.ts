import type { Acknowledgement, Alert, Message, RedlineClient } from '@redline/client';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ClientElement } from '../../ClientElement.ts';
import { messageClass, severityClass, severityIcon } from '../../look/icons.ts';
import { look } from '../../look/look.styles.ts';
import { alertFacts, queueLabel, waitLimitSeconds } from '../../texts/alertFacts.ts';
import { alertText, overText, texts } from '../../texts/texts.ts';
import { CheckedAt } from './CheckedAt.ts';
import styles from './redline-panel.styles.ts';

/** More lines than this help nobody; the rest is told as a number. */
const lineLimit = 100;
/** More queues without live data than this are told as a number. */
const blindLimit = 3;

/**
 * All open alerts, worst first, hidden ones too, each with who has it; then messages and those lately over. It says that no queue is over its
 * limit only while it is connected and every queue it speaks of is live.
 */
export class RedlinePanel extends ClientElement {
  static override styles = [look, styles];

  protected override readonly follows = ['alerts', 'messages', 'queues', 'connection'] as const;
  readonly #checkedAt = new CheckedAt();

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
      <h2 tabindex="-1">${texts.panelOpen}</h2>
      ${open.length === 0 || client === null ? nothing : this.#open(client, open)}
      ${client === null ? nothing : this.#state(client, open.length)}
      ${client === null || client.messages.open.length === 0 ? nothing : this.#messages(client.messages.open)}
      ${over.length === 0 ? nothing : this.#over(over)}
    `;
  }

  #open(client: RedlineClient, open: readonly Alert[]): TemplateResult {
    const now = this.shownNow;
    return html`
      <ul>
        ${repeat(
          open.slice(0, lineLimit),
          (alert) => alert.alertId,
          (alert) => html`
            <li class=${severityClass(alert.severity)}>
              ${severityIcon(alert.severity)}
              <div>
                <span class="severity">${texts.severity(alert.severity)} ${texts.since(alert.openedAt)}</span><br />
                ${alertText(alertFacts(alert, client.queues, now), alert.severity, this.personRole)}
                ${alert.acknowledgement === null ? nothing : html`<br /><span class="owner">${describeOwner(alert.acknowledgement)}</span>`}
              </div>
            </li>
          `,
        )}
      </ul>
      ${open.length > lineLimit ? html`<p class="quiet">${texts.moreAlerts(open.length - lineLimit)}</p>` : nothing}
    `;
  }

  /** What is not known comes first; that all is well is said only of what is. */
  #state(client: RedlineClient, openCount: number): TemplateResult[] {
    const { state, heardAt } = client.connection;
    if (heardAt === null) return state === 'SIGNED_OUT' ? [] : [line(texts.loading)];
    const blind = client.queues.all.filter((queue) => queue.state === 'BLIND');
    const warming = client.queues.all.filter((queue) => queue.state === 'WARMING');
    const lines =
      blind.length > blindLimit
        ? [line(texts.noDataForMany(blind.length))]
        : blind.map((queue) => line(texts.noDataFor(queueLabel(queue.queueName, queue.mediaType))));
    if (warming.length > 0) lines.push(line(texts.unconfirmed(warming.length)));
    if (openCount > 0) return lines;
    const checkedAt = this.#checkedAt.steady(heardAt, client.clock.speed);
    if (state !== 'CONNECTED') return [...lines, line(texts.emptyNotConnected(heardAt))];
    return [...lines, line(lines.length > 0 ? texts.emptyOthers(checkedAt) : texts.empty(checkedAt))];
  }

  #messages(messages: readonly Message[]): TemplateResult {
    return html`
      <h2>${texts.panelMessages}</h2>
      <ul class="messages">
        ${repeat(
          messages,
          (message) => message.messageId,
          (message) => html`
            <li class=${messageClass(message.severity)}>
              ${severityIcon(message.severity)}
              <div>
                <span class="severity">${texts.severity(message.severity)} ${texts.since(message.sentAt)}</span><br />
                <strong>${message.title}</strong><br />
                ${message.text}
              </div>
            </li>
          `,
        )}
      </ul>
    `;
  }

  #over(over: readonly Alert[]): TemplateResult {
    return html`
      <h2>${texts.panelOver}</h2>
      <ul class="over">
        ${repeat(
          over,
          (alert) => alert.alertId,
          (alert) => html`<li>${describeOver(alert)}</li>`,
        )}
      </ul>
    `;
  }
}

function line(text: string): TemplateResult {
  return html`<p class="quiet">${text}</p>`;
}

function describeOwner({ name, at }: Acknowledgement): string {
  return texts.taken(name, at);
}

function describeOver(alert: Alert): string {
  const resolvedAt = alert.resolvedAt ?? alert.triggeredAt;
  return overText(
    queueLabel(alert.queueName, alert.mediaType),
    waitLimitSeconds(alert),
    alert.resolvedReason === 'conditionCleared',
    resolvedAt,
    (resolvedAt - alert.openedAt) / 1_000,
  );
}

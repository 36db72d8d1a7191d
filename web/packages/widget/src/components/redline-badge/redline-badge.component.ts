import { html, nothing, type TemplateResult } from 'lit';
import { ClientElement } from '../../ClientElement.ts';
import { severityClass, severityIcon } from '../../look/icons.ts';
import { look } from '../../look/look.styles.ts';
import styles from './redline-badge.styles.ts';

/**
 * How many queues are over their limit, hidden ones too, marked by the worst severity. Never claims zero while the
 * server is not heard.
 *
 * @csspart badge - The badge; also `critical` or `warning`.
 */
export class RedlineBadge extends ClientElement {
  static override styles = [look, styles];

  protected override readonly follows = ['alerts', 'connection'] as const;

  protected override get ticking(): boolean {
    return false;
  }

  protected override render(): TemplateResult {
    const open = this.client?.alerts.open ?? [];
    const queues = new Set(open.map((alert) => alert.queueId)).size;
    const worst = open[0];
    const known = queues > 0 || this.client?.connection.state === 'CONNECTED';
    const { texts, speech } = this;
    const count = known ? texts.badge(queues) : texts.badgeUnknown;
    return html`
      <span
        class="badge ${worst === undefined ? '' : severityClass(worst.severity)}"
        part="badge ${worst?.severity.toLowerCase() ?? ''}"
        lang=${speech.language}
        title=${count}
      >
        ${worst === undefined ? nothing : severityIcon(worst.severity)}
        <span aria-hidden="true">${known ? speech.format.number(queues) : '–'}</span>
        <span class="for-ears">
          ${worst === undefined ? nothing : `${texts.severity(worst.severity)}.`} ${count}
        </span>
      </span>
    `;
  }
}

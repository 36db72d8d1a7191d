import { html, nothing, type TemplateResult } from 'lit';
import { ClientElement } from '../../ClientElement.ts';
import { severityClass, severityIcon } from '../../look/icons.ts';
import { look } from '../../look/look.styles.ts';
import { texts } from '../../texts/texts.ts';
import styles from './redline-badge.styles.ts';

/**
 * How many queues are over their limit, hidden ones too, marked by the worst severity. Never claims zero while the
 * server is not heard.
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
    return html`
      <span class="badge ${worst === undefined ? '' : severityClass(worst.severity)}" title=${known ? texts.badge(queues) : texts.badgeUnknown}>
        ${worst === undefined ? nothing : severityIcon(worst.severity)}
        <span aria-hidden="true">${known ? queues : '–'}</span>
        <span class="for-ears">
          ${worst === undefined ? nothing : `${texts.severity(worst.severity)}.`} ${known ? texts.badge(queues) : texts.badgeUnknown}
        </span>
      </span>
    `;
  }
}

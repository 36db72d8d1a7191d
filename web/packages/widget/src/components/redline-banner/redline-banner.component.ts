import type { Alert, Message } from '@redline/client';
import type { PropertyValues } from 'lit';
import { look } from '../../look/look.styles.ts';
import { bannerPlaces } from '../../toasts/BannerPlaces.ts';
import { bannerQueues } from '../../toasts/bannerQueues.ts';
import { RedlineToasts } from '../redline-toasts/redline-toasts.component.ts';
import toastStyles from '../redline-toasts/redline-toasts.styles.ts';
import styles from './redline-banner.styles.ts';

const noMessages: readonly Message[] = [];

/**
 * Alerts of streams that ask for a banner, across the page where the element stands: its place is the top. It does what
 * the toasts do, with the same two actions. While it is on the page the toasts leave those queues to it.
 */
export class RedlineBanner extends RedlineToasts {
  static override styles = [look, toastStyles, styles];

  override connectedCallback(): void {
    super.connectedCallback();
    bannerPlaces.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    bannerPlaces.remove(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('client')) bannerPlaces.changed();
  }

  protected override get label(): string {
    return this.texts.banners;
  }

  protected override get alertsToShow(): readonly Alert[] {
    const open = this.client?.alerts.open ?? [];
    const queues = bannerQueues(open);
    return open.filter((alert) => queues.has(alert.queueId));
  }

  protected override get messagesToShow(): readonly Message[] {
    return noMessages;
  }
}

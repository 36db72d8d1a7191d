import { type Alert, asksForSomebody } from '@redline/client';

/** The queues that have an alert to be shown as a banner: all their alerts are one banner then, and no toast besides. */
export function bannerQueues(open: readonly Alert[]): ReadonlySet<string> {
  const banners = open.filter((alert) => alert.presentation === 'BANNER' && asksForSomebody(alert));
  return new Set(banners.map((alert) => alert.queueId));
}

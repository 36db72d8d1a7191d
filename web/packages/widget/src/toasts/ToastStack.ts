import { type Alert, asksForSomebody } from '@redline/client';

/** How many toasts are shown; the other queues share one collecting line. */
export const toastLimit = 3;

/** The alerts of one queue that ask for somebody, worst first. Never empty. */
export interface Toast {
  readonly queueId: string;
  readonly worst: Alert;
  readonly alerts: readonly Alert[];
}

/** What is shown as toasts, and what is collected in one line. */
export interface ToastStack {
  readonly shown: readonly Toast[];
  readonly collected: readonly Toast[];
}

/** Nothing asks for anybody. */
export const noToasts: ToastStack = { shown: [], collected: [] };

/**
 * Groups open alerts, given worst first, by queue: one toast each, in the order of their worst alerts. One that is
 * hidden, or that somebody has taken and that is no worse since, asks for nobody any more.
 */
export function stackToasts(open: readonly Alert[], isHidden: (alert: Alert) => boolean): ToastStack {
  const byQueue = new Map<string, [Alert, ...Alert[]]>();
  for (const alert of open) {
    if (!asksForSomebody(alert) || isHidden(alert)) continue;
    const alerts = byQueue.get(alert.queueId);
    if (alerts === undefined) byQueue.set(alert.queueId, [alert]);
    else alerts.push(alert);
  }
  const toasts = [...byQueue].map(([queueId, alerts]) => ({ queueId, worst: alerts[0], alerts }));
  return { shown: toasts.slice(0, toastLimit), collected: toasts.slice(toastLimit) };
}

/** The place of the toast whose alert was triggered last; -1 when there is none. */
export function newestPlace(shown: readonly Toast[]): number {
  const triggered = shown.map(({ alerts }) => Math.max(...alerts.map((alert) => alert.triggeredAt)));
  return triggered.indexOf(Math.max(...triggered));
}

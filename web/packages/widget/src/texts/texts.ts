import type { Instant, MessageSeverity, QueueViewState, Role, Severity } from '@redline/client';
import { clockTime, clockTimeWithSeconds, limitTime, runningTime, timeZoneName, wholeMinutes } from './times.ts';

/**
 * Every sentence people read, in one place. docs/ui-words.md lists them with the reasons; a test compares the two.
 * Short, no exclamation marks, no blame.
 */

/** What is known of an alert, for a sentence. A part whose value is null is left out. */
export interface AlertFacts {
  /** As people call the queue, with its media type where that is needed. */
  readonly queue: string;
  /** The limit on the wait, in seconds; null when the alert is about something else. */
  readonly waitLimitSeconds: number | null;
  readonly waitingCount: number | null;
  readonly freeCount: number | null;
  readonly longestSeconds: number | null;
  readonly test: boolean;
}

const names: Readonly<Record<MessageSeverity, string>> = {
  INFORMATION: 'Information',
  WARNING: 'Warning',
  CRITICAL: 'Critical',
};
const roles: Readonly<Record<Role, string>> = { AGENT: 'Agent', SUPERVISOR: 'Supervisor' };
const count = (value: number, one: string, many: string) => `${value} ${value === 1 ? one : many}`;
const listed = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(', ');

/** What a toast or a line of the panel says of an open alert. */
export function alertText(facts: AlertFacts, severity: Severity, role: Role): string {
  const sentence = role === 'SUPERVISOR' ? forSupervisor(facts) : forAgent(facts, severity);
  return facts.test ? `Test. ${sentence}` : sentence;
}

function forAgent(facts: AlertFacts, severity: Severity): string {
  const waiting = facts.waitingCount === null ? null : `${facts.waitingCount} waiting`;
  if (facts.waitLimitSeconds === null) {
    return `${facts.queue}: over its limit.${waiting === null ? '' : ` ${waiting}.`}`;
  }
  const wait = severity === 'CRITICAL' ? 'very long wait' : 'long wait';
  return `${facts.queue}: ${wait}. ${listed([`Over ${limitTime(facts.waitLimitSeconds)}`, waiting])}.`;
}

function forSupervisor(facts: AlertFacts): string {
  const limit = facts.waitLimitSeconds === null ? 'its limit' : limitTime(facts.waitLimitSeconds);
  const values = listed([
    facts.waitingCount === null ? null : `${facts.waitingCount} waiting`,
    facts.freeCount === null ? null : `${facts.freeCount} free`,
    facts.longestSeconds === null ? null : `longest ${runningTime(facts.longestSeconds)}`,
  ]);
  return `${facts.queue}: over ${limit}.${values === '' ? '' : ` ${values}.`}`;
}

/** What the panel says of an alert that is over. `lastedSeconds` is from the start of the breach to its end. */
export function overText(
  queue: string,
  waitLimitSeconds: number | null,
  conditionCleared: boolean,
  resolvedAt: Instant,
  lastedSeconds: number,
): string {
  const when = `at ${clockTime(resolvedAt)} (${wholeMinutes(lastedSeconds)})`;
  if (!conditionCleared) return `${queue}: warning ended ${when}.`;
  return `${queue} back under ${waitLimitSeconds === null ? 'its limit' : limitTime(waitLimitSeconds)} ${when}.`;
}

/** How long the longest wait is: running for supervisors, whole minutes for agents. */
export function longestWaitText(seconds: number, role: Role): string {
  return role === 'SUPERVISOR' ? runningTime(seconds) : wholeMinutes(seconds);
}

/** The sentences that need no values, or only a few. */
export const texts = {
  severity: (severity: MessageSeverity) => names[severity],
  role: (role: Role) => roles[role],
  severityWithLimit: (severity: Severity, limitSeconds: number | null) =>
    limitSeconds === null ? names[severity] : `${names[severity]}, over ${limitTime(limitSeconds)}`,

  hide: 'Hide',
  hideQueue: (queue: string) => `Hide ${queue}`,
  hideMore: (queues: number) => `Hide ${count(queues, 'more queue', 'more queues')}`,
  take: "I'll take it",
  takeQueue: (queue: string) => `I'll take it: ${queue}`,
  taken: (name: string, at: Instant) => `${name} has it since ${clockTime(at)}.`,
  notTaken: 'Not taken. Try again.',
  hideMessage: (title: string) => `Hide ${title}`,
  message: (title: string, text: string) => `${title}. ${text}`,
  moreQueues: (queues: number) => count(queues, 'more queue', 'more queues'),
  manyQueues: (queues: number) =>
    queues === 1 ? '1 queue is over its limit.' : `${queues} queues are over their limit.`,
  toasts: 'Queue warnings',

  panelOpen: 'Over the limit',
  panelOver: 'Back under the limit',
  panelMessages: 'Messages',
  moreAlerts: (alerts: number) => `${alerts} more`,
  since: (instant: Instant) => `since ${clockTime(instant)}`,
  loading: 'Checking queues.',
  empty: (checkedAt: Instant) => `No queue over its limit. Checked ${clockTimeWithSeconds(checkedAt)}.`,
  emptyOthers: (checkedAt: Instant) => `No other queue over its limit. Checked ${clockTimeWithSeconds(checkedAt)}.`,
  emptyNotConnected: (checkedAt: Instant) => `No queue was over its limit at ${clockTimeWithSeconds(checkedAt)}.`,
  unconfirmed: (queues: number) => `${count(queues, 'queue', 'queues')} not checked yet.`,
  noDataFor: (queue: string) => `No live data for ${queue}. Times shown are old.`,
  noDataForMany: (queues: number) => `No live data for ${queues} queues. Times shown are old.`,

  badge: (queues: number) =>
    queues === 0 ? 'No queue over its limit' : `${count(queues, 'queue', 'queues')} over the limit`,
  badgeUnknown: 'Not known',

  connecting: 'Connecting.',
  connected: 'Connected',
  reconnecting: 'Reconnecting. Warnings may be late.',
  notConnected: (since: Instant | null) =>
    `Not connected${since === null ? '' : ` since ${clockTime(since)}`}. You will not see warnings here.`,
  tryNow: 'Try now',
  signedOut: 'Sign in again to get queue warnings.',
  signIn: 'Sign in',
  signInCode: 'Sign-in code',
  codeRefused: 'This code did not work. Ask for a new one.',
  outOfDate: 'This page is out of date. Reload it to get queue warnings.',
  reload: 'Reload',

  queues: 'Queues',
  queue: 'Queue',
  waiting: 'Waiting',
  longestWait: 'Longest wait',
  nobodyWaits: '–',
  nobodyWaitsSpoken: 'nobody waits',
  noQueues: 'You have no queues yet.',
  viewState: (state: QueueViewState) => ({ LIVE: '', WARMING: 'Not checked yet', BLIND: 'No live data' })[state],
  zone: `Times are ${timeZoneName}.`,
} as const;

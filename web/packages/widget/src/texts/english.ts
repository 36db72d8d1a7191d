import type { Instant, MessageSeverity, QueueViewState, Role, Severity } from '@redline/client';
import type { Formats, Forms } from './Formats.ts';

const queues: Forms = { one: 'queue', other: 'queues' };
const moreQueues: Forms = { one: 'more queue', other: 'more queues' };
const severities: Readonly<Record<MessageSeverity, string>> = {
  INFORMATION: 'Information',
  WARNING: 'Warning',
  CRITICAL: 'Critical',
};
const roles: Readonly<Record<Role, string>> = { AGENT: 'Agent', SUPERVISOR: 'Supervisor' };
const viewStates: Readonly<Record<QueueViewState, string>> = {
  LIVE: '',
  WARMING: 'Not checked yet',
  BLIND: 'No live data',
};

/** What is said of alerts. */
function alerts(format: Formats) {
  return {
    severity: (severity: MessageSeverity) => severities[severity],
    role: (role: Role) => roles[role],
    severityWithLimit: (severity: Severity, limit: string | null) =>
      limit === null ? severities[severity] : `${severities[severity]}, over ${limit}`,

    test: (sentence: string) => `Test. ${sentence}`,
    longWait: 'long wait',
    veryLongWait: 'very long wait',
    overTime: (limit: string) => `Over ${limit}`,
    overTimeShort: (limit: string) => `over ${limit}`,
    overLimit: 'over its limit',
    waitingCount: (people: number) => `${format.number(people)} waiting`,
    freeCount: (people: number) => `${format.number(people)} free`,
    longest: (time: string) => `longest ${time}`,
    comesAndGoes: (next: Instant) => `It comes and goes. Next update ${format.clock(next)}.`,
    minutes: (minutes: number) => (minutes < 1 ? 'under 1 min' : `${minutes} min`),
    over: (queue: string, limit: string | null, at: Instant, lasted: string) =>
      `${queue} back under ${limit ?? 'its limit'} at ${format.clock(at)} (${lasted}).`,
    ended: (queue: string, at: Instant, lasted: string) =>
      `${queue}: warning ended at ${format.clock(at)} (${lasted}).`,

    hide: 'Hide',
    hideNamed: (name: string) => `Hide ${name}`,
    hideMore: (count: number) => `Hide ${format.count(count, moreQueues)}`,
    take: "I'll take it",
    takeQueue: (queue: string) => `I'll take it: ${queue}`,
    taken: (name: string, at: Instant) => `${name} has it since ${format.clock(at)}.`,
    note: (text: string) => `Note: ${text}`,
    notTaken: 'Not taken. Try again.',
    message: (title: string, text: string) => `${title}. ${text}`,
    moreQueues: (count: number) => format.count(count, moreQueues),
    manyQueues: (count: number) =>
      count === 1 ? '1 queue is over its limit.' : `${format.count(count, queues)} are over their limit.`,
    manyQueuesSince: (at: Instant) => `Since ${format.clock(at)}. This updates itself.`,
    toasts: 'Queue warnings',
    banners: 'Banner: queue warnings',
  };
}

/** The panel, and what is said when all is quiet or not known. */
function lists(format: Formats) {
  return {
    panelOpen: 'Over the limit',
    panelOver: 'Back under the limit',
    panelMessages: 'Messages',
    moreAlerts: (count: number) => `${format.number(count)} more`,
    since: (instant: Instant) => `since ${format.clock(instant)}`,
    loading: 'Checking queues.',
    empty: (at: Instant) => `No queue over its limit. Checked ${format.clockWithSeconds(at)}.`,
    emptyOthers: (at: Instant) => `No other queue over its limit. Checked ${format.clockWithSeconds(at)}.`,
    emptyNotConnected: (at: Instant) => `No queue was over its limit at ${format.clockWithSeconds(at)}.`,
    unconfirmed: (count: number) => `${format.count(count, queues)} not checked yet.`,
    noDataFor: (queue: string, since: Instant | null) =>
      `No live data for ${queue}${since === null ? '' : ` since ${format.clock(since)}`}. Times shown are old.`,
    noDataForMany: (count: number) => `No live data for ${format.count(count, queues)}. Times shown are old.`,

    badge: (count: number) =>
      count === 0 ? 'No queue over its limit' : `${format.count(count, queues)} over the limit`,
    badgeUnknown: 'Not known',
  };
}

/** The connection, the table of queues, and the page they are on. */
function page(format: Formats) {
  return {
    connecting: 'Connecting.',
    connected: 'Connected',
    reconnecting: 'Reconnecting. Warnings may be late.',
    notConnected: 'Not connected. You will not see warnings here.',
    notConnectedSince: (at: Instant) => `Not connected since ${format.clock(at)}. You will not see warnings here.`,
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
    viewState: (state: QueueViewState) => viewStates[state],
    zone: (at: Instant) => `Times are ${format.zone(at)}.`,

    notInGenesys: 'Not inside Genesys Cloud. Warnings show on this page only.',
    takenTitle: 'Taken',
    hiddenTitle: 'Hidden',
    hiddenText: (queue: string) => `${queue} stays in the list.`,
  };
}

/** Everything people read, in English: what every other language has to have too. */
export function english(format: Formats) {
  return { ...alerts(format), ...lists(format), ...page(format) };
}

/** The texts of one language. */
export type Texts = ReturnType<typeof english>;

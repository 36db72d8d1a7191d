import type { Instant, MessageSeverity, QueueViewState, Role, Severity } from '@redline/client';
import type { Texts } from './english.ts';
import type { Formats, Forms } from './Formats.ts';

const queues: Forms = { one: 'Warteschlange', other: 'Warteschlangen' };
const moreQueues: Forms = { one: 'weitere Warteschlange', other: 'weitere Warteschlangen' };
const severities: Readonly<Record<MessageSeverity, string>> = {
  INFORMATION: 'Information',
  WARNING: 'Warnung',
  CRITICAL: 'Kritisch',
};
const roles: Readonly<Record<Role, string>> = { AGENT: 'Agent', SUPERVISOR: 'Supervisor' };
const viewStates: Readonly<Record<QueueViewState, string>> = {
  LIVE: '',
  WARMING: 'Noch nicht geprüft',
  BLIND: 'Keine Live-Daten',
};

const oclock = (format: Formats, at: Instant) => `${format.clock(at)} Uhr`;
const checked = (format: Formats, at: Instant) => `Stand ${format.clockWithSeconds(at)}.`;

/** What is said of alerts. */
function alerts(format: Formats) {
  return {
    severity: (severity: MessageSeverity) => severities[severity],
    role: (role: Role) => roles[role],
    severityWithLimit: (severity: Severity, limit: string | null) =>
      limit === null ? severities[severity] : `${severities[severity]}, über ${limit}`,

    test: (sentence: string) => `Test. ${sentence}`,
    longWait: 'lange Wartezeit',
    veryLongWait: 'sehr lange Wartezeit',
    overTime: (limit: string) => `Über ${limit}`,
    overTimeShort: (limit: string) => `über ${limit}`,
    overLimit: 'über dem Grenzwert',
    waitingCount: (people: number) => format.count(people, { one: 'wartet', other: 'warten' }),
    freeCount: (people: number) => `${format.number(people)} frei`,
    longest: (time: string) => `am längsten ${time}`,
    comesAndGoes: (next: Instant) => `Kommt und geht. Nächste Meldung um ${oclock(format, next)}.`,
    minutes: (minutes: number) => (minutes < 1 ? 'unter 1 min' : `${minutes} min`),
    over: (queue: string, limit: string | null, at: Instant, lasted: string) =>
      `${queue} seit ${oclock(format, at)} wieder unter ${limit ?? 'dem Grenzwert'} (${lasted}).`,
    ended: (queue: string, at: Instant, lasted: string) =>
      `${queue}: Warnung um ${oclock(format, at)} beendet (${lasted}).`,

    hide: 'Ausblenden',
    hideNamed: (name: string) => `${name} ausblenden`,
    hideMore: (count: number) => `${format.count(count, moreQueues)} ausblenden`,
    take: 'Ich übernehme',
    takeQueue: (queue: string) => `Ich übernehme: ${queue}`,
    taken: (name: string, at: Instant) => `${name} kümmert sich seit ${oclock(format, at)}.`,
    note: (text: string) => `Notiz: ${text}`,
    notTaken: 'Nicht übernommen. Bitte erneut versuchen.',
    message: (title: string, text: string) => `${title}. ${text}`,
    moreQueues: (count: number) => format.count(count, moreQueues),
    manyQueues: (count: number) =>
      count === 1
        ? '1 Warteschlange ist über dem Grenzwert.'
        : `${format.count(count, queues)} sind über dem Grenzwert.`,
    manyQueuesSince: (at: Instant) => `Seit ${oclock(format, at)}. Wird laufend aktualisiert.`,
    toasts: 'Warnungen zu Warteschlangen',
    banners: 'Banner: Warnungen zu Warteschlangen',
  };
}

/** The panel, and what is said when all is quiet or not known. */
function lists(format: Formats) {
  return {
    panelOpen: 'Über dem Grenzwert',
    panelOver: 'Wieder unter dem Grenzwert',
    panelMessages: 'Nachrichten',
    moreAlerts: (count: number) => `${format.number(count)} weitere`,
    since: (instant: Instant) => `seit ${oclock(format, instant)}`,
    loading: 'Warteschlangen werden geprüft.',
    empty: (at: Instant) => `Keine Warteschlange über dem Grenzwert. ${checked(format, at)}`,
    emptyOthers: (at: Instant) => `Keine andere Warteschlange über dem Grenzwert. ${checked(format, at)}`,
    emptyNotConnected: (at: Instant) => `Um ${format.clockWithSeconds(at)} war keine Warteschlange über dem Grenzwert.`,
    unconfirmed: (count: number) => `${format.count(count, queues)} noch nicht geprüft.`,
    noDataFor: (queue: string, since: Instant | null) =>
      `Keine Live-Daten für ${queue}${since === null ? '' : ` seit ${oclock(format, since)}`}. Die Zeiten sind alt.`,
    noDataForMany: (count: number) => `Keine Live-Daten für ${format.count(count, queues)}. Die Zeiten sind alt.`,

    badge: (count: number) =>
      count === 0 ? 'Keine Warteschlange über dem Grenzwert' : `${format.count(count, queues)} über dem Grenzwert`,
    badgeUnknown: 'Nicht bekannt',
  };
}

/** The connection, the table of queues, and the page they are on. */
function page(format: Formats) {
  return {
    connecting: 'Verbindung wird aufgebaut.',
    connected: 'Verbunden',
    reconnecting: 'Neue Verbindung wird aufgebaut. Warnungen können sich verspäten.',
    notConnected: 'Nicht verbunden. Hier erscheinen keine Warnungen.',
    notConnectedSince: (at: Instant) => `Nicht verbunden seit ${oclock(format, at)}. Hier erscheinen keine Warnungen.`,
    tryNow: 'Jetzt versuchen',
    signedOut: 'Für Warnungen bitte neu anmelden.',
    signIn: 'Anmelden',
    signInCode: 'Anmeldecode',
    codeRefused: 'Dieser Code gilt nicht. Bitte einen neuen anfordern.',
    outOfDate: 'Diese Seite ist veraltet. Für Warnungen bitte neu laden.',
    reload: 'Neu laden',

    queues: 'Warteschlangen',
    queue: 'Warteschlange',
    waiting: 'Wartend',
    longestWait: 'Max. Wartezeit',
    nobodyWaits: '–',
    nobodyWaitsSpoken: 'niemand wartet',
    noQueues: 'Ihnen sind noch keine Warteschlangen zugeordnet.',
    viewState: (state: QueueViewState) => viewStates[state],
    zone: (at: Instant) => `Zeiten in ${format.zone(at)}.`,

    notInGenesys: 'Nicht in Genesys Cloud. Warnungen erscheinen nur auf dieser Seite.',
    takenTitle: 'Übernommen',
    hiddenTitle: 'Ausgeblendet',
    hiddenText: (queue: string) => `${queue} bleibt in der Liste.`,
  };
}

/** Everything people read, in German. */
export function german(format: Formats): Texts {
  return { ...alerts(format), ...lists(format), ...page(format) };
}

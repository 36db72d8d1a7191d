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

/** Everything people read, in German. */
export function german(format: Formats): Texts {
  const oclock = (at: Instant) => `${format.clock(at)} Uhr`;
  const checked = (at: Instant) => `Stand ${format.clockWithSeconds(at)}.`;
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
    minutes: (minutes: number) => (minutes < 1 ? 'unter 1 min' : `${minutes} min`),
    over: (queue: string, limit: string | null, at: Instant, lasted: string) =>
      `${queue} seit ${oclock(at)} wieder unter ${limit ?? 'dem Grenzwert'} (${lasted}).`,
    ended: (queue: string, at: Instant, lasted: string) => `${queue}: Warnung um ${oclock(at)} beendet (${lasted}).`,

    hide: 'Ausblenden',
    hideNamed: (name: string) => `${name} ausblenden`,
    hideMore: (count: number) => `${format.count(count, moreQueues)} ausblenden`,
    take: 'Ich übernehme',
    takeQueue: (queue: string) => `Ich übernehme: ${queue}`,
    taken: (name: string, at: Instant) => `${name} kümmert sich seit ${oclock(at)}.`,
    note: (text: string) => `Notiz: ${text}`,
    notTaken: 'Nicht übernommen. Bitte erneut versuchen.',
    message: (title: string, text: string) => `${title}. ${text}`,
    moreQueues: (count: number) => format.count(count, moreQueues),
    manyQueues: (count: number) =>
      count === 1
        ? '1 Warteschlange ist über dem Grenzwert.'
        : `${format.count(count, queues)} sind über dem Grenzwert.`,
    manyQueuesSince: (at: Instant) => `Seit ${oclock(at)}. Wird laufend aktualisiert.`,
    toasts: 'Warnungen zu Warteschlangen',
    banners: 'Banner: Warnungen zu Warteschlangen',

    panelOpen: 'Über dem Grenzwert',
    panelOver: 'Wieder unter dem Grenzwert',
    panelMessages: 'Nachrichten',
    moreAlerts: (count: number) => `${format.number(count)} weitere`,
    since: (instant: Instant) => `seit ${oclock(instant)}`,
    loading: 'Warteschlangen werden geprüft.',
    empty: (at: Instant) => `Keine Warteschlange über dem Grenzwert. ${checked(at)}`,
    emptyOthers: (at: Instant) => `Keine andere Warteschlange über dem Grenzwert. ${checked(at)}`,
    emptyNotConnected: (at: Instant) => `Um ${format.clockWithSeconds(at)} war keine Warteschlange über dem Grenzwert.`,
    unconfirmed: (count: number) => `${format.count(count, queues)} noch nicht geprüft.`,
    noDataFor: (queue: string) => `Keine Live-Daten für ${queue}. Die Zeiten sind alt.`,
    noDataForMany: (count: number) => `Keine Live-Daten für ${format.count(count, queues)}. Die Zeiten sind alt.`,

    badge: (count: number) =>
      count === 0 ? 'Keine Warteschlange über dem Grenzwert' : `${format.count(count, queues)} über dem Grenzwert`,
    badgeUnknown: 'Nicht bekannt',

    connecting: 'Verbindung wird aufgebaut.',
    connected: 'Verbunden',
    reconnecting: 'Neue Verbindung wird aufgebaut. Warnungen können sich verspäten.',
    notConnected: 'Nicht verbunden. Hier erscheinen keine Warnungen.',
    notConnectedSince: (at: Instant) => `Nicht verbunden seit ${oclock(at)}. Hier erscheinen keine Warnungen.`,
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

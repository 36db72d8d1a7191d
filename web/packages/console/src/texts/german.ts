import type { Speech } from '@redline/widget';
import type { ExecutionState } from '../flows/Execution.ts';
import type { ConsoleTexts } from './english.ts';

const types: Readonly<Record<string, string>> = {
  decision: 'Entscheidung',
  httpRequest: 'HTTP-Anfrage',
  notify: 'Benachrichtigen',
  wait: 'Warten',
  presence: 'Anwesenheit',
  setData: 'Daten setzen',
  architectFlow: 'Workflow',
  end: 'Ende',
};
const states: Readonly<Record<ExecutionState, string>> = {
  RUNNING: 'Läuft',
  COMPLETED: 'Beendet',
  FAILED: 'Fehlgeschlagen',
};
const runs = (format: Speech['format'], count: number) => format.count(count, { one: 'Lauf', other: 'Läufe' });

/** What is said of the page. */
function ofPage() {
  return {
    title: 'Flows',
    skip: 'Zum Inhalt',
    signIn: 'Anmelden',
    signOut: 'Abmelden',
    signingIn: 'Anmeldung läuft.',
    secret: 'Anmeldecode oder Zugriffstoken',
    signInHint:
      'Melden Sie sich an, um Flows und ihre Läufe zu sehen. Die Seite vergisst das Token, wenn sie geschlossen oder neu geladen wird.',
    signInAgain: 'Bitte neu anmelden: Code oder Token gilt nicht oder nicht mehr.',
    unavailable: 'Der Server antwortet nicht.',
    retrying: 'Gezeigt wird der letzte bekannte Stand. Neuer Versuch läuft.',
    tryNow: 'Jetzt versuchen',
    loading: 'Wird geladen.',
    asOf: (time: string) => `Stand ${time}.`,
    updates: 'Wird laufend aktualisiert.',
  };
}

/** What is said of flows. */
function ofFlows(format: Speech['format']) {
  return {
    flows: 'Flows',
    noFlows: 'Noch ist kein Flow definiert. Definieren Sie einen mit PUT /api/v2/flows/{name}.',
    flowGone: 'Dieser Flow ist nicht mehr definiert. Seine Läufe werden gezeigt, wie sie waren.',
    unknownFlow: 'Einen Flow dieses Namens gibt es nicht.',
    moreFlows: (shown: string, total: string) => `${shown} von ${total} Flows werden gezeigt.`,
    running: (count: number) => `${format.number(count)} laufen`,
    ended: (count: number) => `${format.number(count)} beendet`,
    failed: (count: number) => `${format.number(count)} fehlgeschlagen`,
    lastRun: (time: string) => `zuletzt ${time}`,
    neverRun: 'nie gelaufen',
    version: 'Version',
    olderVersion: (version: number, newest: number) =>
      `Version ${version}, der dieser Lauf folgt. Die neueste ist ${newest}.`,
    otherVersions: (count: number) => `${runs(format, count)} anderer Versionen, hier nicht gezeigt`,
    usedBy: (count: number) => `Gestartet von ${format.count(count, { one: 'Stream', other: 'Streams' })}`,
    usedByNone: 'Kein Stream startet ihn',
  };
}

/** What is said of a graph and its nodes. */
function ofGraph(format: Speech['format']) {
  return {
    graphOf: (flow: string) => `Graph von ${flow}`,
    graphHint: 'Pfeiltasten wechseln zwischen Knoten, die Eingabetaste zeigt einen.',
    asList: 'Der Graph als Liste',
    start: 'Start',
    end: 'Ende',
    leadsTo: (outcome: string, target: string) => `${outcome}: ${target}`,
    nodeType: (type: string) => types[type] ?? type,
    standing: (count: number) => `${runs(format, count)} gerade hier`,
    visitsOf: (visits: string) => `Schritt ${visits}`,
    nodeFailed: 'fehlgeschlagen',
    nodeNow: 'der Lauf ist hier',
    node: 'Knoten',
    closeNode: 'Schließen',
    nothingSet: 'Sonst ist nichts gesetzt.',
  };
}

/** What is said of a list of runs. */
function ofRuns(format: Speech['format']) {
  return {
    runs: 'Läufe',
    noRuns: 'Noch kein Lauf. Ein Stream startet diesen Flow mit einem Alarm, oder ein POST an seine executions.',
    noneFound: 'So ist kein Lauf.',
    shown: (shown: string, total: string) => `${shown} von ${total}`,
    loadMore: 'Mehr laden',
    mostShown: 'Weitere werden hier nicht gelistet. Wählen Sie einen Zustand oder eine Warteschlange.',
    state: 'Zustand',
    allStates: 'Alle',
    stateOf: (state: ExecutionState) => states[state],
    queue: 'Warteschlange',
    queueHint: 'Name oder Id',
    stepsFailed: (count: number) =>
      format.count(count, { one: 'Schritt fehlgeschlagen', other: 'Schritte fehlgeschlagen' }),
    noQueue: 'Keine Warteschlange',
  };
}

/** What is said of one run. */
function ofRun() {
  return {
    run: (id: string) => `Lauf ${id}`,
    closeRun: 'Schließen',
    noRunChosen: 'Wählen Sie einen Lauf, um seinen Weg durch den Flow zu sehen.',
    startedAt: 'Gestartet',
    took: 'Dauer',
    startedBy: 'Gestartet von',
    byAlert: 'einem Alarm',
    reason: 'Grund',
    media: 'Medientyp',
    alert: 'Alarm',
    alertState: (state: string) =>
      ({ TRIGGERED: 'offen', ACKNOWLEDGED: 'übernommen', RESOLVED: 'vorbei' })[state] ?? state,
    alertSince: (time: string) => `seit ${time}`,
    alertUntil: (from: string, to: string) => `${from} bis ${to}`,
    severity: (severity: 'WARNING' | 'CRITICAL') => (severity === 'CRITICAL' ? 'Kritisch' : 'Warnung'),
    steps: 'Schritte',
    noSteps: 'Noch hat kein Schritt begonnen.',
    underWay: 'im Gange',
    waitsUntil: (time: string) => `wartet längstens bis ${time}`,
    asked: 'Gefragt',
    data: 'Daten',
    answer: 'Antwort',
    noAnswer: 'keine Antwort',
    redacted: 'Geheimnisse werden genannt, nie gezeigt; Antworten sind gekürzt.',
  };
}

export function german(format: Speech['format']): ConsoleTexts {
  return {
    ...ofPage(),
    ...ofFlows(format),
    ...ofGraph(format),
    ...ofRuns(format),
    ...ofRun(),
  };
}

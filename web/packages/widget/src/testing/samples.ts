import type { Texts } from '../texts/english.ts';

const at = (hours: number, minutes: number, seconds = 0) => Date.UTC(2026, 10, 22, hours, minutes, seconds);

/**
 * Every text of a language as people could meet it, by its key: what docs/ui-words.md lists. A key that is missing here
 * does not compile.
 */
export function samplesOf(texts: Texts): Readonly<Record<keyof Texts, readonly string[]>> {
  return {
    ...fixedTexts(texts),
    severity: [texts.severity('INFORMATION'), texts.severity('WARNING'), texts.severity('CRITICAL')],
    role: [texts.role('AGENT'), texts.role('SUPERVISOR')],
    severityWithLimit: [texts.severityWithLimit('CRITICAL', '5 min'), texts.severityWithLimit('WARNING', null)],
    test: [texts.test('…')],
    overTime: [texts.overTime('5 min')],
    overTimeShort: [texts.overTimeShort('5 min')],
    waitingCount: [texts.waitingCount(1), texts.waitingCount(7)],
    freeCount: [texts.freeCount(0)],
    longest: [texts.longest('6:12')],
    minutes: [texts.minutes(0), texts.minutes(6)],
    comesAndGoes: [`… ${texts.comesAndGoes(at(10, 58))}`],
    over: [texts.over('{queue}', '5 min', at(10, 48), '6 min'), texts.over('{queue}', null, at(10, 48), '6 min')],
    ended: [texts.ended('{queue}', at(10, 48), '6 min')],
    hideNamed: [texts.hideNamed('{queue}')],
    hideMore: [texts.hideMore(9)],
    takeQueue: [texts.takeQueue('{queue}')],
    taken: [texts.taken('{name}', at(10, 42))],
    note: [texts.note('{note}')],
    message: [texts.message('{title}', '{text}')],
    moreQueues: [texts.moreQueues(1), texts.moreQueues(9)],
    manyQueues: [texts.manyQueues(1), texts.manyQueues(12)],
    manyQueuesSince: [texts.manyQueuesSince(at(10, 2))],
    moreAlerts: [texts.moreAlerts(20)],
    since: [texts.since(at(10, 2))],
    empty: [texts.empty(at(10, 42, 7))],
    emptyOthers: [texts.emptyOthers(at(10, 42, 7))],
    emptyNotConnected: [texts.emptyNotConnected(at(10, 42, 7))],
    unconfirmed: [texts.unconfirmed(1), texts.unconfirmed(2)],
    noDataFor: [texts.noDataFor('{queue}', at(10, 2)), texts.noDataFor('{queue}', null)],
    noDataForMany: [texts.noDataForMany(4)],
    badge: [texts.badge(0), texts.badge(1), texts.badge(4)],
    notConnectedSince: [texts.notConnectedSince(at(10, 2))],
    viewState: [texts.viewState('WARMING'), texts.viewState('BLIND')],
    zone: [texts.zone(at(10, 2))],
    hiddenText: [texts.hiddenText('{queue}')],
  };
}

type Fixed = { [K in keyof Texts as Texts[K] extends string ? K : never]: readonly string[] };

/** Those that need no values, as they are. */
function fixedTexts(texts: Texts): Fixed {
  const fixed = Object.entries(texts).filter(([, text]) => typeof text === 'string');
  return Object.fromEntries(fixed.map(([key, text]) => [key, [text]])) as unknown as Fixed;
}

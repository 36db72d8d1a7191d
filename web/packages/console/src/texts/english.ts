import type { Speech } from '@redline/widget';
import type { ExecutionState } from '../flows/Execution.ts';

const types: Readonly<Record<string, string>> = {
  decision: 'Decision',
  httpRequest: 'HTTP request',
  notify: 'Notify',
  wait: 'Wait',
  presence: 'Presence',
  setData: 'Set data',
  architectFlow: 'Workflow',
  end: 'End',
};
const states: Readonly<Record<ExecutionState, string>> = { RUNNING: 'Running', COMPLETED: 'Ended', FAILED: 'Failed' };
const runs = (format: Speech['format'], count: number) => format.count(count, { one: 'run', other: 'runs' });

/** What is said of the page. */
function ofPage() {
  return {
    title: 'Flows',
    skip: 'Skip to the content',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signingIn: 'Signing in.',
    secret: 'Sign-in code or access token',
    signInHint: 'Sign in to see flows and their runs. This page forgets the token when it is closed or reloaded.',
    signInAgain: 'Sign in again: the code or token is not valid, or no longer.',
    unavailable: 'The server does not answer.',
    retrying: 'Shown is what was last heard. Trying again.',
    tryNow: 'Try now',
    loading: 'Loading.',
    asOf: (time: string) => `As of ${time}.`,
    updates: 'This updates itself.',
  };
}

/** What is said of flows. */
function ofFlows(format: Speech['format']) {
  return {
    flows: 'Flows',
    noFlows: 'No flow is defined yet. Define one with PUT /api/v2/flows/{name}.',
    flowGone: 'This flow is no longer defined. Its runs are shown as they were.',
    unknownFlow: 'There is no flow of this name.',
    moreFlows: (shown: string, total: string) => `${shown} of ${total} flows are shown.`,
    running: (count: number) => `${format.number(count)} running`,
    ended: (count: number) => `${format.number(count)} ended`,
    failed: (count: number) => `${format.number(count)} failed`,
    lastRun: (time: string) => `last ${time}`,
    neverRun: 'never run',
    version: 'Version',
    olderVersion: (version: number, newest: number) =>
      `Version ${version}, which this run follows. The newest is ${newest}.`,
    otherVersions: (count: number) => `${runs(format, count)} of other versions not shown here`,
    usedBy: (count: number) => `Started by ${format.count(count, { one: 'stream', other: 'streams' })}`,
    usedByNone: 'No stream starts it',
  };
}

/** What is said of a graph and its nodes. */
function ofGraph(format: Speech['format']) {
  return {
    graphOf: (flow: string) => `Graph of ${flow}`,
    graphHint: 'Arrow keys move between the nodes, Enter shows one.',
    asList: 'The graph as a list',
    start: 'Start',
    end: 'End',
    leadsTo: (outcome: string, target: string) => `${outcome}: ${target}`,
    nodeType: (type: string) => types[type] ?? type,
    standing: (count: number) => `${runs(format, count)} here now`,
    visitsOf: (visits: string) => `step ${visits}`,
    nodeFailed: 'failed',
    nodeNow: 'the run is here',
    node: 'Node',
    closeNode: 'Close',
    nothingSet: 'Nothing else is set.',
  };
}

/** What is said of a list of runs. */
function ofRuns(format: Speech['format']) {
  return {
    runs: 'Runs',
    noRuns: 'No run yet. A stream starts this flow with an alert, or POST to its executions does.',
    noneFound: 'No run is like that.',
    shown: (shown: string, total: string) => `${shown} of ${total}`,
    loadMore: 'Load more',
    mostShown: 'More are not listed here. Choose a state or a queue.',
    state: 'State',
    allStates: 'All',
    stateOf: (state: ExecutionState) => states[state],
    queue: 'Queue',
    queueHint: 'Name or id',
    stepsFailed: (count: number) => format.count(count, { one: 'step failed', other: 'steps failed' }),
    noQueue: 'No queue',
  };
}

/** What is said of one run. */
function ofRun() {
  return {
    run: (id: string) => `Run ${id}`,
    closeRun: 'Close',
    noRunChosen: 'Choose a run to see its way through the flow.',
    startedAt: 'Started',
    took: 'Took',
    startedBy: 'Started by',
    byAlert: 'an alert',
    reason: 'Reason',
    media: 'Media type',
    alert: 'Alert',
    alertState: (state: string) =>
      ({ TRIGGERED: 'open', ACKNOWLEDGED: 'taken', RESOLVED: 'over' })[state] ?? state.toLowerCase(),
    alertSince: (time: string) => `since ${time}`,
    alertUntil: (from: string, to: string) => `${from} to ${to}`,
    severity: (severity: 'WARNING' | 'CRITICAL'): string => (severity === 'CRITICAL' ? 'Critical' : 'Warning'),
    steps: 'Steps',
    noSteps: 'No step has begun.',
    underWay: 'under way',
    waitsUntil: (time: string) => `waits until ${time} at the latest`,
    asked: 'Asked',
    data: 'Data',
    answer: 'Answer',
    noAnswer: 'no answer',
    redacted: 'Secrets are named, never shown; answers are cut.',
  };
}

/** What operators read on the pages of Redline's own. Short, and in the words of the design; a run is an execution. */
export function english(format: Speech['format']) {
  return {
    ...ofPage(),
    ...ofFlows(format),
    ...ofGraph(format),
    ...ofRuns(format),
    ...ofRun(),
  };
}

/** Every text, as each language must have it. */
export type ConsoleTexts = ReturnType<typeof english>;

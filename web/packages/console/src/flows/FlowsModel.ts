import type { Timers } from '@redline/client';
import type { ConsoleApi, Reading } from '../api/ConsoleApi.ts';
import type { AlertFacts, Execution, FlowCounts } from './Execution.ts';
import type { Flow } from './Flow.ts';
import { type ExecutionFilter, everything, type FlowsState, nothingYet } from './FlowsState.ts';

interface Page<T> {
  readonly entities: readonly T[];
  readonly total: number;
}

/** How often is asked while somebody looks. */
export const everyMilliseconds = 2_000;
/** Between tries while nobody answers, at most. */
export const longestMilliseconds = 30_000;
/** What a page of the API has at most. */
const pageLimit = 100;
/** How many runs are listed at first, and at most. */
export const firstRows = 25;
export const mostRows = 400;
/** For how long it is taken for true which streams start a flow. */
const newestMilliseconds = 60_000;
/** How many flows are listed at most. */
const mostFlows = 500;
/** Names of queues kept for the filter. */
const mostQueues = 500;

/** A request that ends the round it belongs to: what is not `ok`. */
class Ended extends Error {
  readonly reading: Exclude<Reading<unknown>, { kind: 'ok' }>;

  constructor(reading: Exclude<Reading<unknown>, { kind: 'ok' }>) {
    super(reading.kind);
    this.reading = reading;
  }
}

/**
 * What the page of flows knows: asks every 2 s while somebody looks, longer apart while nobody answers. A choice is
 * asked for at once; answers to older questions are dropped.
 */
export class FlowsModel {
  #state: FlowsState = nothingYet;
  readonly #api: ConsoleApi;
  readonly #timers: Timers;
  readonly #wall: () => number;
  readonly #listeners = new Set<() => void>();
  readonly #definitions = new Map<string, Flow>();
  /** When the newest version of a flow was last asked for. */
  #newestAt = 0;
  #rows = firstRows;
  #visible = true;
  #failures = 0;
  /** Rises with each round, so that a late answer to an older one is dropped. */
  #round = 0;
  #cancel: () => void = () => {};

  constructor(api: ConsoleApi, timers: Timers, wall: () => number) {
    this.#api = api;
    this.#timers = timers;
    this.#wall = wall;
  }

  get state(): FlowsState {
    return this.#state;
  }

  /** Calls back after each change; the answer stops that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Signs in with a code or an access token. */
  async signIn(secret: string): Promise<void> {
    if (this.#state.signingIn) return;
    this.#set({ signingIn: true, problem: null });
    const answered = await this.#api.signIn(secret);
    if (!answered) {
      this.#set({ signingIn: false, problem: { kind: 'unavailable', message: '' } });
      return;
    }
    this.#set({ signingIn: false, signedIn: true });
    await this.refresh();
  }

  /** Forgets the token and all that was shown, but for what was chosen. */
  signOut(problem: FlowsState['problem'] = null): void {
    this.#api.signOut();
    this.#stop();
    this.#failures = 0;
    this.#definitions.clear();
    const { flow, chosen } = this.#state;
    this.#state = { ...nothingYet, flow, chosen };
    this.#set({ problem });
  }

  /** Nobody looks, or somebody does again: then it asks at once. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    if (visible) void this.refresh();
    else this.#stop();
  }

  /** Shows another flow; and a run of it, if one is named. */
  chooseFlow(flow: string, chosen: string | null = null): void {
    if (flow === this.#state.flow) {
      this.chooseExecution(chosen);
      return;
    }
    this.#rows = firstRows;
    this.#set({
      ...{ flow, chosen, definition: null, filter: everything, executions: null, executionsTotal: 0, more: false },
      ...{ queues: new Map(), alert: { kind: 'none' }, execution: { kind: chosen === null ? 'none' : 'loading' } },
    });
    void this.refresh();
  }

  /** Shows a run, or none. */
  chooseExecution(chosen: string | null): void {
    if (chosen === this.#state.chosen) return;
    const listed = this.#state.executions?.find(({ id }) => id === chosen);
    const execution =
      listed !== undefined ? ({ kind: 'here', value: listed } as const) : ({ kind: 'loading' } as const);
    this.#set({ chosen, alert: { kind: 'none' }, execution: chosen === null ? { kind: 'none' } : execution });
    void this.refresh();
  }

  setFilter(filter: ExecutionFilter): void {
    const { state, queueId } = this.#state.filter;
    if (filter.state === state && filter.queueId === queueId) return;
    this.#rows = firstRows;
    this.#set({ filter, executions: null, executionsTotal: 0, more: false });
    void this.refresh();
  }

  loadMore(): void {
    this.#rows = Math.min(mostRows, this.#rows < pageLimit ? this.#rows * 2 : this.#rows + pageLimit);
    void this.refresh();
  }

  /** Asks now. Never rejects. */
  async refresh(): Promise<void> {
    this.#stop();
    if (!this.#state.signedIn || !this.#visible) return;
    const round = this.#round;
    try {
      const change = await this.#ask();
      if (round !== this.#round) return;
      this.#failures = 0;
      this.#set({ ...change, problem: null, asOf: this.#wall() });
    } catch (error) {
      if (round !== this.#round) return;
      if (!(error instanceof Ended)) throw error;
      const { reading } = error;
      if (reading.kind === 'signedOut') return this.signOut({ kind: 'signInAgain' });
      if (reading.kind === 'refused') return this.signOut({ kind: 'refused', message: reading.message });
      this.#failures++;
      this.#set({ problem: { kind: 'unavailable', message: reading.reason } });
    }
    this.#cancel = this.#timers.after(this.#pause(), () => void this.refresh());
  }

  /** Long lists are asked for less often: each hundred runs is a request. */
  #pause(): number {
    const requests = Math.ceil(this.#rows / pageLimit);
    return Math.min(longestMilliseconds, everyMilliseconds * requests * 2 ** Math.min(this.#failures, 8));
  }

  async #ask(): Promise<Partial<FlowsState>> {
    const counts = await this.#pages<FlowCounts>('/api/v2/flows/executions/counts', mostFlows);
    const flows = { flows: counts.entities, flowsTotal: counts.total };
    const { filter, chosen } = this.#state;
    const wanted = this.#state.flow;
    const current =
      counts.entities.find(({ flow }) => flow === wanted) ?? (wanted === null ? counts.entities[0] : undefined);
    const flow = current?.flow ?? wanted;
    if (flow === null)
      return { ...flows, flow: null, definition: null, executions: [], executionsTotal: 0, more: false };
    const query = new URLSearchParams({
      flow,
      ...(filter.state === '' ? {} : { state: filter.state }),
      ...(filter.queueId === '' ? {} : { queueId: filter.queueId }),
    });
    const listed = await this.#pages<Execution>(`/api/v2/flows/executions?${query}`, this.#rows);
    const execution = await this.#execution(chosen, listed.entities);
    const found = execution.kind === 'here' ? execution.value : null;
    return {
      ...flows,
      flow,
      definition: await this.#definition(
        flow,
        found?.version ?? current?.version ?? listed.entities[0]?.version ?? null,
        current?.version,
      ),
      executions: listed.entities,
      executionsTotal: listed.total,
      more: listed.total > this.#rows && this.#rows < mostRows,
      queues: this.#queuesOf(listed.entities),
      execution,
      alert: await this.#alert(found),
    };
  }

  async #execution(chosen: string | null, listed: readonly Execution[]): Promise<FlowsState['execution']> {
    if (chosen === null) return { kind: 'none' };
    const there = listed.find(({ id }) => id === chosen);
    if (there !== undefined) return { kind: 'here', value: there };
    const known = this.#state.execution;
    // What ended stays as it is.
    if (known.kind === 'here' && known.value.id === chosen && known.value.state !== 'RUNNING') return known;
    return this.#asked<Execution>(`/api/v2/flows/executions/${encodeURIComponent(chosen)}`);
  }

  async #alert(execution: Execution | null): Promise<FlowsState['alert']> {
    const id = execution?.trigger.alertId ?? null;
    if (id === null) return { kind: 'none' };
    const known = this.#state.alert;
    if (known.kind === 'here' && known.value.id === id && known.value.resolvedAt !== null) return known;
    return this.#asked<AlertFacts>(`/api/v2/alerts/${encodeURIComponent(id)}`);
  }

  /** A version never changes, so each is asked for once; which streams start the newest may, so that is asked for again. */
  async #definition(flow: string, version: number | null, newest: number | undefined): Promise<Flow | null> {
    if (version === null) return null;
    const key = `${flow}@${version}`;
    const known = this.#definitions.get(key);
    const isNewest = version === newest;
    const old = this.#timers.now() - this.#newestAt >= newestMilliseconds;
    if (known !== undefined && !(isNewest && old)) return known;
    const reading = await this.#api.read<Flow>(
      `/api/v2/flows/${encodeURIComponent(flow)}${isNewest ? '' : `?version=${version}`}`,
    );
    if (reading.kind !== 'ok') {
      if (reading.kind === 'refused' && reading.status === 404) return null;
      throw new Ended(reading);
    }
    if (isNewest) this.#newestAt = this.#timers.now();
    this.#definitions.set(`${flow}@${reading.value.version}`, reading.value);
    return reading.value;
  }

  /** One thing of many on the page: that it may not be seen, or is not there, says nothing of the others. */
  async #asked<T>(path: string): Promise<{ kind: 'here'; value: T } | { kind: 'refused'; message: string }> {
    const reading = await this.#api.read<T>(path);
    if (reading.kind === 'ok') return { kind: 'here', value: reading.value };
    if (reading.kind === 'refused') return { kind: 'refused', message: reading.message };
    throw new Ended(reading);
  }

  async #pages<T>(path: string, rows: number): Promise<Page<T>> {
    const entities: T[] = [];
    const pageSize = Math.min(rows, pageLimit);
    for (let pageNumber = 1; ; pageNumber++) {
      const query = `${path.includes('?') ? '&' : '?'}pageSize=${pageSize}&pageNumber=${pageNumber}`;
      const reading = await this.#api.read<Page<T>>(path + query);
      if (reading.kind !== 'ok') throw new Ended(reading);
      entities.push(...reading.value.entities);
      const { total } = reading.value;
      if (pageNumber * pageSize >= Math.min(total, rows)) return { entities, total };
    }
  }

  #queuesOf(executions: readonly Execution[]): ReadonlyMap<string, string> {
    const queues = new Map(this.#state.queues);
    for (const { trigger } of executions) {
      if (trigger.queueId !== null && queues.size < mostQueues)
        queues.set(trigger.queueId, trigger.queueName ?? trigger.queueId);
    }
    return queues;
  }

  #stop(): void {
    this.#round++;
    this.#cancel();
    this.#cancel = () => {};
  }

  #set(change: Partial<FlowsState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

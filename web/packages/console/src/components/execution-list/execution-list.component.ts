import { look } from '@redline/widget';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Execution, failedSteps } from '../../flows/Execution.ts';
import { type ExecutionFilter, everything } from '../../flows/FlowsState.ts';
import { ConsoleElement } from '../ConsoleElement.ts';
import { Roving } from '../Roving.ts';
import { stateIcon } from '../stateIcon.ts';
import styles from './execution-list.styles.ts';

const states = ['RUNNING', 'COMPLETED', 'FAILED'] as const;

/**
 * Runs of a flow, and which of them are listed.
 *
 * @fires execution-chosen - A person chose a run; the detail is its id.
 * @fires filter-changed - A person asked for others; the detail is the filter.
 * @fires more-wanted - A person asked for more of them.
 */
export class ExecutionList extends ConsoleElement {
  static override styles = [look, styles];
  static override properties = {
    ...ConsoleElement.properties,
    executions: { attribute: false },
    total: { attribute: false },
    more: { attribute: false },
    chosen: { attribute: false },
    filter: { attribute: false },
    queues: { attribute: false },
  };

  /** Null: not yet known. */
  declare executions: readonly Execution[] | null;
  declare total: number;
  declare more: boolean;
  declare chosen: string | null;
  declare filter: ExecutionFilter;
  /** Names of queues by id, to choose from. */
  declare queues: ReadonlyMap<string, string>;
  readonly #roving = new Roving(this);

  constructor() {
    super();
    this.executions = null;
    this.total = 0;
    this.more = false;
    this.chosen = null;
    this.filter = everything;
    this.queues = new Map();
  }

  /** Gives a run the focus, if it is listed. */
  focusRow(id: string): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-rove="${CSS.escape(id)}"]`)?.focus();
  }

  protected override render(): TemplateResult {
    return html`${this.#filters()}${this.#rows()}`;
  }

  #filters(): TemplateResult {
    const { texts, filter, queues } = this;
    return html`
      <form @submit=${(event: Event) => event.preventDefault()}>
        <label>
          ${texts.state}
          <select @change=${this.#onState} .value=${filter.state}>
            <option value="">${texts.allStates}</option>
            ${states.map((state) => html`<option value=${state}>${texts.stateOf(state)}</option>`)}
          </select>
        </label>
        <label>
          ${texts.queue}
          <input
            type="search"
            list="queues"
            maxlength="200"
            autocomplete="off"
            spellcheck="false"
            placeholder=${texts.queueHint}
            .value=${queues.get(filter.queueId) ?? filter.queueId}
            @change=${this.#onQueue}
          />
        </label>
        <datalist id="queues">${[...new Set(queues.values())].sort().map((name) => html`<option value=${name}></option>`)}</datalist>
      </form>
    `;
  }

  #rows(): TemplateResult {
    const { executions, texts, filter, speech, total } = this;
    if (executions === null) return html`<p class="quiet">${texts.loading}</p>`;
    if (executions.length === 0) {
      const all = filter.state === '' && filter.queueId === '';
      return html`<p class="quiet">${all ? texts.noRuns : texts.noneFound}</p>`;
    }
    const ids = executions.map(({ id }) => id);
    return html`
      <ul @keydown=${this.#roving.onKey} @focusin=${this.#roving.onFocus}>
        ${repeat(
          executions,
          ({ id }) => id,
          (execution) => this.#row(execution, ids),
        )}
      </ul>
      <div class="more">
        <span>${texts.shown(speech.format.number(executions.length), speech.format.number(total))}</span>
        ${this.more ? html`<button type="button" @click=${() => this.tell('more-wanted', null)}>${texts.loadMore}</button>` : nothing}
        ${!this.more && total > executions.length ? html`<span>${texts.mostShown}</span>` : nothing}
      </div>
    `;
  }

  #row(execution: Execution, ids: readonly string[]): TemplateResult {
    const { texts, speech, chosen } = this;
    const { id, state, trigger, startedAt, finishedAt } = execution;
    const failed = failedSteps(execution);
    const at = execution.steps.find((step) => step.state === 'RUNNING')?.node;
    return html`
      <li>
        <button
          type="button"
          data-rove=${id}
          tabindex=${this.#roving.tabIndex(id, ids, chosen ?? undefined)}
          aria-current=${id === chosen ? 'true' : 'false'}
          @click=${() => this.tell('execution-chosen', id)}
        >
          <span class="state ${state.toLowerCase()}">${stateIcon(state)}${texts.stateOf(state)}</span>
          <span class="id">${id}</span>
          <bdi class="queue">${trigger.queueName ?? trigger.queueId ?? texts.noQueue}</bdi>
          <span class="when">
            ${speech.moment(startedAt)}
            ${finishedAt === null ? (at === undefined ? nothing : html`· ${at}`) : html`· ${speech.between(startedAt, finishedAt)}`}
          </span>
          ${failed === 0 ? nothing : html`<span class="when bad">${texts.stepsFailed(failed)}</span>`}
        </button>
      </li>
    `;
  }

  #onState(event: Event): void {
    const state = (event.target as HTMLSelectElement).value as ExecutionFilter['state'];
    this.tell<ExecutionFilter>('filter-changed', { ...this.filter, state });
  }

  #onQueue(event: Event): void {
    const wanted = (event.target as HTMLInputElement).value.trim();
    const named = [...this.queues].find(([, name]) => name.toLowerCase() === wanted.toLowerCase());
    this.tell<ExecutionFilter>('filter-changed', { ...this.filter, queueId: named?.[0] ?? wanted });
  }
}

import { chooseLanguage, look } from '@redline/widget';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { fragmentOf, placeOf } from '../../flows/address.ts';
import type { FlowsModel } from '../../flows/FlowsModel.ts';
import { type ExecutionFilter, type FlowsState, nothingYet } from '../../flows/FlowsState.ts';
import { type FlowWay, wayOf } from '../../flows/FlowWay.ts';
import { consoleSpeechOf } from '../../texts/ConsoleSpeech.ts';
import { ConsoleElement } from '../ConsoleElement.ts';
import styles from './flows-page.styles.ts';
import { problemText } from './problemText.ts';

/** The page of flows: which there are, one drawn with its runs, and one run step by step. */
export class FlowsPage extends ConsoleElement {
  static override styles = [look, styles];
  static override properties = {
    ...ConsoleElement.properties,
    model: { attribute: false },
    node: { state: true },
  };

  declare model: FlowsModel | null;
  /** The node chosen, by id. */
  declare protected node: string | null;
  #stopFollowing: () => void = () => {};
  #way: { readonly of: FlowsState['execution']; readonly way: FlowWay | null } = { of: { kind: 'none' }, way: null };
  readonly #language = new MutationObserver(() => this.#speak());

  constructor() {
    super();
    this.model = null;
    this.node = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#speak();
    this.#language.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#language.disconnect();
    this.#stopFollowing();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('model')) return;
    this.#stopFollowing();
    this.#stopFollowing = this.model?.onChange(() => this.#changed()) ?? (() => {});
  }

  get #state(): FlowsState {
    return this.model?.state ?? nothingYet;
  }

  #speak(): void {
    this.speech = consoleSpeechOf(chooseLanguage([document.documentElement.lang, ...navigator.languages]));
    // The page is ours, so its language decides where it begins; names are told apart where they stand.
    this.dir = this.speech.direction;
    this.lang = this.speech.language;
  }

  #changed(): void {
    const { flow, chosen } = this.#state;
    const fragment = fragmentOf({ flow, run: chosen });
    // Signed out nothing is known yet: what the address names is still to be shown.
    if (this.#state.signedIn && fragment !== location.hash)
      history.replaceState(history.state, '', fragment || location.pathname);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { texts } = this;
    const state = this.#state;
    return html`
      <header>
        <button class="skip" type="button" @click=${this.#skip}>${texts.skip}</button>
        <h1>${texts.title}</h1>
        ${this.#status(state)}
        ${state.signedIn ? html`<button type="button" @click=${() => void this.#signOut()}>${texts.signOut}</button>` : nothing}
      </header>
      <main id="content" tabindex="-1">
        ${this.#problem(state)} ${state.signedIn ? this.#content(state) : this.#form(state)}
      </main>
    `;
  }

  protected override updated(): void {
    const { flow, signedIn } = this.#state;
    document.title = `${signedIn && flow !== null ? `${flow} - ` : ''}${this.texts.title} - Redline`;
  }

  #status({ signedIn, asOf, problem }: FlowsState): TemplateResult {
    const { texts, speech } = this;
    const now = !signedIn ? '' : asOf === null ? texts.loading : problem === null ? texts.updates : texts.retrying;
    return html`<p class="status">
      <span>${signedIn && asOf !== null ? texts.asOf(speech.clock(asOf)) : nothing}</span> <span role="status">${now}</span>
    </p>`;
  }

  #problem({ problem, signedIn }: FlowsState): TemplateResult {
    const text = problem === null ? null : problemText(problem, this.texts);
    return html`<div role="alert">
      ${
        text === null
          ? nothing
          : html`<p class="problem">
              ${text}
              ${signedIn ? html`<button type="button" @click=${() => void this.model?.refresh()}>${this.texts.tryNow}</button>` : nothing}
            </p>`
      }
    </div>`;
  }

  #form({ signingIn }: FlowsState): TemplateResult {
    const { texts } = this;
    return html`
      <form class="card" @submit=${this.#signIn}>
        <p>${texts.signInHint}</p>
        <label>
          ${texts.secret}
          <input type="password" autocomplete="off" spellcheck="false" required />
        </label>
        <button type="submit" ?disabled=${signingIn}>${signingIn ? texts.signingIn : texts.signIn}</button>
      </form>
    `;
  }

  #content(state: FlowsState): TemplateResult {
    const { texts, speech } = this;
    return html`
      <div class="columns">
        <section class="card flows" aria-labelledby="flows-title">
          <h2 id="flows-title">${texts.flows}</h2>
          <flow-list
            .speech=${speech}
            .flows=${state.flows}
            .total=${state.flowsTotal}
            .chosen=${state.flow}
            @flow-chosen=${({ detail }: CustomEvent<string>) => this.#chooseFlow(detail)}
          ></flow-list>
        </section>
        ${state.flow === null ? nothing : this.#flow(state, state.flow)}
      </div>
    `;
  }

  #flow(state: FlowsState, flow: string): TemplateResult {
    const { texts, speech } = this;
    return html`
      <section class="card graph" aria-labelledby="graph-title">
        <h2 id="graph-title">${flow}</h2>
        ${this.#about(state)} ${this.#graph(state)}
      </section>
      <section class="card runs" aria-labelledby="runs-title">
        <h2 id="runs-title">${texts.runs}</h2>
        <execution-list
          .speech=${speech}
          .executions=${state.executions}
          .total=${state.executionsTotal}
          .more=${state.more}
          .chosen=${state.chosen}
          .filter=${state.filter}
          .queues=${state.queues}
          @execution-chosen=${({ detail }: CustomEvent<string>) => this.#chooseRun(detail)}
          @filter-changed=${({ detail }: CustomEvent<ExecutionFilter>) => this.model?.setFilter(detail)}
          @more-wanted=${() => this.model?.loadMore()}
        ></execution-list>
      </section>
      <section class="card run" aria-label=${state.chosen === null ? texts.steps : texts.run(state.chosen)}>
        <execution-steps
          .speech=${speech}
          .execution=${state.execution}
          .alert=${state.alert}
          @execution-closed=${({ detail }: CustomEvent<string>) => this.#closeRun(detail)}
        ></execution-steps>
      </section>
    `;
  }

  /** What is said of the flow above its graph. */
  #about({ definition, flows, flow }: FlowsState): TemplateResult {
    const { texts } = this;
    const counts = flows?.find((known) => known.flow === flow);
    if (definition === null) {
      return html`<p class="about">${flows === null ? nothing : counts === undefined ? texts.unknownFlow : texts.loading}</p>`;
    }
    const others = counts?.nodes.filter(({ version }) => version !== definition.version) ?? [];
    const elsewhere = others.reduce((sum, { running }) => sum + running, 0);
    const older = counts !== undefined && counts.version !== definition.version;
    return html`
      <p class="about">
        ${older ? html`<b>${texts.olderVersion(definition.version, counts.version)}</b>` : html`<span>${texts.version} ${definition.version}.</span>`}
        ${counts === undefined ? html`<span>${texts.flowGone}</span>` : nothing}
        ${definition.usedBy === undefined ? nothing : html`<span>${definition.usedBy.length === 0 ? texts.usedByNone : texts.usedBy(definition.usedBy.length)}.</span>`}
        ${elsewhere === 0 ? nothing : html`<span>${texts.otherVersions(elsewhere)}.</span>`}
        ${definition.description ? html`<span class="description">${definition.description}</span>` : nothing}
      </p>
    `;
  }

  #graph(state: FlowsState): TemplateResult {
    const { definition, flows, flow, execution } = state;
    if (definition === null) return html``;
    const nodes = flows?.find((counts) => counts.flow === flow)?.nodes ?? [];
    const here = nodes.filter(({ version }) => version === definition.version);
    if (this.#way.of !== execution) {
      this.#way = { of: execution, way: execution.kind === 'here' ? wayOf(execution.value) : null };
    }
    return html`
      <flow-graph
        .speech=${this.speech}
        .flow=${definition}
        .standing=${new Map(here.map(({ node, running }) => [node, running]))}
        .way=${this.#way.way}
        .chosen=${this.node}
        @node-chosen=${({ detail }: CustomEvent<string>) => this.#chooseNode(detail)}
      ></flow-graph>
      <flow-node
        .speech=${this.speech}
        .node=${definition.nodes.find(({ id }) => id === this.node) ?? null}
        @node-closed=${({ detail }: CustomEvent<string>) => this.#closeNode(detail)}
      ></flow-node>
    `;
  }

  #chooseFlow(flow: string): void {
    this.node = null;
    this.model?.chooseFlow(flow);
  }

  #chooseNode(id: string): void {
    this.node = this.node === id ? null : id;
  }

  #closeNode(id: string): void {
    this.node = null;
    this.renderRoot.querySelector('flow-graph')?.focusNode(id);
  }

  /** Where the run stands below what was chosen, it is brought into view. */
  async #chooseRun(id: string): Promise<void> {
    this.model?.chooseExecution(id);
    await this.updateComplete;
    this.renderRoot.querySelector('.run')?.scrollIntoView({ block: 'nearest' });
  }

  #closeRun(id: string): void {
    this.model?.chooseExecution(null);
    this.renderRoot.querySelector('execution-list')?.focusRow(id);
  }

  async #signOut(): Promise<void> {
    this.model?.signOut();
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  }

  async #signIn(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const input = this.renderRoot.querySelector('input');
    const secret = input?.value.trim() ?? '';
    if (input === null || secret === '') return;
    input.value = '';
    const place = placeOf(location.hash);
    if (place.flow !== null) this.model?.chooseFlow(place.flow, place.run);
    await this.model?.signIn(secret);
    await this.updateComplete;
    const target = this.#state.signedIn ? this.renderRoot.querySelector<HTMLElement>('main') : input;
    target?.focus({ preventScroll: true });
  }

  #skip(): void {
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  }
}

import { look } from '@redline/widget';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FlowCounts } from '../../flows/Execution.ts';
import { ConsoleElement } from '../ConsoleElement.ts';
import { Roving } from '../Roving.ts';
import { stateIcon } from '../stateIcon.ts';
import styles from './flow-list.styles.ts';

/**
 * The flows by name, each with how its runs stand.
 *
 * @fires flow-chosen - A person chose a flow; the detail is its name.
 */
export class FlowList extends ConsoleElement {
  static override styles = [look, styles];
  static override properties = {
    ...ConsoleElement.properties,
    flows: { attribute: false },
    total: { attribute: false },
    chosen: { attribute: false },
  };

  /** Null: not yet known. */
  declare flows: readonly FlowCounts[] | null;
  /** How many there are, shown or not. */
  declare total: number;
  declare chosen: string | null;
  readonly #roving = new Roving(this);

  constructor() {
    super();
    this.flows = null;
    this.total = 0;
    this.chosen = null;
  }

  protected override render(): TemplateResult {
    const { flows, texts, speech } = this;
    if (flows === null) return html`<p class="quiet">${texts.loading}</p>`;
    if (flows.length === 0) return html`<p class="quiet">${texts.noFlows}</p>`;
    const names = flows.map(({ flow }) => flow);
    return html`
      <ul @keydown=${this.#roving.onKey} @focusin=${this.#roving.onFocus}>
        ${repeat(
          flows,
          ({ flow }) => flow,
          (flow) => this.#row(flow, names),
        )}
      </ul>
      ${
        this.total > flows.length
          ? html`<p class="quiet">
              ${texts.moreFlows(speech.format.number(flows.length), speech.format.number(this.total))}
            </p>`
          : nothing
      }
    `;
  }

  #row(counts: FlowCounts, names: readonly string[]): TemplateResult {
    const { texts, speech, chosen } = this;
    const { flow, running, completed, failed, last } = counts;
    return html`
      <li>
        <button
          type="button"
          data-rove=${flow}
          tabindex=${this.#roving.tabIndex(flow, names, chosen ?? undefined)}
          aria-current=${flow === chosen ? 'true' : 'false'}
          @click=${() => this.tell('flow-chosen', flow)}
        >
          <span class="name">${flow}</span>
          <span class="counts">
            ${running === 0 ? nothing : html`<span class="running">${stateIcon('RUNNING')}${texts.running(running)}</span>`}
            ${failed === 0 ? nothing : html`<span class="failed">${stateIcon('FAILED')}${texts.failed(failed)}</span>`}
            <span>${completed === 0 && last === null ? texts.neverRun : texts.ended(completed)}</span>
            ${last === null ? nothing : html`<span>${texts.lastRun(speech.moment(last.startedAt))}</span>`}
          </span>
        </button>
      </li>
    `;
  }
}

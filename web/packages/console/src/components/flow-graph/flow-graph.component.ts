import { look } from '@redline/widget';
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { type Flow, type FlowNode, summaryOf } from '../../flows/Flow.ts';
import { edgeKey, endId, type FlowGraph, graphOf, startId } from '../../flows/FlowGraph.ts';
import type { FlowWay } from '../../flows/FlowWay.ts';
import { type Layout, layoutOf, type PlacedEdge, type PlacedNode } from '../../flows/layout.ts';
import { ConsoleElement } from '../ConsoleElement.ts';
import { nodeIcon } from '../icons.ts';
import { Roving } from '../Roving.ts';
import { cut } from './cut.ts';
import styles from './flow-graph.styles.ts';

const idCharacters = 17;
const summaryCharacters = 22;
const badgeHeight = 20;
const badgeCharacter = 7;
/** More steps than this at one node are told as the last and how many before. */
const visitLimit = 3;

/**
 * A flow as a graph, with how many runs stand where, and the way of one run. Arrow keys move between its nodes.
 *
 * @fires node-chosen - A person chose a node; the detail is its id.
 */
export class FlowGraphView extends ConsoleElement {
  static override styles = [look, styles];
  static override properties = {
    ...ConsoleElement.properties,
    flow: { attribute: false },
    standing: { attribute: false },
    way: { attribute: false },
    chosen: { attribute: false },
  };

  declare flow: Flow | null;
  /** How many runs of this version stand at each node. */
  declare standing: ReadonlyMap<string, number>;
  /** The way of the run chosen; null: none is. */
  declare way: FlowWay | null;
  /** The node chosen, by id. */
  declare chosen: string | null;
  readonly #roving = new Roving(this);
  #graph: FlowGraph | null = null;
  #layout: Layout | null = null;

  constructor() {
    super();
    this.flow = null;
    this.standing = new Map();
    this.way = null;
    this.chosen = null;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('flow')) return;
    this.#graph = this.flow === null ? null : graphOf(this.flow);
    this.#layout = this.#graph === null ? null : layoutOf(this.#graph);
  }

  protected override render(): TemplateResult {
    const { texts } = this;
    const [graph, layout] = [this.#graph, this.#layout];
    if (this.flow === null || graph === null || layout === null) return html`<p class="quiet">${texts.loading}</p>`;
    const { width, height, nodes, edges } = layout;
    // What a run went along lies over what it did not.
    const sorted = [...edges].sort((a, b) => Number(this.#lit(a)) - Number(this.#lit(b)));
    return html`
      <div class="canvas">
        <svg
          class=${this.way === null ? '' : 'with-way'}
          width=${width}
          height=${height}
          viewBox="0 0 ${width} ${height}"
          role="group"
          aria-label=${texts.graphOf(this.flow.name)}
          aria-describedby="hint"
          @keydown=${this.#onKey}
          @focusin=${this.#roving.onFocus}
        >
          <defs>${['arrow', 'arrow-lit'].map(arrowHead)}</defs>
          ${sorted.map((edge) => this.#edge(edge))} ${nodes.map((node) => this.#node(node, graph))}
        </svg>
      </div>
      <p id="hint" class="for-ears">${texts.graphHint}</p>
      ${this.#list(graph)}
    `;
  }

  /** Gives a node the focus. */
  focusNode(id: string): void {
    this.renderRoot.querySelector<SVGElement>(`[data-rove="${CSS.escape(id)}"]`)?.focus();
  }

  #lit({ from, to }: { readonly from: string; readonly to: string }): boolean {
    return this.way?.edges.has(edgeKey(from, to)) === true;
  }

  #edge(edge: PlacedEdge): SVGTemplateResult {
    const lit = this.#lit(edge);
    const { label } = edge;
    return svg`
      <g class="edge ${lit ? 'lit' : ''} ${edge.back ? 'back' : ''}" aria-hidden="true">
        <path d=${edge.path} marker-end="url(#${lit ? 'arrow-lit' : 'arrow'})"></path>
        ${label.text === '' ? nothing : svg`<text x=${label.x} y=${label.y} text-anchor=${label.anchor}>${label.text}</text>`}
      </g>`;
  }

  #node(placed: PlacedNode, graph: FlowGraph): SVGTemplateResult {
    const node = graph.nodes.get(placed.id);
    return node === undefined ? this.#terminal(placed) : this.#step(placed, node, graph);
  }

  #terminal({ id, x, y, width, height }: PlacedNode): SVGTemplateResult {
    const lit =
      this.way !== null && [...this.way.edges].some((key) => key.startsWith(`${id}>`) || key.endsWith(`>${id}`));
    return svg`
      <g class="terminal ${lit ? 'lit' : ''}" aria-hidden="true" transform="translate(${x - width / 2} ${y - height / 2})">
        <rect width=${width} height=${height} rx=${height / 2}></rect>
        <text x=${width / 2} y=${height / 2 + 4} text-anchor="middle">${id === startId ? this.texts.start : this.texts.end}</text>
      </g>`;
  }

  #step({ id, x, y, width, height }: PlacedNode, node: FlowNode, graph: FlowGraph): SVGTemplateResult {
    const visits = this.way?.nodes.get(id);
    const running = this.standing.get(id) ?? 0;
    const classes = [
      'node',
      visits === undefined ? '' : 'lit',
      visits?.failed === true ? 'failed' : '',
      visits?.now === true ? 'now' : '',
      this.chosen === id ? 'chosen' : '',
    ];
    return svg`
      <g class=${classes.filter(Boolean).join(' ')} transform="translate(${x - width / 2} ${y - height / 2})">
        <g aria-hidden="true">
        <rect class="body" width=${width} height=${height} rx="6"></rect>
        <g class="sign" transform="translate(12 ${height / 2 - 8})">${nodeIcon(node.type)}</g>
        <text class="id" x="38" y="24">${cut(id, idCharacters)}</text>
        <text class="summary" x="38" y="41">${cut(summaryOf(node) || this.texts.nodeType(node.type), summaryCharacters)}</text>
        ${visits === undefined ? nothing : badge('visits', -8, this.#visits(visits.visits, visits.failed), 'start')}
        ${running === 0 ? nothing : badge('standing', width + 8, this.speech.format.number(running), 'end')}
        </g>
        <rect
          class="stop"
          width=${width}
          height=${height}
          rx="6"
          role="button"
          data-rove=${id}
          tabindex=${this.#roving.tabIndex(id, [...graph.nodes.keys()])}
          aria-pressed=${this.chosen === id ? 'true' : 'false'}
          aria-label=${this.#spoken(node)}
          @click=${() => this.tell('node-chosen', id)}
        ></rect>
      </g>`;
  }

  #visits(visits: readonly number[], failed: boolean): string {
    const shown = visits.length <= visitLimit ? visits.join(', ') : `… ${visits.slice(-visitLimit + 1).join(', ')}`;
    return failed ? `${shown} !` : shown;
  }

  #spoken(node: FlowNode): string {
    const { texts } = this;
    const visits = this.way?.nodes.get(node.id);
    const running = this.standing.get(node.id) ?? 0;
    return [
      `${node.id}, ${texts.nodeType(node.type)}`,
      summaryOf(node),
      running === 0 ? '' : texts.standing(running),
      visits === undefined ? '' : texts.visitsOf(visits.visits.join(', ')),
      visits?.failed === true ? texts.nodeFailed : '',
      visits?.now === true ? texts.nodeNow : '',
    ]
      .filter(Boolean)
      .join('; ');
  }

  /** The same in words, for who cannot see the graph or would rather read. */
  #list(graph: FlowGraph): TemplateResult {
    const { texts } = this;
    const named = (id: string) => (id === endId && !graph.nodes.has(id) ? texts.end : id);
    return html`
      <details>
        <summary>${texts.asList}</summary>
        <ol>
          ${[...graph.nodes.values()].map(
            (node) => html`
              <li>
                <b>${node.id}</b> ${this.#spoken(node).slice(node.id.length)}
                <ul>
                  ${graph.edges
                    .filter(({ from }) => from === node.id)
                    .map(({ outcomes, to }) => html`<li>${texts.leadsTo(outcomes.join(', '), named(to))}</li>`)}
                </ul>
              </li>
            `,
          )}
        </ol>
      </details>
    `;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== ' ') {
      this.#roving.onKey(event);
      return;
    }
    const id = (event.target as Element).closest('[data-rove]')?.getAttribute('data-rove');
    if (id == null) return;
    event.preventDefault();
    this.tell('node-chosen', id);
  }
}

function arrowHead(id: string): SVGTemplateResult {
  return svg`<marker id=${id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
    <path class=${id} d="M0 0 8 4 0 8z"></path>
  </marker>`;
}

/** A number on the edge of a node. */
function badge(name: string, x: number, text: string, anchor: 'start' | 'end'): SVGTemplateResult {
  const width = Math.max(badgeHeight, text.length * badgeCharacter + 10);
  return svg`
    <g class=${name} transform="translate(${anchor === 'start' ? x : x - width} ${-badgeHeight / 2})">
      <rect width=${width} height=${badgeHeight} rx=${badgeHeight / 2}></rect>
      <text x=${width / 2} y="14" text-anchor="middle">${text}</text>
    </g>`;
}

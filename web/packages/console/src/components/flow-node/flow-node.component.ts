import { look } from '@redline/widget';
import { html, type TemplateResult } from 'lit';
import type { FlowNode } from '../../flows/Flow.ts';
import { ConsoleElement } from '../ConsoleElement.ts';
import { valueText } from '../valueText.ts';
import styles from './flow-node.styles.ts';

const shownAlready = new Set(['id', 'type', 'next']);

/**
 * One node of a flow, with everything its definition says of it.
 *
 * @fires node-closed - A person is done with it.
 */
export class FlowNodeView extends ConsoleElement {
  static override styles = [look, styles];
  static override properties = { ...ConsoleElement.properties, node: { attribute: false } };

  declare node: FlowNode | null;

  constructor() {
    super();
    this.node = null;
  }

  protected override render(): TemplateResult {
    const { node, texts } = this;
    if (node === null) return html``;
    const properties = Object.entries(node).filter(([name]) => !shownAlready.has(name));
    return html`
      <section aria-label="${texts.node} ${node.id}">
        <header>
          <h3>${node.id} <span>${texts.nodeType(node.type)}</span></h3>
          <button type="button" @click=${() => this.tell('node-closed', node.id)}>${texts.closeNode}</button>
        </header>
        ${
          properties.length === 0
            ? html`<p class="quiet">${texts.nothingSet}</p>`
            : html`<dl>
                ${properties.map(([name, value]) => html`<div><dt>${name}</dt><dd>${valueText(value)}</dd></div>`)}
              </dl>`
        }
      </section>
    `;
  }
}

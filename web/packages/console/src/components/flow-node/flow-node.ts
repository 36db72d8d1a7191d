import { FlowNodeView } from './flow-node.component.ts';

customElements.define('flow-node', FlowNodeView);

declare global {
  interface HTMLElementTagNameMap {
    'flow-node': FlowNodeView;
  }
}

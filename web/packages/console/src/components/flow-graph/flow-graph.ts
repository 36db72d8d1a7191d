import { FlowGraphView } from './flow-graph.component.ts';

customElements.define('flow-graph', FlowGraphView);

declare global {
  interface HTMLElementTagNameMap {
    'flow-graph': FlowGraphView;
  }
}

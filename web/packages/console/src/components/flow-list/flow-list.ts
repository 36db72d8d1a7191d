import { FlowList } from './flow-list.component.ts';

customElements.define('flow-list', FlowList);

declare global {
  interface HTMLElementTagNameMap {
    'flow-list': FlowList;
  }
}

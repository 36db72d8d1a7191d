import { ExecutionList } from './execution-list.component.ts';

customElements.define('execution-list', ExecutionList);

declare global {
  interface HTMLElementTagNameMap {
    'execution-list': ExecutionList;
  }
}

import { FlowsPage } from './flows-page.component.ts';

customElements.define('flows-page', FlowsPage);

declare global {
  interface HTMLElementTagNameMap {
    'flows-page': FlowsPage;
  }
}

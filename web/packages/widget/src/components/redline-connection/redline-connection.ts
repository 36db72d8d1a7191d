import { RedlineConnection } from './redline-connection.component.ts';

if (customElements.get('redline-connection') === undefined) {
  customElements.define('redline-connection', RedlineConnection);
}

declare global {
  interface HTMLElementTagNameMap {
    'redline-connection': RedlineConnection;
  }
}

import { RedlinePanel } from './redline-panel.component.ts';

if (customElements.get('redline-panel') === undefined) customElements.define('redline-panel', RedlinePanel);

declare global {
  interface HTMLElementTagNameMap {
    'redline-panel': RedlinePanel;
  }
}

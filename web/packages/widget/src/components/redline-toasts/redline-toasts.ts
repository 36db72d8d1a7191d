import { RedlineToasts } from './redline-toasts.component.ts';

if (customElements.get('redline-toasts') === undefined) customElements.define('redline-toasts', RedlineToasts);

declare global {
  interface HTMLElementTagNameMap {
    'redline-toasts': RedlineToasts;
  }
}

import { RedlineBanner } from './redline-banner.component.ts';

if (customElements.get('redline-banner') === undefined) customElements.define('redline-banner', RedlineBanner);

declare global {
  interface HTMLElementTagNameMap {
    'redline-banner': RedlineBanner;
  }
}

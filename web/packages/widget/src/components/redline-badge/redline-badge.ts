import { RedlineBadge } from './redline-badge.component.ts';

if (customElements.get('redline-badge') === undefined) customElements.define('redline-badge', RedlineBadge);

declare global {
  interface HTMLElementTagNameMap {
    'redline-badge': RedlineBadge;
  }
}

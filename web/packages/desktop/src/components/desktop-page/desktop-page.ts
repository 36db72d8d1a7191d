import { DesktopPage } from './desktop-page.component.ts';

customElements.define('desktop-page', DesktopPage);

declare global {
  interface HTMLElementTagNameMap {
    'desktop-page': DesktopPage;
  }
}

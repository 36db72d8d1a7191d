import { DesktopQueues } from './desktop-queues.component.ts';

customElements.define('desktop-queues', DesktopQueues);

declare global {
  interface HTMLElementTagNameMap {
    'desktop-queues': DesktopQueues;
  }
}

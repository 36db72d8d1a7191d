import { html, nothing, type TemplateResult } from 'lit';
import { ClientElement } from '../../ClientElement.ts';
import { emit } from '../../events/redline-events.ts';
import { look } from '../../look/look.styles.ts';
import { type ConnectionMessage, connectionMessage } from './connectionMessage.ts';
import styles from './redline-connection.styles.ts';

/**
 * Whether warnings can arrive. Says nothing alarming for ten seconds, then that warnings may be late, after a minute
 * that none will be seen here.
 *
 * @event redline-sign-in - The person asks to sign in again.
 * @event redline-reload - The person asks for the page to be loaded again.
 * @csspart connection - The line; also `good`, `busy`, `late` or `lost`.
 * @csspart action - The button.
 */
export class RedlineConnection extends ClientElement {
  static override styles = [look, styles];

  protected override readonly follows = ['connection'] as const;

  protected override get ticking(): boolean {
    return this.client?.connection.state !== 'CONNECTED';
  }

  protected override render(): TemplateResult {
    if (this.client === null) return html``;
    const message = connectionMessage(this.texts, this.client.connection);
    return html`
      <div class="line ${message.tone}" part="connection ${message.tone}" lang=${this.speech.language}>
        <span class="text" role="status">${this.words(message.text)}</span>
        ${message.action === null ? nothing : this.#button(message.action)}
      </div>
    `;
  }

  #button(action: NonNullable<ConnectionMessage['action']>): TemplateResult {
    const press = () => {
      if (action === 'tryNow') this.client?.tryNow();
      else emit(this, action === 'signIn' ? 'redline-sign-in' : 'redline-reload');
    };
    return html`<button type="button" part="action" @click=${press}>${this.texts[action]}</button>`;
  }
}

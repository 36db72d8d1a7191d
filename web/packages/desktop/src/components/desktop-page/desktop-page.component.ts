import { ClientElement, look } from '@redline/widget';
import { html, nothing, type TemplateResult } from 'lit';
import styles from './desktop-page.styles.ts';

/** What the page asks its script to do. */
export interface DesktopPageActions {
  /** Sign in with this code. */
  signIn(code: string): void;
  /** Load the page again. */
  reload(): void;
}

/**
 * The desktop: who is signed in, whether warnings can arrive, the queues over their limit and all queues.
 *
 * @property actions - Set once before the page is used.
 * @property notice - What else the person should know of this page, below who they are.
 */
export class DesktopPage extends ClientElement {
  static override styles = [look, styles];
  static override properties = {
    ...ClientElement.properties,
    notice: { attribute: false },
    asking: { state: true },
  };

  declare actions: DesktopPageActions | null;
  declare notice: string | null;
  /** Whether the person has been asked for a sign-in code. */
  declare protected asking: boolean;
  protected override readonly follows = ['alerts', 'messages', 'connection'] as const;
  /** Whether a code given here is waiting for its answer or has been refused. */
  #tried = false;

  constructor() {
    super();
    this.actions = null;
    this.notice = null;
    this.asking = false;
  }

  protected override get ticking(): boolean {
    return false;
  }

  protected override render(): TemplateResult {
    const { client } = this;
    const person = client?.person ?? null;
    const { texts } = this;
    if (client?.connection.state === 'CONNECTED') this.asking = this.#tried = false;
    return html`
      <redline-banner .client=${client} @redline-show-all=${this.#showAll}></redline-banner>
      <main
        class="frame ${this.#toastsPossible ? 'with-toasts' : ''}"
        @redline-sign-in=${this.#ask}
        @redline-reload=${() => this.actions?.reload()}
        @redline-show-all=${this.#showAll}
      >
        <header>
          <h1>
            ${person?.name ?? 'Redline'}
            ${person === null ? nothing : html`<span class="role">${texts.role(person.role)}</span>`}
          </h1>
          <redline-badge .client=${client}></redline-badge>
          <redline-connection .client=${client}></redline-connection>
          ${this.notice === null ? nothing : html`<p class="notice">${this.words(this.notice)}</p>`}
          ${this.asking ? this.#form() : nothing}
        </header>
        ${this.#nothingKnown ? nothing : this.#content()}
        <redline-toasts .client=${client}></redline-toasts>
      </main>
    `;
  }

  protected override updated(): void {
    const queues = new Set(this.client?.alerts.open.map((alert) => alert.queueId)).size;
    document.title = queues > 0 ? `(${queues}) Redline` : 'Redline';
  }

  /** Toasts stand over the page, which must have room below to be scrolled up from under them. */
  get #toastsPossible(): boolean {
    const { client } = this;
    return client !== null && client.alerts.open.length + client.messages.open.length > 0;
  }

  /** Signed out before anything was heard: empty lists would only raise questions. */
  get #nothingKnown(): boolean {
    const connection = this.client?.connection;
    return connection?.state === 'SIGNED_OUT' && connection.heardAt === null;
  }

  #content(): TemplateResult {
    const { client } = this;
    const { texts } = this;
    const now = client?.clock.now() ?? null;
    return html`
      <section class="panel" tabindex="0" aria-label=${texts.panelOpen}>
        <redline-panel .client=${client}></redline-panel>
      </section>
      <section class="queues" aria-label=${texts.queues}><desktop-queues .client=${client}></desktop-queues></section>
      <footer>${now === null ? nothing : this.words(texts.zone(now))}</footer>
    `;
  }

  #showAll(): void {
    this.renderRoot.querySelector('redline-panel')?.showAll();
  }

  #form(): TemplateResult {
    const { texts } = this;
    const refused = this.#tried && this.client?.connection.state === 'SIGNED_OUT';
    return html`
      <form @submit=${this.#submit}>
        <label>${texts.signInCode}<input name="code" autocomplete="one-time-code" spellcheck="false" required /></label>
        <button type="submit">${texts.signIn}</button>
        <p role="status">${refused ? this.words(texts.codeRefused) : nothing}</p>
      </form>
    `;
  }

  async #ask(): Promise<void> {
    this.asking = true;
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const code = this.renderRoot.querySelector('input')?.value.trim() ?? '';
    if (code === '') return;
    this.#tried = true;
    this.actions?.signIn(code);
  }
}

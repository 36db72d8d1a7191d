import { type Alert, type Message, type Renderer, RequestRefused } from '@redline/client';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { ClientElement } from '../../ClientElement.ts';
import { emit } from '../../events/redline-events.ts';
import { messageClass, severityClass, severityIcon } from '../../look/icons.ts';
import { look } from '../../look/look.styles.ts';
import { alertFacts } from '../../texts/alertFacts.ts';
import { alertText, texts } from '../../texts/texts.ts';
import { type Announcement, Announcer } from '../../toasts/Announcer.ts';
import { HiddenAlerts } from '../../toasts/HiddenAlerts.ts';
import { MessageToasts } from '../../toasts/MessageToasts.ts';
import { stackToasts, type Toast, type ToastStack } from '../../toasts/ToastStack.ts';
import styles from './redline-toasts.styles.ts';

/** Refusals after which the toast goes by itself: somebody was faster, or it is over. */
const settled: readonly string[] = ['alert.already.acknowledged', 'alert.not.found', 'alert.resolved'];

/**
 * Open alerts as a stack of toasts in a corner: one per queue, at most three, the others in one collecting line; then
 * messages. It never takes the focus. Hide, or Escape inside a toast, hides its alerts on all desktops of the person
 * until their severity rises. Supervisors can take them; what somebody has taken is no toast any more.
 *
 * @event redline-show-all - The collecting line was pressed.
 * @cssproperty --redline-toasts-layer - z-index of the stack, 1000 by default.
 */
export class RedlineToasts extends ClientElement {
  static override styles = [look, styles];

  protected override readonly follows = ['alerts', 'messages', 'queues', 'connection'] as const;
  /** Who says that what is shown was painted. */
  protected readonly renderer: Renderer = 'WIDGET';
  readonly #hidden = new HiddenAlerts();
  readonly #announcer = new Announcer();
  readonly #messages = new MessageToasts();
  /** Alerts that are being taken, and those for which that has failed. */
  readonly #taking = new Set<string>();
  readonly #notTaken = new Set<string>();
  #stack: ToastStack = { shown: [], collected: [] };
  #polite = { serial: 0, text: '' };
  #assertive = { serial: 0, text: '' };
  /** Where the focus goes once the toast that had it is gone: the place it had in the stack. */
  #focusPlace: number | null = null;
  /** The toast that is being taken while it has the focus, and its place. */
  #leaving: { readonly queueId: string; readonly place: number } | null = null;
  readonly #onVisible = () => this.requestUpdate();
  readonly #again = () => this.requestUpdate();

  protected override get ticking(): boolean {
    return this.personRole === 'SUPERVISOR' && (this.client?.alerts.open.length ?? 0) > 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onVisible);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onVisible);
  }

  /** The alerts that may be toasts, worst first. */
  protected get alertsToShow(): readonly Alert[] {
    return this.client?.alerts.open ?? [];
  }

  /** The messages that may be. */
  protected get messagesToShow(): readonly Message[] {
    return this.client?.messages.open ?? [];
  }

  protected override render(): TemplateResult {
    this.#hidden.keepOnly(this.client?.alerts.open ?? []);
    const stack = stackToasts(this.alertsToShow, (alert) => this.#hidden.has(alert, this.client?.hidden));
    const messages = this.#messages.shown(this.messagesToShow);
    this.#stack = stack;
    this.#announce(stack, messages);
    const before = stack.shown.length + (stack.collected.length > 0 ? 1 : 0);
    return html`
      <section class="stack" aria-label=${texts.toasts}>
        ${repeat(
          stack.shown,
          (toast) => toast.queueId,
          (toast, place) => this.#toast(toast, place),
        )}
        ${stack.collected.length > 0 ? this.#collected(stack) : nothing}
        ${repeat(
          messages,
          (message) => message.messageId,
          (message, place) => this.#message(message, before + place),
        )}
      </section>
      <div class="for-ears" aria-live="polite">${keyed(this.#polite.serial, html`<p>${this.#polite.text}</p>`)}</div>
      <div class="for-ears" aria-live="assertive">
        ${keyed(this.#assertive.serial, html`<p>${this.#assertive.text}</p>`)}
      </div>
    `;
  }

  protected override updated(): void {
    this.#report();
    const { client } = this;
    if (client?.connection.state === 'CONNECTED') this.#hidden.askAgain(client, client.alerts.open, this.#again);
    this.#followFocus();
  }

  /** Tells the server what was painted, once it has been: the next frame begins when this one is on the screen. */
  #report(): void {
    const { client } = this;
    const painted = this.#stack.shown.flatMap((toast) => toast.alerts);
    if (client === null || painted.length === 0 || document.hidden) return;
    requestAnimationFrame(() => {
      if (document.hidden || !this.isConnected) return;
      for (const alert of painted) client.rendered(alert, this.renderer);
    });
  }

  /** A toast that goes because the person pressed something in it leaves the focus to its neighbour. */
  #followFocus(): void {
    const leaving = this.#leaving;
    if (leaving !== null && !this.#stack.shown.some((toast) => toast.queueId === leaving.queueId)) {
      this.#leaving = null;
      if (this.shadowRoot?.activeElement == null) this.#focusPlace = leaving.place;
    }
    if (this.#focusPlace === null) return;
    const buttons = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button.hide')];
    buttons[Math.min(this.#focusPlace, buttons.length - 1)]?.focus();
    this.#focusPlace = null;
  }

  #toast(toast: Toast, place: number): TemplateResult {
    const { worst } = toast;
    const text = this.#text(worst);
    return html`
      <div
        class="toast ${severityClass(worst.severity)}"
        role="group"
        aria-label=${texts.severity(worst.severity)}
        @keydown=${(event: KeyboardEvent) => this.#onEscape(event, () => this.#hide([toast], place))}
      >
        ${severityIcon(worst.severity)}
        <div class="words">
          <span class="severity">${texts.severity(worst.severity)}</span>${text}
          ${toast.alerts.some((alert) => this.#notTaken.has(alert.alertId)) ? html`<em>${texts.notTaken}</em>` : nothing}
        </div>
        <div class="actions">
          ${this.personRole === 'SUPERVISOR' ? this.#takeButton(toast, place) : nothing}
          <button
            class="hide"
            type="button"
            aria-label=${texts.hideQueue(worst.queueName)}
            @click=${() => this.#hide([toast], place)}
          >
            ${texts.hide}
          </button>
        </div>
      </div>
    `;
  }

  #takeButton(toast: Toast, place: number): TemplateResult {
    return html`<button
      class="take"
      type="button"
      aria-label=${texts.takeQueue(toast.worst.queueName)}
      aria-disabled=${toast.alerts.some((alert) => this.#taking.has(alert.alertId)) ? 'true' : 'false'}
      @click=${() => this.#take(toast, place)}
    >
      ${texts.take}
    </button>`;
  }

  #message(message: Message, place: number): TemplateResult {
    return html`
      <div
        class="toast ${messageClass(message.severity)}"
        role="group"
        aria-label=${texts.severity(message.severity)}
        @keydown=${(event: KeyboardEvent) => this.#onEscape(event, () => this.#hideMessage(message, place))}
      >
        ${severityIcon(message.severity)}
        <div class="words">
          <span class="severity">${texts.severity(message.severity)}</span><strong>${message.title}</strong><br />
          ${message.text}
        </div>
        <button
          class="hide"
          type="button"
          aria-label=${texts.hideMessage(message.title)}
          @click=${() => this.#hideMessage(message, place)}
        >
          ${texts.hide}
        </button>
      </div>
    `;
  }

  #collected(stack: ToastStack): TemplateResult {
    const queues = stack.collected.length;
    const place = stack.shown.length;
    return html`
      <div class="collected">
        <button class="more" type="button" @click=${() => emit(this, 'redline-show-all')}>
          ${texts.moreQueues(queues)}
        </button>
        <button
          class="hide"
          type="button"
          aria-label=${texts.hideMore(queues)}
          @click=${() => this.#hide(stack.collected, place)}
        >
          ${texts.hide}
        </button>
      </div>
    `;
  }

  #onEscape(event: KeyboardEvent, hide: () => void): void {
    if (event.key !== 'Escape') return;
    // The page's own Escape (closing a dialog, leaving full screen) is not what the person meant here.
    event.stopPropagation();
    event.preventDefault();
    hide();
  }

  #hide(toasts: readonly Toast[], place: number): void {
    const { client } = this;
    if (client === null) return;
    for (const toast of toasts) {
      for (const alert of toast.alerts) this.#hidden.hide(client, alert, this.#again);
    }
    this.#gone(place);
  }

  #hideMessage(message: Message, place: number): void {
    this.#messages.hide(message);
    this.#gone(place);
  }

  #gone(place: number): void {
    if (this.shadowRoot?.activeElement != null) this.#focusPlace = place;
    this.requestUpdate();
  }

  #take(toast: Toast, place: number): void {
    if (this.shadowRoot?.activeElement != null) this.#leaving = { queueId: toast.queueId, place };
    for (const alert of toast.alerts) {
      if (!this.#taking.has(alert.alertId)) void this.#takeOne(alert);
    }
    this.requestUpdate();
  }

  async #takeOne({ alertId }: Alert): Promise<void> {
    this.#taking.add(alertId);
    this.#notTaken.delete(alertId);
    try {
      await this.client?.acknowledge(alertId);
    } catch (refused) {
      if (!(refused instanceof RequestRefused && settled.includes(refused.code))) {
        this.#notTaken.add(alertId);
        this.#polite = { serial: this.#polite.serial + 1, text: texts.notTaken };
      }
    } finally {
      this.#taking.delete(alertId);
      this.requestUpdate();
    }
  }

  #text(alert: Alert): string {
    if (this.client === null) return '';
    return alertText(alertFacts(alert, this.client.queues, this.shownNow), alert.severity, this.personRole);
  }

  #spoken(alert: Alert): string {
    return `${texts.severity(alert.severity)}. ${this.#text(alert)}`;
  }

  #announce(stack: ToastStack, messages: readonly Message[]): void {
    const assertiveAllowed = this.personRole === 'SUPERVISOR';
    const alerts = this.#announcer.compare(stack, assertiveAllowed, (a) => this.#spoken(a), texts.manyQueues);
    const others = this.#messages.say(
      messages,
      assertiveAllowed,
      ({ severity, title, text }) => `${texts.severity(severity)}. ${texts.message(title, text)}`,
    );
    this.#say({
      polite: [alerts.polite, others.polite].filter(Boolean).join(' '),
      assertive: [alerts.assertive, others.assertive].filter(Boolean).join(' '),
    });
  }

  /** Readers speak what is added, so each text comes in a new node even when it equals the last. */
  #say(announcement: Announcement): void {
    if (announcement.polite !== '') this.#polite = { serial: this.#polite.serial + 1, text: announcement.polite };
    if (announcement.assertive !== '') {
      this.#assertive = { serial: this.#assertive.serial + 1, text: announcement.assertive };
    }
  }
}

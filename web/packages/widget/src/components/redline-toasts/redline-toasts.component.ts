import type { Alert, Message, Renderer } from '@redline/client';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ClientElement } from '../../ClientElement.ts';
import { emit } from '../../events/redline-events.ts';
import { messageClass, severityClass, severityIcon } from '../../look/icons.ts';
import { look } from '../../look/look.styles.ts';
import { alertFacts, isolated } from '../../texts/alertFacts.ts';
import { alertText } from '../../texts/alertText.ts';
import { Announcer } from '../../toasts/Announcer.ts';
import { bannerPlaces } from '../../toasts/BannerPlaces.ts';
import { bannerQueues } from '../../toasts/bannerQueues.ts';
import { HiddenAlerts } from '../../toasts/HiddenAlerts.ts';
import { LiveRegions } from '../../toasts/LiveRegions.ts';
import { MessageToasts } from '../../toasts/MessageToasts.ts';
import { Takings } from '../../toasts/Takings.ts';
import { newestPlace, noToasts, stackToasts, type Toast, type ToastStack } from '../../toasts/ToastStack.ts';
import styles from './redline-toasts.styles.ts';

/**
 * Open alerts as a stack of toasts in a corner: one per queue, at most three, the others in one collecting line; then
 * messages. It never takes the focus. Hide, or Escape inside a toast, hides its alerts on all desktops of the person
 * until their severity rises; Escape while nothing on the page has the focus hides the newest. Supervisors can take
 * them; what somebody has taken is no toast any more.
 *
 * @event redline-show-all - The collecting line was pressed.
 * @csspart stack - All toasts.
 * @csspart toast - One toast; also `critical`, `warning` or `information`, and `message` where it is one.
 * @csspart collected - The line for the queues beyond three.
 * @csspart hide - A button that hides.
 * @csspart take - A button that takes.
 * @cssproperty --redline-toasts-layer - z-index of the stack, 1000 by default.
 * @cssproperty --redline-toasts-offset - How far from the edges of the page it stands, 12px by default.
 */
export class RedlineToasts extends ClientElement {
  static override styles = [look, styles];

  protected override readonly follows = ['alerts', 'messages', 'queues', 'connection'] as const;
  /** Who says that what is shown was painted. */
  protected readonly renderer: Renderer = 'WIDGET';
  readonly #hidden = new HiddenAlerts();
  readonly #announcer = new Announcer();
  readonly #messages = new MessageToasts();
  readonly #regions = new LiveRegions();
  readonly #takings = new Takings((failed) => {
    if (failed) this.#regions.say({ polite: this.texts.notTaken, assertive: '' });
    this.requestUpdate();
  });
  #stack: ToastStack = noToasts;
  /** Where the focus goes once the toast that had it is gone: the place it had in the stack. */
  #focusPlace: number | null = null;
  /** The toast that is being taken while it has the focus, and its place. */
  #leaving: { readonly queueId: string; readonly place: number } | null = null;
  #stopFollowingPlaces = () => {};
  readonly #again = () => this.requestUpdate();
  readonly #onPageKey = (event: KeyboardEvent) => this.#escapeOnPage(event);

  protected override get ticking(): boolean {
    return this.personRole === 'SUPERVISOR' && (this.client?.alerts.open.length ?? 0) > 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#again);
    document.addEventListener('keydown', this.#onPageKey);
    this.#stopFollowingPlaces = bannerPlaces.follow(this.#again);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#again);
    document.removeEventListener('keydown', this.#onPageKey);
    this.#stopFollowingPlaces();
  }

  /** What the stack is called. */
  protected get label(): string {
    return this.texts.toasts;
  }

  /** The alerts that may be toasts, worst first: without those a banner shows. */
  protected get alertsToShow(): readonly Alert[] {
    const { client } = this;
    const open = client?.alerts.open ?? [];
    if (client === null || !bannerPlaces.has(client)) return open;
    const elsewhere = bannerQueues(open);
    return open.filter((alert) => !elsewhere.has(alert.queueId));
  }

  /** The messages that may be. */
  protected get messagesToShow(): readonly Message[] {
    return this.client?.messages.open ?? [];
  }

  protected override render(): TemplateResult {
    this.#hidden.keepOnly(this.client?.alerts.open ?? []);
    const all = stackToasts(this.alertsToShow, (alert) => this.#hidden.has(alert, this.client?.hidden));
    // Of several tabs of a person one shows them, and speaks: what it has said the others need not say again.
    const here = this.client?.showsToasts ?? true;
    const stack = here ? all : noToasts;
    const messages = this.#messages.shown(here ? this.messagesToShow : []);
    this.#stack = stack;
    this.#announce(all, messages, here);
    const before = stack.shown.length + (stack.collected.length > 0 ? 1 : 0);
    const { language } = this.speech;
    return html`
      <section class="stack" part="stack" aria-label=${this.label} lang=${language}>
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
      ${this.#regions.render(language)}
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
    const { worst, alerts } = toast;
    const { texts } = this;
    return html`
      <div
        class="toast ${severityClass(worst.severity)}"
        part="toast ${worst.severity.toLowerCase()}"
        role="group"
        aria-label=${texts.severity(worst.severity)}
        @keydown=${(event: KeyboardEvent) => this.#onEscape(event, () => this.#hide([toast], place))}
      >
        ${severityIcon(worst.severity)}
        <div class="words">
          <span class="severity">${texts.severity(worst.severity)}</span>${this.words(this.#text(worst))}
          ${this.#takings.hasFailed(alerts) ? html`<em>${this.words(texts.notTaken)}</em>` : nothing}
        </div>
        <div class="actions">
          ${this.personRole === 'SUPERVISOR' ? this.#takeButton(toast, place) : nothing}
          ${this.#hideButton(texts.hideNamed(isolated(worst.queueName)), () => this.#hide([toast], place))}
        </div>
      </div>
    `;
  }

  #takeButton(toast: Toast, place: number): TemplateResult {
    return html`<button
      class="take"
      part="take"
      type="button"
      aria-label=${this.texts.takeQueue(isolated(toast.worst.queueName))}
      aria-disabled=${this.#takings.isTaking(toast.alerts) ? 'true' : 'false'}
      @click=${() => this.#take(toast, place)}
    >
      ${this.texts.take}
    </button>`;
  }

  #hideButton(label: string, hide: () => void): TemplateResult {
    return html`<button class="hide" part="hide" type="button" aria-label=${label} @click=${hide}>
      ${this.texts.hide}
    </button>`;
  }

  #message(message: Message, place: number): TemplateResult {
    const { texts } = this;
    const severity = texts.severity(message.severity);
    return html`
      <div
        class="toast ${messageClass(message.severity)}"
        part="toast message ${message.severity.toLowerCase()}"
        role="group"
        aria-label=${severity}
        @keydown=${(event: KeyboardEvent) => this.#onEscape(event, () => this.#hideMessage(message, place))}
      >
        ${severityIcon(message.severity)}
        <div class="words">
          <span class="severity">${severity}</span><bdi><strong>${message.title}</strong></bdi
          ><br />
          <bdi>${message.text}</bdi>
        </div>
        <div class="actions">
          ${this.#hideButton(texts.hideNamed(message.title), () => this.#hideMessage(message, place))}
        </div>
      </div>
    `;
  }

  #collected(stack: ToastStack): TemplateResult {
    const queues = stack.collected.length;
    const place = stack.shown.length;
    return html`
      <div class="collected" part="collected">
        <button class="more" type="button" @click=${() => emit(this, 'redline-show-all')}>
          ${this.words(this.texts.moreQueues(queues))}
        </button>
        ${this.#hideButton(this.texts.hideMore(queues), () => this.#hide(stack.collected, place))}
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

  /** Nothing has the focus, and nobody else wanted the key: then it is for what came last. */
  #escapeOnPage(event: KeyboardEvent): void {
    const focused = document.activeElement;
    if (event.defaultPrevented || (focused !== null && focused !== document.body)) return;
    const place = newestPlace(this.#stack.shown);
    const toast = this.#stack.shown[place];
    if (toast !== undefined) this.#onEscape(event, () => this.#hide([toast], place));
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
    if (this.client === null) return;
    if (this.shadowRoot?.activeElement != null) this.#leaving = { queueId: toast.queueId, place };
    this.#takings.take(this.client, toast.alerts);
    this.requestUpdate();
  }

  #text(alert: Alert): string {
    if (this.client === null) return '';
    const facts = alertFacts(alert, this.client.queues, this.shownNow);
    return alertText(this.speech, facts, alert.severity, this.personRole);
  }

  #announce(stack: ToastStack, messages: readonly Message[], here: boolean): void {
    const { texts } = this;
    const assertiveAllowed = this.personRole === 'SUPERVISOR';
    const spoken = (alert: Alert) => `${texts.severity(alert.severity)}. ${this.#text(alert)}`;
    const alerts = this.#announcer.compare(stack, assertiveAllowed, spoken, texts.manyQueues);
    const others = this.#messages.say(
      messages,
      assertiveAllowed,
      ({ severity, title, text }) => `${texts.severity(severity)}. ${texts.message(title, text)}`,
    );
    if (!here) return;
    this.#regions.say({
      polite: [alerts.polite, others.polite].filter(Boolean).join(' '),
      assertive: [alerts.assertive, others.assertive].filter(Boolean).join(' '),
    });
  }
}

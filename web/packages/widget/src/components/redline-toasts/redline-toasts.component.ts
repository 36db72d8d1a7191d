import type { Alert } from '@redline/client';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { ClientElement } from '../../ClientElement.ts';
import { emit } from '../../events/redline-events.ts';
import { severityClass, severityIcon } from '../../look/icons.ts';
import { look } from '../../look/look.styles.ts';
import { alertFacts } from '../../texts/alertFacts.ts';
import { alertText, texts } from '../../texts/texts.ts';
import { type Announcement, Announcer } from '../../toasts/Announcer.ts';
import { HiddenAlerts } from '../../toasts/HiddenAlerts.ts';
import { stackToasts, type Toast, type ToastStack } from '../../toasts/ToastStack.ts';
import styles from './redline-toasts.styles.ts';

/**
 * Open alerts as a stack of toasts in a corner: one per queue, at most three, the others in one collecting line. It
 * never takes the focus. Hide, or Escape inside a toast, hides its alerts on this page until their severity rises.
 *
 * @event redline-show-all - The collecting line was pressed.
 * @cssproperty --redline-toasts-layer - z-index of the stack, 1000 by default.
 */
export class RedlineToasts extends ClientElement {
  static override styles = [look, styles];

  protected override readonly follows = ['alerts', 'queues', 'connection'] as const;
  readonly #hidden = new HiddenAlerts();
  readonly #announcer = new Announcer();
  #polite = { serial: 0, text: '' };
  #assertive = { serial: 0, text: '' };
  /** Where the focus goes once the toast that had it is gone: the place it had in the stack. */
  #focusPlace: number | null = null;

  protected override get ticking(): boolean {
    return this.personRole === 'SUPERVISOR' && (this.client?.alerts.open.length ?? 0) > 0;
  }

  protected override render(): TemplateResult {
    const open = this.client?.alerts.open ?? [];
    this.#hidden.keepOnly(open);
    const stack = stackToasts(open, this.#hidden);
    this.#say(
      this.#announcer.compare(
        stack,
        this.personRole === 'SUPERVISOR',
        (alert) => this.#spoken(alert),
        texts.manyQueues,
      ),
    );
    return html`
      <section class="stack" aria-label=${texts.toasts}>
        ${repeat(
          stack.shown,
          (toast) => toast.queueId,
          (toast, place) => this.#toast(toast, place),
        )}
        ${stack.collected.length > 0 ? this.#collected(stack) : nothing}
      </section>
      <div class="for-ears" aria-live="polite">${keyed(this.#polite.serial, html`<p>${this.#polite.text}</p>`)}</div>
      <div class="for-ears" aria-live="assertive">
        ${keyed(this.#assertive.serial, html`<p>${this.#assertive.text}</p>`)}
      </div>
    `;
  }

  protected override updated(): void {
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
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, toast, place)}
      >
        ${severityIcon(worst.severity)}
        <div class="words"><span class="severity">${texts.severity(worst.severity)}</span>${text}</div>
        <button
          class="hide"
          type="button"
          aria-label=${texts.hideQueue(worst.queueName)}
          @click=${() => this.#hide([toast], place)}
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

  #onKey(event: KeyboardEvent, toast: Toast, place: number): void {
    if (event.key !== 'Escape') return;
    // The page's own Escape (closing a dialog, leaving full screen) is not what the person meant here.
    event.stopPropagation();
    event.preventDefault();
    this.#hide([toast], place);
  }

  #hide(toasts: readonly Toast[], place: number): void {
    for (const toast of toasts) {
      for (const alert of toast.alerts) this.#hidden.hide(alert);
    }
    if (this.shadowRoot?.activeElement != null) this.#focusPlace = place;
    this.requestUpdate();
  }

  #text(alert: Alert): string {
    if (this.client === null) return '';
    return alertText(alertFacts(alert, this.client.queues, this.shownNow), alert.severity, this.personRole);
  }

  #spoken(alert: Alert): string {
    return `${texts.severity(alert.severity)}. ${this.#text(alert)}`;
  }

  /** Readers speak what is added, so each text comes in a new node even when it equals the last. */
  #say(announcement: Announcement): void {
    if (announcement.polite !== '') this.#polite = { serial: this.#polite.serial + 1, text: announcement.polite };
    if (announcement.assertive !== '') {
      this.#assertive = { serial: this.#assertive.serial + 1, text: announcement.assertive };
    }
  }
}

import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Announcement } from './Announcer.ts';

/** What a screen reader is given to say. Each text comes in a new node, for readers speak what is added. */
export class LiveRegions {
  #polite = { serial: 0, text: '' };
  #assertive = { serial: 0, text: '' };

  say({ polite, assertive }: Announcement): void {
    if (polite !== '') this.#polite = { serial: this.#polite.serial + 1, text: polite };
    if (assertive !== '') this.#assertive = { serial: this.#assertive.serial + 1, text: assertive };
  }

  render(language: string): TemplateResult {
    const paragraph = ({ serial, text }: { readonly serial: number; readonly text: string }) =>
      keyed(serial, html`<p>${text}</p>`);
    return html`
      <div class="for-ears" aria-live="polite" lang=${language}>${paragraph(this.#polite)}</div>
      <div class="for-ears" aria-live="assertive" lang=${language}>${paragraph(this.#assertive)}</div>
    `;
  }
}

import { html, type TemplateResult } from 'lit';

const running = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
  <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2.2" />
  <circle cx="8" cy="8" r="2.2" fill="currentColor" />
</svg>`;

const ended = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
  <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5" />
  <path d="m5 8.2 2.1 2.100L11.2 6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
</svg>`;

const failed = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
  <path fill="currentColor" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />
  <path fill="var(--surface)" d="M7.1 4h1.800v5H7.100zM7.1 10.400h1.800v1.800H7.100z" />
</svg>`;

/** The sign of how a run or a step stands; shape tells it as well as colour. */
export function stateIcon(state: 'RUNNING' | 'COMPLETED' | 'FAILED'): TemplateResult {
  return { RUNNING: running, COMPLETED: ended, FAILED: failed }[state];
}

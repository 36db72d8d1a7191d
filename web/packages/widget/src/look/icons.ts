import type { MessageSeverity, Severity } from '@redline/client';
import { html, type TemplateResult } from 'lit';

const critical = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
  <path fill="var(--mark)" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />
  <path fill="var(--tint)" d="M7.1 4h1.8v5H7.1zM7.1 10.4h1.8v1.8H7.1z" />
</svg>`;

const warning = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
  <path fill="var(--mark)" stroke="var(--mark-text)" d="M8 1.6 15 14.4H1z" stroke-linejoin="round" />
  <path fill="#2b2200" d="M7.2 5.8h1.6v4.4H7.2zM7.2 11.2h1.6v1.6H7.2z" />
</svg>`;

const information = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
  <circle fill="var(--mark)" cx="8" cy="8" r="7" />
  <path fill="var(--tint)" d="M7.1 3.8h1.8v1.8H7.1zM7.1 7h1.8v5.2H7.1z" />
</svg>`;

/** The mark of a severity: an octagon for critical, a triangle for warning, a disc else, so that shape tells them too. */
export function severityIcon(severity: MessageSeverity): TemplateResult {
  return { INFORMATION: information, WARNING: warning, CRITICAL: critical }[severity];
}

/** The classes that style by severity. */
export function severityClass(severity: Severity): string {
  return `redline-alert redline-alert--${severity === 'CRITICAL' ? 'critical' : 'warning'}`;
}

/** The same for messages, which are no alerts. */
export function messageClass(severity: MessageSeverity): string {
  return `redline-message redline-message--${severity.toLowerCase()}`;
}

/** @redline/widget: what a desktop shows of queue warnings, as custom elements that follow a RedlineClient. */
export { ClientElement } from './ClientElement.ts';
export { RedlineBadge } from './components/redline-badge/redline-badge.component.ts';
export { lateAfterSeconds, lostAfterSeconds } from './components/redline-connection/connectionMessage.ts';
export { RedlineConnection } from './components/redline-connection/redline-connection.component.ts';
export { RedlinePanel } from './components/redline-panel/redline-panel.component.ts';
export { RedlineToasts } from './components/redline-toasts/redline-toasts.component.ts';
export type { RedlineReloadEvent, RedlineShowAllEvent, RedlineSignInEvent } from './events/redline-events.ts';
export { severityClass, severityIcon } from './look/icons.ts';
export { look } from './look/look.styles.ts';
export { queueLabel, waitLimitSeconds } from './texts/alertFacts.ts';
export { longestWaitText, texts } from './texts/texts.ts';
export { toastLimit } from './toasts/ToastStack.ts';

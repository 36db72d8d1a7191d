/** @redline/widget: what a desktop shows of queue warnings, as custom elements that follow a RedlineClient. */
export { ClientElement } from './ClientElement.ts';
export { RedlineBadge } from './components/redline-badge/redline-badge.component.ts';
export { RedlineBanner } from './components/redline-banner/redline-banner.component.ts';
export {
  connectionMessage,
  lateAfterSeconds,
  lostAfterSeconds,
} from './components/redline-connection/connectionMessage.ts';
export { RedlineConnection } from './components/redline-connection/redline-connection.component.ts';
export { RedlinePanel } from './components/redline-panel/redline-panel.component.ts';
export { RedlineToasts } from './components/redline-toasts/redline-toasts.component.ts';
export type { RedlineReloadEvent, RedlineShowAllEvent, RedlineSignInEvent } from './events/redline-events.ts';
export { severityClass, severityIcon } from './look/icons.ts';
export { look } from './look/look.styles.ts';
export { RowBudget } from './RowBudget.ts';
export { alertFacts, isolated, overFacts, queueLabel, waitLimitSeconds } from './texts/alertFacts.ts';
export { alertText, longestWaitText, overText } from './texts/alertText.ts';
export type { Texts } from './texts/english.ts';
export { chooseLanguage, type Language, languages, pageLanguage, type Speech, speechOf } from './texts/texts.ts';
export { stackToasts, type Toast, toastLimit } from './toasts/ToastStack.ts';

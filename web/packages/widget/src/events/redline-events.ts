/** The collecting line was pressed: the page should bring its list of alerts into view. */
export type RedlineShowAllEvent = CustomEvent<undefined>;
/** The person asks to sign in again. */
export type RedlineSignInEvent = CustomEvent<undefined>;
/** The person asks for the page to be loaded again. The element leaves it to the page that holds it. */
export type RedlineReloadEvent = CustomEvent<undefined>;

interface RedlineEventMap {
  'redline-show-all': RedlineShowAllEvent;
  'redline-sign-in': RedlineSignInEvent;
  'redline-reload': RedlineReloadEvent;
}

declare global {
  interface GlobalEventHandlersEventMap extends RedlineEventMap {}
}

/** Dispatches one of our events so that it leaves shadow roots. */
export function emit(element: HTMLElement, type: keyof RedlineEventMap): void {
  element.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
}

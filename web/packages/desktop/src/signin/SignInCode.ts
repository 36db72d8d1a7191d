const storageKey = 'redline.signInCode';

/** The parts of a window that a sign-in code passes through. */
export interface CodePlaces {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState' | 'state'>;
  /** Throws when the browser forbids storage. */
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
}

/**
 * The sign-in code of this tab: from the fragment `#code=…`, which is then removed from the address bar so that it is
 * neither bookmarked nor shown on a shared screen; else the one kept from before a reload. Empty when there is none.
 */
export function takeSignInCode(places: CodePlaces): string {
  const { location, history } = places;
  const given = new URLSearchParams(location.hash.slice(1)).get('code')?.trim() ?? '';
  if (given === '') return recall(places);
  history.replaceState(history.state, '', location.pathname + location.search);
  keepSignInCode(places, given);
  return given;
}

/** Keeps a code for reloads of this tab, and for no longer. */
export function keepSignInCode(places: CodePlaces, code: string): void {
  try {
    places.sessionStorage.setItem(storageKey, code);
  } catch {
    // Storage may be forbidden or full; then a reload asks again, which is all that is lost.
  }
}

function recall(places: CodePlaces): string {
  try {
    return places.sessionStorage.getItem(storageKey) ?? '';
  } catch {
    return '';
  }
}

import { reasonOf } from './Fetch.ts';
import type { SignInOutcome, Token, TokenIssuer } from './SignIn.ts';
import type { Timers } from './Timers.ts';

/** A token as a page gives it: with the seconds it has left, or alone. */
export type GivenToken = string | { readonly accessToken: string; readonly expiresIn: number };

/** Asks a page for a token of the person who uses it; called again for each newer one. */
export type GetToken = () => Promise<GivenToken> | GivenToken;

/** A token given alone is asked for anew as if it lived this long. */
const supposedSeconds = 600;
/** How long a page may take; it may have to ask the person. */
const patienceMilliseconds = 60_000;

/**
 * Tokens the page gives. A page that fails may succeed later, when its person has signed in again, so it never refuses;
 * each failure is reported.
 */
export class PageTokens implements TokenIssuer {
  readonly needsCode = false;
  readonly #getToken: GetToken;
  readonly #timers: Timers;
  readonly #problem: (reason: string) => void;

  constructor(getToken: GetToken, timers: Timers, problem: (reason: string) => void) {
    this.#getToken = getToken;
    this.#timers = timers;
    this.#problem = problem;
  }

  async exchange(): Promise<SignInOutcome> {
    let cancelTimeout = () => {};
    try {
      const late = new Promise<never>((_, reject) => {
        const fail = () => reject(new Error(`no answer for ${patienceMilliseconds / 1_000} s`));
        cancelTimeout = this.#timers.after(patienceMilliseconds, fail);
      });
      const given: unknown = await Promise.race([this.#asked(), late]);
      return { outcome: 'signedIn', token: readGiven(given) };
    } catch (error) {
      const reason = reasonOf(error);
      this.#problem(`getToken: ${reason}`);
      return { outcome: 'unavailable', reason };
    } finally {
      cancelTimeout();
    }
  }

  refresh(): Promise<SignInOutcome> {
    return this.exchange();
  }

  async #asked(): Promise<unknown> {
    return this.#getToken();
  }
}

function readGiven(given: unknown): Token {
  if (typeof given === 'string') return tokenOf(given, supposedSeconds);
  const { accessToken, expiresIn } = Object(given) as { readonly accessToken?: unknown; readonly expiresIn?: unknown };
  return tokenOf(accessToken, expiresIn ?? supposedSeconds);
}

function tokenOf(accessToken: unknown, expiresIn: unknown): Token {
  if (typeof accessToken !== 'string' || accessToken === '') {
    throw new TypeError('give the access token as a text, or {accessToken, expiresIn}');
  }
  if (typeof expiresIn !== 'number' || !(expiresIn > 0))
    throw new TypeError('expiresIn is a number of seconds above 0');
  return { accessToken, expiresInSeconds: expiresIn, refreshToken: null };
}

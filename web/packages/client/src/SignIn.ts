import { FieldError, FieldReader } from './FieldReader.ts';
import type { Timers } from './Timers.ts';

/** A bearer token and how long it lives. */
export interface Token {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

/** What became of a sign-in. */
export type SignInOutcome =
  | { readonly outcome: 'signedIn'; readonly token: Token }
  /** The server does not take this code: only the person can help. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** Nobody answered, or the server could not: the same code may work later. */
  | { readonly outcome: 'unavailable'; readonly reason: string };

/** The part of `fetch` that signing in needs. */
export type Fetch = (url: string, request: RequestInit) => Promise<Response>;

const grantType = 'urn:redline:grant-type:sign-in-code';
const timeoutMilliseconds = 10_000;

/** Exchanges a sign-in code for a bearer token at the server's token endpoint. */
export class SignIn {
  readonly #tokenUrl: string;
  readonly #fetch: Fetch;
  readonly #timers: Timers;

  constructor(tokenUrl: string, fetch: Fetch, timers: Timers) {
    this.#tokenUrl = tokenUrl;
    this.#fetch = fetch;
    this.#timers = timers;
  }

  /** Asks once. Never rejects; gives up after 10 s as `unavailable`. */
  async exchange(code: string): Promise<SignInOutcome> {
    const abort = new AbortController();
    const cancelTimeout = this.#timers.after(timeoutMilliseconds, () => abort.abort());
    try {
      const response = await this.#fetch(this.#tokenUrl, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ grant_type: grantType, code }).toString(),
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      });
      if ([400, 401, 403].includes(response.status)) return { outcome: 'refused', reason: `HTTP ${response.status}` };
      if (!response.ok) return { outcome: 'unavailable', reason: `HTTP ${response.status}` };
      return { outcome: 'signedIn', token: readToken(await response.json()) };
    } catch (error) {
      return { outcome: 'unavailable', reason: error instanceof Error ? error.message : String(error) };
    } finally {
      cancelTimeout();
    }
  }
}

function readToken(body: unknown): Token {
  const reader = new FieldReader(body);
  if (reader.text('token_type').toLowerCase() !== 'bearer') throw new FieldError('token_type is not Bearer');
  return { accessToken: reader.id('access_token'), expiresInSeconds: reader.positive('expires_in') };
}

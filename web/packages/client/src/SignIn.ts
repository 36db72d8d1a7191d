import { type Fetch, inTime, reasonOf } from './Fetch.ts';
import { FieldError, FieldReader } from './FieldReader.ts';
import type { Timers } from './Timers.ts';

/** A bearer token and how long it lives. */
export interface Token {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  /** Gets the next token, once; null where the server gives none. */
  readonly refreshToken: string | null;
}

/** What became of a sign-in. */
export type SignInOutcome =
  | { readonly outcome: 'signedIn'; readonly token: Token }
  /** The server does not take this code or refresh token. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** Nobody answered, or the server could not: the same may work later. */
  | { readonly outcome: 'unavailable'; readonly reason: string };

/** Where tokens come from: the server's token endpoint, or the page that holds this desktop. Neither method rejects. */
export interface TokenIssuer {
  /** Whether there is nothing to ask with before somebody has given a sign-in code. */
  readonly needsCode: boolean;
  exchange(code: string): Promise<SignInOutcome>;
  refresh(refreshToken: string): Promise<SignInOutcome>;
}

const codeGrant = 'urn:redline:grant-type:sign-in-code';

/** Exchanges a sign-in code or a refresh token for a bearer token at the server's token endpoint. */
export class SignIn implements TokenIssuer {
  readonly needsCode = true;
  readonly #tokenUrl: string;
  readonly #fetch: Fetch;
  readonly #timers: Timers;

  constructor(tokenUrl: string, fetch: Fetch, timers: Timers) {
    this.#tokenUrl = tokenUrl;
    this.#fetch = fetch;
    this.#timers = timers;
  }

  /** Asks once with a sign-in code. Never rejects; gives up after 10 s as `unavailable`. */
  exchange(code: string): Promise<SignInOutcome> {
    return this.#ask({ grant_type: codeGrant, code });
  }

  /** As `exchange`, with a refresh token, which is void afterwards. */
  refresh(refreshToken: string): Promise<SignInOutcome> {
    return this.#ask({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  async #ask(form: Record<string, string>): Promise<SignInOutcome> {
    try {
      return await inTime(this.#timers, async (signal) => {
        const response = await this.#fetch(this.#tokenUrl, {
          method: 'POST',
          headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(form).toString(),
          credentials: 'omit',
          cache: 'no-store',
          signal,
        });
        if ([400, 401, 403].includes(response.status)) return { outcome: 'refused', reason: `HTTP ${response.status}` };
        if (!response.ok) return { outcome: 'unavailable', reason: `HTTP ${response.status}` };
        return { outcome: 'signedIn', token: readToken(await response.json()) };
      });
    } catch (error) {
      return { outcome: 'unavailable', reason: reasonOf(error) };
    }
  }
}

function readToken(body: unknown): Token {
  const reader = new FieldReader(body);
  if (reader.text('token_type').toLowerCase() !== 'bearer') throw new FieldError('token_type is not Bearer');
  return {
    accessToken: reader.id('access_token'),
    expiresInSeconds: reader.positive('expires_in'),
    refreshToken: reader.has('refresh_token') ? reader.textOrNull('refresh_token') : null,
  };
}

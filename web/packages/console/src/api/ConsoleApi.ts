import { type Fetch, SignIn, type Timers, type Token } from '@redline/client';

/** What became of a request. */
export type Reading<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The sign-in is over, or was never good. */
  | { readonly kind: 'signedOut' }
  /** The server says no; the message says why, as for a person who may change it. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  /** Nobody answered, or the server could not: the same may work later. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** The share of its life after which a token is renewed. */
const renewalShare = 0.8;
const patienceMilliseconds = 10_000;

/**
 * Reads the API for a page that a person has signed in to. The token is held here alone and goes with the page; it is
 * renewed where the server gives the means to.
 */
export class ConsoleApi {
  readonly #origin: string;
  readonly #fetch: Fetch;
  readonly #timers: Timers;
  readonly #issuer: SignIn;
  #token: Token | null = null;
  #renewAt = Number.POSITIVE_INFINITY;
  #renewing: Promise<void> | null = null;

  constructor(origin: string, fetch: Fetch, timers: Timers) {
    this.#origin = origin;
    this.#fetch = fetch;
    this.#timers = timers;
    this.#issuer = new SignIn(`${origin}/oauth/token`, fetch, timers);
  }

  get signedIn(): boolean {
    return this.#token !== null;
  }

  /** Exchanges a sign-in code; what is no code is taken for an access token. False: nobody answered. */
  async signIn(secret: string): Promise<boolean> {
    const answer = await this.#issuer.exchange(secret);
    if (answer.outcome === 'unavailable') return false;
    if (answer.outcome === 'signedIn') this.#keep(answer.token);
    else this.#keep({ accessToken: secret, expiresInSeconds: Number.POSITIVE_INFINITY, refreshToken: null });
    return true;
  }

  signOut(): void {
    this.#token = null;
  }

  /** Reads a path. Never rejects; gives up after 10 s. */
  async read<T>(path: string): Promise<Reading<T>> {
    if (this.#timers.now() >= this.#renewAt) await this.#renew();
    const reading = await this.#ask<T>(path);
    if (reading.kind !== 'signedOut' || this.#token?.refreshToken == null) return reading;
    await this.#renew();
    return this.#ask<T>(path);
  }

  async #ask<T>(path: string): Promise<Reading<T>> {
    const token = this.#token;
    if (token === null) return { kind: 'signedOut' };
    const limit = new AbortController();
    const cancel = this.#timers.after(patienceMilliseconds, () => limit.abort());
    try {
      const answer = await this.#fetch(this.#origin + path, {
        headers: { accept: 'application/json', authorization: `Bearer ${token.accessToken}` },
        cache: 'no-store',
        credentials: 'omit',
        signal: limit.signal,
      });
      if (answer.ok) return { kind: 'ok', value: (await answer.json()) as T };
      if (answer.status === 401) return { kind: 'signedOut' };
      const message = await messageOf(answer);
      if (answer.status === 429 || answer.status >= 500) return { kind: 'unavailable', reason: message };
      return { kind: 'refused', status: answer.status, message };
    } catch {
      return { kind: 'unavailable', reason: '' };
    } finally {
      cancel();
    }
  }

  /** A refresh token used twice ends the sign-in, so only one request is under way at a time. */
  #renew(): Promise<void> {
    this.#renewing ??= this.#renewOnce().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renewOnce(): Promise<void> {
    const refreshToken = this.#token?.refreshToken;
    if (refreshToken == null) return;
    const answer = await this.#issuer.refresh(refreshToken);
    if (this.#token === null) return;
    if (answer.outcome === 'signedIn') this.#keep(answer.token);
    // The token there is may be good for a while yet; whether it is, its next use says.
    else if (answer.outcome === 'refused') this.#keep({ ...this.#token, refreshToken: null });
  }

  #keep(token: Token): void {
    this.#token = token;
    const renewable = token.refreshToken !== null;
    this.#renewAt = renewable
      ? this.#timers.now() + token.expiresInSeconds * 1_000 * renewalShare
      : Number.POSITIVE_INFINITY;
  }
}

async function messageOf(answer: Response): Promise<string> {
  try {
    const { message } = (await answer.json()) as { readonly message?: unknown };
    if (typeof message === 'string') return message;
  } catch {
    // Whoever stands in between may answer with anything; the status says enough.
  }
  return `HTTP ${answer.status}`;
}

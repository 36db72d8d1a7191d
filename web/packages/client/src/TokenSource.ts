import type { SignInOutcome, Token, TokenIssuer } from './SignIn.ts';
import type { Timers } from './Timers.ts';

/** What a token source tells its owner. */
export interface TokenEvents {
  /** A newer token has come before the old one ended. */
  renewed(token: Token): void;
  /** A newer token was asked for in vain; the old one is good for a while yet. */
  failed(reason: string): void;
  problem(reason: string): void;
}

/** The share of its life after which a token is renewed, and by how much that is spread at random. */
const renewalShare = 0.8;
const renewalSpread = 0.05;
/** How long a renewal that nobody answered waits for its next try, at most; at least half of it. */
const retryMilliseconds = 30_000;
/** A timer this late was held up with its whole page: whoever thaws first hears, this long, whether it is still its turn. */
const heldUpMilliseconds = 5_000;
const hearMilliseconds = 1_000;
/** A timer cannot wait longer than this. */
const longestTimer = 2 ** 31 - 1;

/**
 * The person's bearer token: got with a refresh token where there is one, else with the sign-in code or from the page,
 * and renewed in good time. A refresh token used twice ends the whole sign-in, so only one request is under way at a time.
 */
export class TokenSource {
  readonly #issuer: TokenIssuer;
  readonly #timers: Timers;
  readonly #random: () => number;
  readonly #events: TokenEvents;
  #code: string;
  #token: Token | null = null;
  #refreshToken: string | null = null;
  #gotAt = 0;
  #asking: Promise<SignInOutcome> | null = null;
  #cancelRenewal: (() => void) | null = null;
  /** Rises with each code, so that a late answer to an older one is dropped. */
  #era = 0;

  constructor(code: string, issuer: TokenIssuer, timers: Timers, random: () => number, events: TokenEvents) {
    this.#code = code;
    this.#issuer = issuer;
    this.#timers = timers;
    this.#random = random;
    this.#events = events;
  }

  /** Whether there is anything to sign in with. */
  get possible(): boolean {
    return !this.#issuer.needsCode || this.#code !== '' || this.#refreshToken !== null || this.#token !== null;
  }

  /** Signs in from the beginning, with another code unless it is empty. */
  useCode(code: string): void {
    this.#era++;
    if (code !== '') this.#code = code;
    this.#asking = this.#token = this.#refreshToken = null;
    this.stop();
  }

  /** The token there is, else a new one. Never rejects. */
  async current(): Promise<SignInOutcome> {
    if (this.#token === null) return this.#ask();
    this.#renewLater();
    return { outcome: 'signedIn', token: this.#token };
  }

  /** The token there is, with the seconds it has left; null: there is none. */
  get now(): Token | null {
    if (this.#token === null) return null;
    const seconds = this.#token.expiresInSeconds - (this.#timers.now() - this.#gotAt) / 1_000;
    return { ...this.#token, expiresInSeconds: Math.max(seconds, 0.001) };
  }

  /** Takes over a token somebody else has got for the same person, to be renewed once it is asked for here. */
  adopt(token: Token): void {
    this.#era++;
    this.#asking = null;
    this.stop();
    this.#token = token;
    this.#refreshToken = token.refreshToken;
    this.#gotAt = this.#timers.now();
  }

  /** The server does not take this token any more. */
  discard(token: Token): void {
    if (this.#token?.accessToken === token.accessToken) this.#token = null;
  }

  /** Gets a newer token now. */
  async renew(): Promise<void> {
    const era = this.#era;
    this.stop();
    const asked = await this.#ask();
    if (era !== this.#era) return;
    if (asked.outcome === 'signedIn') {
      this.#events.renewed(asked.token);
      return;
    }
    this.#events.failed(asked.reason);
    // The old token is good for a while yet; when it ends, the server says so, and then it is for the person to help.
    if (asked.outcome === 'refused') this.#events.problem(`token: renewal refused, ${asked.reason}`);
    else this.#renewAfter(retryMilliseconds * (0.5 + this.#random() / 2));
  }

  /** Renews no more until somebody asks for the token again. */
  stop(): void {
    this.#cancelRenewal?.();
    this.#cancelRenewal = null;
  }

  #ask(): Promise<SignInOutcome> {
    if (this.#asking !== null) return this.#asking;
    const asking = this.#grant(this.#era).finally(() => {
      if (this.#asking === asking) this.#asking = null;
    });
    this.#asking = asking;
    return asking;
  }

  async #grant(era: number): Promise<SignInOutcome> {
    if (this.#refreshToken !== null) {
      const refreshed = await this.#issuer.refresh(this.#refreshToken);
      if (era !== this.#era || refreshed.outcome !== 'refused') return this.#keep(era, refreshed);
      this.#refreshToken = null;
    }
    if (this.#issuer.needsCode && this.#code === '') return { outcome: 'refused', reason: 'no code' };
    return this.#keep(era, await this.#issuer.exchange(this.#code));
  }

  #keep(era: number, asked: SignInOutcome): SignInOutcome {
    if (era !== this.#era || asked.outcome !== 'signedIn') return asked;
    this.#token = asked.token;
    this.#refreshToken = asked.token.refreshToken;
    this.#gotAt = this.#timers.now();
    this.stop();
    this.#renewLater();
    return asked;
  }

  #renewLater(): void {
    if (this.#token === null || this.#cancelRenewal !== null) return;
    const share = renewalShare + (this.#random() * 2 - 1) * renewalSpread;
    const due = this.#gotAt + this.#token.expiresInSeconds * 1_000 * share;
    this.#renewAfter(Math.max(0, due - this.#timers.now()));
  }

  #renewAfter(milliseconds: number): void {
    const wait = Math.min(milliseconds, longestTimer);
    const due = this.#timers.now() + wait;
    this.#cancelRenewal = this.#timers.after(wait, () => {
      this.#cancelRenewal = null;
      // Another tab may have used the refresh token meanwhile, and used twice it ends the sign-in.
      if (this.#timers.now() - due > heldUpMilliseconds) this.#renewAfter(hearMilliseconds);
      else void this.renew();
    });
  }
}

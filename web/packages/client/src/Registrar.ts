import type { Device } from './Device.ts';
import { type Fetch, inTime, reasonOf } from './Fetch.ts';
import { FieldReader } from './FieldReader.ts';
import type { Timers } from './Timers.ts';

/** What became of a registration. */
export type RegisterOutcome =
  | { readonly outcome: 'registered'; readonly registrationId: string }
  /** The token is not valid, or no longer. */
  | { readonly outcome: 'tokenInvalid' }
  /** The server will not have it, and the same again would not help soon. */
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'unavailable'; readonly reason: string };

/** Registers this device for a person. The same device again renews its registration. */
export class Registrar {
  readonly #url: string;
  readonly #body: string;
  readonly #fetch: Fetch;
  readonly #timers: Timers;

  constructor(url: string, device: Device, deviceId: string, fetch: Fetch, timers: Timers) {
    this.#url = url;
    this.#body = JSON.stringify({ ...device, deviceId });
    this.#fetch = fetch;
    this.#timers = timers;
  }

  /** Asks once. Never rejects; gives up after 10 s as `unavailable`. */
  async register(accessToken: string): Promise<RegisterOutcome> {
    try {
      return await inTime(this.#timers, async (signal) => {
        const response = await this.#fetch(this.#url, {
          method: 'POST',
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            authorization: `Bearer ${accessToken}`,
          },
          body: this.#body,
          credentials: 'omit',
          cache: 'no-store',
          signal,
        });
        if (response.ok) {
          return { outcome: 'registered', registrationId: new FieldReader(await response.json()).id('id') };
        }
        const reason = `HTTP ${response.status}`;
        if (response.status === 401) return { outcome: 'tokenInvalid' };
        if (response.status === 429 || response.status >= 500) return { outcome: 'unavailable', reason };
        return { outcome: 'refused', reason };
      });
    } catch (error) {
      return { outcome: 'unavailable', reason: reasonOf(error) };
    }
  }
}

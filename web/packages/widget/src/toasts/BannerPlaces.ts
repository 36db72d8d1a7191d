import type { RedlineClient } from '@redline/client';

/** An element that shows the banners of a client. */
interface BannerPlace {
  readonly client: RedlineClient | null;
}

/**
 * Where banners are shown on this page. Alerts that are to be banners are so only where the page has a place for them;
 * elsewhere they are toasts, so that none is lost.
 */
export class BannerPlaces {
  readonly #places = new Set<BannerPlace>();
  readonly #followers = new Set<() => void>();

  add(place: BannerPlace): void {
    this.#places.add(place);
    this.changed();
  }

  remove(place: BannerPlace): void {
    this.#places.delete(place);
    this.changed();
  }

  /** To be called when a place has got another client. */
  changed(): void {
    for (const follow of this.#followers) follow();
  }

  /** Calls back whenever there may be another place; gives what ends that. */
  follow(changed: () => void): () => void {
    this.#followers.add(changed);
    return () => void this.#followers.delete(changed);
  }

  has(client: RedlineClient): boolean {
    return [...this.#places].some((place) => place.client === client);
  }
}

/** Those of this page. */
export const bannerPlaces = new BannerPlaces();

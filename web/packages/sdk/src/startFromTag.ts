import type { RedlineSdk } from './RedlineSdk.ts';
import { tokensFrom } from './tokensFrom.ts';

/**
 * Starts with what the script's tag says: `data-token-url`, and `data-server`, by default where the script is from, and `data-lang`.
 * Without a token URL the page calls `start` itself. A mistake is reported and stops nothing else.
 */
export function startFromTag(tag: Element | null, base: string, sdk: Pick<RedlineSdk, 'start' | 'report'>): void {
  const tokenUrl = tag?.getAttribute('data-token-url');
  if (tag == null || tokenUrl == null) return;
  try {
    const server = tag.getAttribute('data-server') ?? new URL(tag.getAttribute('src') ?? '', base).origin;
    const language = tag.getAttribute('data-lang') ?? undefined;
    sdk.start({ server, getToken: tokensFrom(new URL(tokenUrl, base).href), language });
  } catch (error) {
    sdk.report('not started: look at data-server and data-token-url of the script tag.', error);
  }
}

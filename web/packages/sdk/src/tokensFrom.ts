import type { StartOptions } from './contract.ts';

/**
 * Asks a URL of the page's own server for tokens: POST, with the page's cookies where it is of the same origin. The
 * answer is JSON: a text, `{accessToken, expiresIn}`, or what a token endpoint answers.
 */
export function tokensFrom(url: string, fetch: typeof globalThis.fetch = globalThis.fetch): StartOptions['getToken'] {
  return async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json' },
      credentials: 'same-origin',
      cache: 'no-store',
    });
    if (!response.ok) throw new Error(`HTTP ${response.status} from the token URL`);
    const body = await response.json();
    if (typeof body === 'string' || body?.access_token === undefined) return body;
    return { accessToken: body.access_token, expiresIn: body.expires_in };
  };
}

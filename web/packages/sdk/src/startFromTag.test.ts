import { describe, expect, it, vi } from 'vitest';
import { startFromTag } from './startFromTag.ts';
import { tokensFrom } from './tokensFrom.ts';

const base = 'https://desk.example/agents/page.html';

function start(attributes: Record<string, string>) {
  const tag = document.createElement('div');
  for (const [name, value] of Object.entries(attributes)) tag.setAttribute(name, value);
  const sdk = { start: vi.fn(), report: vi.fn() };
  startFromTag(tag, base, sdk);
  return sdk;
}

describe('the script tag', () => {
  it('starts with the server and the token URL it names', () => {
    const sdk = start({ 'data-server': 'https://redline.example', 'data-token-url': '/token' });
    expect(sdk.start).toHaveBeenCalledExactlyOnceWith({
      server: 'https://redline.example',
      getToken: expect.any(Function),
    });
  });

  it('takes the server the script is from when it names none', () => {
    const sdk = start({ src: 'https://redline.example/sdk/v1/redline-desktop.js', 'data-token-url': '/token' });
    expect(sdk.start.mock.calls[0]?.[0].server).toBe('https://redline.example');
  });

  it('names the language of the toast', () => {
    expect(start({ 'data-token-url': '/token', 'data-lang': 'de' }).start.mock.calls[0]?.[0].language).toBe('de');
  });

  it('leaves it to the page without a token URL', () => {
    expect(start({ 'data-server': 'https://redline.example' }).start).not.toHaveBeenCalled();
  });

  it('reports a mistake', () => {
    const sdk = start({ 'data-server': 'x', 'data-token-url': 'http://[' });
    expect(sdk.report).toHaveBeenCalledOnce();
  });
});

describe('the token URL', () => {
  const answers = (body: unknown, status = 200) =>
    vi.fn(async (_url: unknown, _init?: RequestInit) => new Response(JSON.stringify(body), { status }));

  it.each([
    ['T', 'T'],
    [
      { accessToken: 'T', expiresIn: 60 },
      { accessToken: 'T', expiresIn: 60 },
    ],
    [
      { access_token: 'T', token_type: 'Bearer', expires_in: 60 },
      { accessToken: 'T', expiresIn: 60 },
    ],
  ])('may answer %j', async (body, token) => {
    const fetch = answers(body);
    expect(await tokensFrom('https://desk.example/token', fetch)()).toEqual(token);
    expect(fetch.mock.calls[0]).toMatchObject([
      'https://desk.example/token',
      { method: 'POST', credentials: 'same-origin' },
    ]);
  });

  it('that refuses fails with the status', async () => {
    await expect(tokensFrom('https://desk.example/token', answers({}, 401))()).rejects.toThrow('HTTP 401');
  });
});

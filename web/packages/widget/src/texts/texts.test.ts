import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { samplesOf } from '../testing/samples.ts';
import type { Texts } from './english.ts';
import { chooseLanguage, languageAround, languages, pageLanguage, speechOf } from './texts.ts';

afterEach(() => document.body.replaceChildren());

describe('the language', () => {
  it.each([
    [['de'], 'de'],
    [['de-AT', 'en'], 'de'],
    [['de_CH'], 'de'],
    [['fr-FR', 'de', 'en'], 'de'],
    [['fr'], 'en'],
    [[null, undefined, ''], 'en'],
    [['deutsch'], 'en'],
  ] as const)('of %j is %s', (wanted, language) => expect(chooseLanguage(wanted)).toBe(language));

  it('of a page of ours is what its address asks for, else the browser’s', () => {
    expect(pageLanguage('?langTag=de-de', ['en-US'])).toBe('de');
    expect(pageLanguage('?langTag=fr', ['de'])).toBe('de');
    expect(pageLanguage('', ['xx', 'en'])).toBe('en');
  });

  it('of an element is the nearest there is, through shadow trees', () => {
    const [outer, inner] = [document.createElement('div'), document.createElement('p')];
    outer.lang = 'de';
    outer.attachShadow({ mode: 'open' }).append(inner);
    document.body.append(outer);
    expect(languageAround(inner)).toBe('de');
    inner.lang = 'en';
    expect(languageAround(inner)).toBe('en');
  });

  it('of a page in a language without texts is the browser’s', () => {
    const element = document.createElement('div');
    element.lang = 'fr';
    document.body.append(element);
    const browser = vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr', 'de-DE']);
    expect(languageAround(element)).toBe('de');
    browser.mockRestore();
  });
});

const words = readFileSync(resolve(import.meta.dirname, '../../../../../docs/ui-words.md'), 'utf8');

describe.each(languages)('the texts in %s', (language) => {
  const { texts } = speechOf(language, 'UTC');
  const samples = Object.entries(samplesOf(texts)).flatMap(([key, all]) => all.map((text) => [key, text] as const));
  const lengthOf = (key: keyof Texts) => Math.max(...samplesOf(texts)[key].map((text) => text.length));

  it('are all there', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(speechOf('en').texts).sort());
    for (const [key, text] of samples) expect(text, key).not.toMatch(/undefined|null|NaN|^\s*$/);
  });

  it.each(samples)('has for %s "%s" in docs/ui-words.md', (_key, text) => expect(words).toContain(text));

  it('shouts at nobody', () => {
    for (const [key, text] of samples) expect(text, key).not.toContain('!');
  });

  it('fits 300 pixels: buttons side by side, headings of columns, and two lines for a sentence', () => {
    for (const key of ['hide', 'take', 'tryNow', 'signIn', 'reload'] as const)
      expect(lengthOf(key)).toBeLessThanOrEqual(15);
    expect(lengthOf('take') + lengthOf('hide')).toBeLessThanOrEqual(26);
    for (const key of ['waiting', 'longestWait'] as const) expect(lengthOf(key)).toBeLessThanOrEqual(14);
    for (const key of ['severity', 'role'] as const) expect(lengthOf(key)).toBeLessThanOrEqual(12);
    for (const [key, text] of samples) expect(text.length, key).toBeLessThanOrEqual(76);
  });
});

it('differs between the languages, but for what is the same in both', () => {
  const same = ['nobodyWaits', 'message', 'test', 'role', 'severity'];
  const [en, de] = [samplesOf(speechOf('en', 'UTC').texts), samplesOf(speechOf('de', 'UTC').texts)];
  for (const key of Object.keys(en) as (keyof Texts)[]) {
    if (!same.includes(key)) expect(de[key], key).not.toEqual(en[key]);
  }
});

it('shouts at nobody in docs/ui-words.md either', () => expect(words).not.toContain('!'));

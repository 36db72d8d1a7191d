import { english, type Texts } from './english.ts';
import { Formats } from './Formats.ts';
import { german } from './german.ts';

/**
 * Every sentence people read, by language. docs/ui-words.md lists them with the reasons; a test compares the two. A
 * language more is a file beside these and a line here.
 */
const catalogue = { en: english, de: german } as const satisfies Record<string, (format: Formats) => Texts>;

/** A language there are texts in. */
export type Language = keyof typeof catalogue;

/** All of them; the first is for people whose language is missing. */
export const languages = Object.keys(catalogue) as readonly Language[];

/** The texts of a language, with what else a sentence is made of. Immutable. */
export interface Speech {
  readonly language: Language;
  /** Which way the language is written. */
  readonly direction: 'ltr' | 'rtl';
  readonly texts: Texts;
  readonly format: Formats;
}

/** The first language that is there, of tags as browsers have them, best first: `de-AT` is German. */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const tag of wanted) {
    const primary = tag?.split(/[-_]/, 1)[0]?.toLowerCase();
    const found = languages.find((language) => language === primary);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** The language of a page of ours: of `?langTag=`, else the browser's. */
export function pageLanguage(search: string, browser: readonly string[]): Language {
  return chooseLanguage([new URLSearchParams(search).get('langTag'), ...browser]);
}

const made = new Map<string, Speech>();

/** The texts of a language with times of a zone, by IANA name; without one, of the zone of this machine. */
export function speechOf(language: Language, timeZone?: string): Speech {
  const key = `${language} ${timeZone}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const format = new Formats(language, timeZone);
  const speech: Speech = { language, direction: 'ltr', texts: catalogue[language](format), format };
  made.set(key, speech);
  return speech;
}

/** The language an element stands in: the page's, as far as there are texts in it, else the browser's. */
export function languageAround(element: Element): Language {
  return chooseLanguage([langAttribute(element), ...navigator.languages]);
}

/** The nearest `lang`, from inside shadow trees too. */
function langAttribute(element: Element): string | null {
  let at: Node | null = element;
  while (at !== null) {
    const lang: string | null = at instanceof Element ? at.getAttribute('lang') : null;
    if (lang !== null && lang !== '') return lang;
    at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : null);
  }
  return null;
}

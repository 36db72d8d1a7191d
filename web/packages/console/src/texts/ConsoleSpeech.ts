import { type Language, type Speech, speechOf } from '@redline/widget';
import { type ConsoleTexts, english } from './english.ts';
import { german } from './german.ts';

const catalogue = { en: english, de: german } as const satisfies Record<Language, unknown>;

/** The texts of a language, with how it writes numbers and times. Immutable. */
export interface ConsoleSpeech {
  readonly language: Language;
  /** Which way the language is written. */
  readonly direction: Speech['direction'];
  readonly texts: ConsoleTexts;
  readonly format: Speech['format'];
  /** `Nov 22, 10:42:07`: an instant of the API. */
  readonly moment: (instant: string) => string;
  /** `10:42:07` */
  readonly clock: (instant: string | number) => string;
  /** `0.4 s`, `6:12`: between two instants of the API. */
  readonly between: (from: string, to: string) => string;
}

const made = new Map<string, ConsoleSpeech>();

export function consoleSpeechOf(language: Language): ConsoleSpeech {
  const known = made.get(language);
  if (known !== undefined) return known;
  const { format, direction } = speechOf(language);
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
  const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const clock = (instant: string | number) => format.clockWithSeconds(new Date(instant).getTime());
  const speech: ConsoleSpeech = {
    language,
    direction,
    texts: catalogue[language](format),
    format,
    clock,
    moment: (instant) => `${day.format(new Date(instant))}, ${clock(instant)}`,
    between: (from, to) => {
      const lasted = Math.max(0, new Date(to).getTime() - new Date(from).getTime()) / 1_000;
      return lasted < 60 ? `${seconds.format(lasted)} s` : format.running(lasted);
    },
  };
  made.set(language, speech);
  return speech;
}

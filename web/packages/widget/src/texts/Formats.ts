import type { Instant } from '@redline/client';

/** A word by grammatical number, as `Intl.PluralRules` names them; `other` is for every number that has no form of its own. */
export type Forms = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };

/** How numbers, times and counts are written in one language and time zone. Immutable. */
export class Formats {
  readonly language: string;
  readonly #clock: Intl.DateTimeFormat;
  readonly #clockWithSeconds: Intl.DateTimeFormat;
  readonly #zone: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;
  readonly #plural: Intl.PluralRules;

  /** `timeZone` is an IANA name; undefined is the zone of the machine. */
  constructor(language: string, timeZone: string | undefined) {
    this.language = language;
    const zone = timeZone === undefined ? {} : { timeZone };
    // Twenty-four hours everywhere: "10:02" must be told from "22:02" at a glance.
    const clock = { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    this.#clock = new Intl.DateTimeFormat(language, clock);
    this.#clockWithSeconds = new Intl.DateTimeFormat(language, { ...clock, second: '2-digit' });
    this.#zone = new Intl.DateTimeFormat(language, { ...zone, timeZoneName: 'short' });
    this.#number = new Intl.NumberFormat(language);
    this.#plural = new Intl.PluralRules(language);
  }

  /** `10:42` */
  clock(instant: Instant): string {
    return this.#clock.format(instant);
  }

  /** `10:42:07` */
  clockWithSeconds(instant: Instant): string {
    return this.#clockWithSeconds.format(instant);
  }

  /** The zone of all times at an instant, as people call it: `UTC`, `CET`, and in summer `CEST`. */
  zone(instant: Instant): string {
    return this.#zone.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
  }

  /** `1,200`, or as the language writes it. */
  number(value: number): string {
    return this.#number.format(value);
  }

  /** `1 queue`, `4 queues` */
  count(value: number, forms: Forms): string {
    return `${this.number(value)} ${forms[this.#plural.select(value)] ?? forms.other}`;
  }

  /** `6:12`, from an hour on `1:06:12`. Fractions are cut off: a wait of 6:12.9 has not reached 6:13. */
  running(seconds: number): string {
    const whole = Math.max(0, Math.floor(seconds));
    const hours = Math.floor(whole / 3_600);
    const minutes = Math.floor(whole / 60) % 60;
    return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  }

  /** A limit as an operator wrote it: `5 min`, `45 s`, `1 min 30 s`. The units are the same in every language. */
  limit(seconds: number): string {
    const minutes = Math.floor(seconds / 60);
    const rest = Math.round((seconds - minutes * 60) * 1_000) / 1_000;
    if (minutes === 0) return `${this.number(rest)} s`;
    return rest === 0 ? `${minutes} min` : `${minutes} min ${this.number(rest)} s`;
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

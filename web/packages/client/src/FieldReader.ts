import type { Instant } from './Alert.ts';

/** Why a frame was rejected; never leaves the parser. */
export class FieldError extends Error {}

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/**
 * Reads named fields of one JSON object and throws FieldError, naming the path, when one is missing or of the wrong
 * kind. Fields nobody asks for are not looked at: a later server may add some.
 */
export class FieldReader {
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #path: string;

  constructor(value: unknown, path = '') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new FieldError(`${path === '' ? 'frame' : path} is not an object`);
    }
    this.#object = value as Record<string, unknown>;
    this.#path = path;
  }

  text(name: string): string {
    const value = this.#object[name];
    return typeof value === 'string' ? value : this.#reject(name, 'a text');
  }

  /** A text that must say something: ids and names that are empty identify nothing. */
  id(name: string): string {
    const value = this.text(name);
    return value === '' ? this.#reject(name, 'a text that is not empty') : value;
  }

  textOrNull(name: string): string | null {
    return this.#isNull(name) ? null : this.text(name);
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.#object[name];
    return allowed.find((candidate) => candidate === value) ?? this.#reject(name, `one of ${allowed.join(', ')}`);
  }

  number(name: string): number {
    const value = this.#object[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : this.#reject(name, 'a number');
  }

  numberOrNull(name: string): number | null {
    return this.#isNull(name) ? null : this.number(name);
  }

  /** A whole number of zero or more. */
  count(name: string): number {
    const value = this.#object[name];
    return Number.isSafeInteger(value) && (value as number) >= 0
      ? (value as number)
      : this.#reject(name, 'a whole number of zero or more');
  }

  positive(name: string): number {
    const value = this.number(name);
    return value > 0 ? value : this.#reject(name, 'greater than zero');
  }

  flag(name: string): boolean {
    const value = this.#object[name];
    return typeof value === 'boolean' ? value : this.#reject(name, 'true or false');
  }

  instant(name: string): Instant {
    const value = this.text(name);
    const instant = instantPattern.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(instant) ? this.#reject(name, 'an instant in UTC') : instant;
  }

  instantOrNull(name: string): Instant | null {
    return this.#isNull(name) ? null : this.instant(name);
  }

  object(name: string): FieldReader {
    return new FieldReader(this.#object[name], this.#at(name));
  }

  objectOrNull<T>(name: string, read: (item: FieldReader) => T): T | null {
    return this.#isNull(name) ? null : read(this.object(name));
  }

  list<T>(name: string, read: (item: FieldReader) => T): T[] {
    const value = this.#object[name];
    if (!Array.isArray(value)) return this.#reject(name, 'a list');
    return value.map((item, index) => read(new FieldReader(item, `${this.#at(name)}[${index}]`)));
  }

  /** All fields of the object `name`, each a number. */
  numbers(name: string): Record<string, number> {
    const reader = this.object(name);
    return Object.fromEntries(Object.keys(reader.#object).map((key) => [key, reader.number(key)]));
  }

  /** A value of any kind that must be present. */
  any(name: string): unknown {
    return name in this.#object ? this.#object[name] : this.#reject(name, 'present');
  }

  has(name: string): boolean {
    return name in this.#object;
  }

  #isNull(name: string): boolean {
    return name in this.#object && this.#object[name] === null;
  }

  #at(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  #reject(name: string, expected: string): never {
    throw new FieldError(`${this.#at(name)} is not ${expected}`);
  }
}

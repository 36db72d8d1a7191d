import { describe, expect, it } from 'vitest';
import { Formats } from './Formats.ts';

const english = new Formats('en', 'UTC');
const german = new Formats('de', 'Europe/Berlin');
const winter = Date.UTC(2026, 10, 22, 9, 2, 7);
const summer = Date.UTC(2026, 6, 22, 22, 2, 7);

it('writes twenty-four hours in every language, in its zone, summer time too', () => {
  expect(english.clock(winter)).toBe('09:02');
  expect(english.clock(Date.UTC(2026, 0, 1))).toBe('00:00');
  expect(english.clockWithSeconds(summer)).toBe('22:02:07');
  expect(german.clock(winter)).toBe('10:02');
  expect(german.clockWithSeconds(summer)).toBe('00:02:07');
});

it('names the zone as people call it there', () => {
  expect(english.zone(winter)).toBe('UTC');
  expect(german.zone(winter)).toBe('MEZ');
  expect(german.zone(summer)).toBe('MESZ');
  expect(new Formats('en', 'America/Chicago').zone(winter)).toBe('CST');
});

it('counts as the language does', () => {
  const forms = { one: 'queue', other: 'queues' };
  expect([0, 1, 2].map((count) => english.count(count, forms))).toEqual(['0 queues', '1 queue', '2 queues']);
  expect(english.count(1_200, forms)).toBe('1,200 queues');
  expect(german.number(1_200)).toBe('1.200');
  // A language without a form for one, and one with a form that nobody has given.
  expect(new Formats('ja', 'UTC').count(1, forms)).toBe('1 queues');
  expect(new Formats('pl', 'UTC').count(3, forms)).toBe('3 queues');
});

describe('durations', () => {
  it.each([
    [0, '0:00'],
    [59.99, '0:59'],
    [372, '6:12'],
    [3_599, '59:59'],
    [3_972, '1:06:12'],
    [-3, '0:00'],
  ])('%f seconds run as %s', (seconds, text) => expect(english.running(seconds)).toBe(text));

  it.each([
    [300, '5 min', '5 min'],
    [45, '45 s', '45 s'],
    [90, '1 min 30 s', '1 min 30 s'],
    [3_600, '60 min', '60 min'],
    [0.5, '0.5 s', '0,5 s'],
  ])('a limit of %f seconds reads %s, in German %s', (seconds, en, de) => {
    expect(english.limit(seconds)).toBe(en);
    expect(german.limit(seconds)).toBe(de);
  });
});

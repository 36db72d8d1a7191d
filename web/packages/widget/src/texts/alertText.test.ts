import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isolated, queueLabel } from './alertFacts.ts';
import { type AlertFacts, alertText, longestWaitText, type OverFacts, overText } from './alertText.ts';
import { speechOf } from './texts.ts';

const english = speechOf('en', 'UTC');
const german = speechOf('de', 'UTC');
const facts: AlertFacts = {
  queue: 'Billing',
  waitLimitSeconds: 300,
  waitingCount: 7,
  freeCount: 0,
  longestSeconds: 372,
  nextUpdateAt: null,
  test: false,
};
const over: OverFacts = {
  queue: 'Billing',
  waitLimitSeconds: 300,
  conditionCleared: true,
  nextUpdateAt: null,
  resolvedAt: Date.UTC(2026, 10, 22, 10, 48),
  lastedSeconds: 360,
};
const unknown = { waitingCount: null, freeCount: null, longestSeconds: null };

describe('an open alert', () => {
  it.each([
    ['agent warning', 'WARNING', 'AGENT', {}, 'Billing: long wait. Over 5 min, 7 waiting.'],
    ['agent critical', 'CRITICAL', 'AGENT', {}, 'Billing: very long wait. Over 5 min, 7 waiting.'],
    ['agent, nothing known', 'WARNING', 'AGENT', unknown, 'Billing: long wait. Over 5 min.'],
    ['agent, another limit', 'WARNING', 'AGENT', { waitLimitSeconds: null }, 'Billing: over its limit. 7 waiting.'],
    ['supervisor', 'CRITICAL', 'SUPERVISOR', {}, 'Billing: over 5 min. 7 waiting, 0 free, longest 6:12.'],
    ['free unknown', 'WARNING', 'SUPERVISOR', { freeCount: null }, 'Billing: over 5 min. 7 waiting, longest 6:12.'],
    ['supervisor, nothing known', 'CRITICAL', 'SUPERVISOR', unknown, 'Billing: over 5 min.'],
    [
      'supervisor, another limit',
      'CRITICAL',
      'SUPERVISOR',
      { waitLimitSeconds: null },
      'Billing: over its limit. 7 waiting, 0 free, longest 6:12.',
    ],
    [
      'one that flaps',
      'CRITICAL',
      'AGENT',
      { nextUpdateAt: Date.UTC(2026, 10, 22, 10, 58) },
      'Billing: very long wait. Over 5 min, 7 waiting. It comes and goes. Next update 10:58.',
    ],
    ['a test', 'WARNING', 'AGENT', { test: true }, 'Test. Billing: long wait. Over 5 min, 7 waiting.'],
  ] as const)('%s', (_name, severity, role, changes, sentence) => {
    expect(alertText(english, { ...facts, ...changes }, severity, role)).toBe(sentence);
  });

  it.each([
    ['WARNING', 'AGENT', {}, 'Billing: lange Wartezeit. Über 5 min, 7 warten.'],
    ['CRITICAL', 'AGENT', { waitingCount: 1 }, 'Billing: sehr lange Wartezeit. Über 5 min, 1 wartet.'],
    ['CRITICAL', 'SUPERVISOR', {}, 'Billing: über 5 min. 7 warten, 0 frei, am längsten 6:12.'],
    ['WARNING', 'AGENT', { waitLimitSeconds: null }, 'Billing: über dem Grenzwert. 7 warten.'],
  ] as const)('in German: %s for %s %j', (severity, role, changes, sentence) => {
    expect(alertText(german, { ...facts, ...changes }, severity, role)).toBe(sentence);
  });

  it('never gives agents running seconds', () => {
    expect(alertText(english, facts, 'CRITICAL', 'AGENT')).not.toMatch(/\d:\d/);
    expect(longestWaitText(english, 372.9, 'AGENT')).toBe('6 min');
    expect(longestWaitText(english, 59.9, 'AGENT')).toBe('under 1 min');
    expect(longestWaitText(german, 119.9, 'AGENT')).toBe('1 min');
    expect(longestWaitText(english, 372.9, 'SUPERVISOR')).toBe('6:12');
  });
});

it('tells what is over', () => {
  expect(overText(english, over)).toBe('Billing back under 5 min at 10:48 (6 min).');
  expect(overText(english, { ...over, waitLimitSeconds: null, lastedSeconds: 20 })).toBe(
    'Billing back under its limit at 10:48 (under 1 min).',
  );
  expect(overText(english, { ...over, conditionCleared: false })).toBe('Billing: warning ended at 10:48 (6 min).');
  expect(overText(german, { ...over, nextUpdateAt: over.resolvedAt + 600_000 })).toBe(
    'Billing seit 10:48 Uhr wieder unter 5 min (6 min). Kommt und geht. Nächste Meldung um 10:58 Uhr.',
  );
  expect(overText(german, over)).toBe('Billing seit 10:48 Uhr wieder unter 5 min (6 min).');
});

it('keeps a name written from right to left from turning the words around it', () => {
  expect(isolated('Billing')).toBe('Billing');
  expect(queueLabel('الفواتير', 'chat')).toBe('\u2068الفواتير\u2069 (chat)');
});

describe('docs/ui-words.md', () => {
  const words = readFileSync(resolve(import.meta.dirname, '../../../../../docs/ui-words.md'), 'utf8');
  const named = { ...facts, queue: '{queue}' };

  it.each(
    [english, german].flatMap((speech) => [
      alertText(speech, named, 'WARNING', 'AGENT'),
      alertText(speech, named, 'CRITICAL', 'AGENT'),
      alertText(speech, named, 'CRITICAL', 'SUPERVISOR'),
      alertText(speech, { ...named, waitLimitSeconds: null }, 'WARNING', 'AGENT'),
    ]),
  )('has "%s"', (text) => expect(words).toContain(text));
});

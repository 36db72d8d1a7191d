import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AlertFacts, alertText, longestWaitText, overText, texts } from './texts.ts';
import { limitTime, runningTime, wholeMinutes } from './times.ts';

const facts: AlertFacts = {
  queue: 'Billing',
  waitLimitSeconds: 300,
  waitingCount: 7,
  freeCount: 0,
  longestSeconds: 372,
  test: false,
};
const unknown = { waitingCount: null, freeCount: null, longestSeconds: null };
const at = (hours: number, minutes: number, seconds = 0) => Date.UTC(2026, 10, 22, hours, minutes, seconds);

describe('alerts', () => {
  it.each([
    ['agent warning', 'WARNING', 'AGENT', {}, 'Billing: long wait. Over 5 min, 7 waiting.'],
    ['agent critical', 'CRITICAL', 'AGENT', {}, 'Billing: very long wait. Over 5 min, 7 waiting.'],
    ['agent, nothing known', 'WARNING', 'AGENT', unknown, 'Billing: long wait. Over 5 min.'],
    ['agent, another limit', 'WARNING', 'AGENT', { waitLimitSeconds: null }, 'Billing: over its limit. 7 waiting.'],
    ['supervisor critical', 'CRITICAL', 'SUPERVISOR', {}, 'Billing: over 5 min. 7 waiting, 0 free, longest 6:12.'],
    ['supervisor warning', 'WARNING', 'SUPERVISOR', {}, 'Billing: over 5 min. 7 waiting, 0 free, longest 6:12.'],
    [
      'no number of free',
      'CRITICAL',
      'SUPERVISOR',
      { freeCount: null },
      'Billing: over 5 min. 7 waiting, longest 6:12.',
    ],
    ['supervisor, nothing known', 'CRITICAL', 'SUPERVISOR', unknown, 'Billing: over 5 min.'],
    [
      'supervisor, another limit',
      'CRITICAL',
      'SUPERVISOR',
      { waitLimitSeconds: null },
      'Billing: over its limit. 7 waiting, 0 free, longest 6:12.',
    ],
    ['a test', 'WARNING', 'AGENT', { test: true }, 'Test. Billing: long wait. Over 5 min, 7 waiting.'],
  ] as const)('%s', (_name, severity, role, changes, sentence) => {
    expect(alertText({ ...facts, ...changes }, severity, role)).toBe(sentence);
  });

  it('never gives agents running seconds', () => {
    expect(alertText(facts, 'CRITICAL', 'AGENT')).not.toMatch(/\d:\d/);
    expect(longestWaitText(372.9, 'AGENT')).toBe('6 min');
    expect(longestWaitText(372.9, 'SUPERVISOR')).toBe('6:12');
  });

  it('tells what is over', () => {
    expect(overText('Billing', 300, true, at(10, 48), 360)).toBe('Billing back under 5 min at 10:48 (6 min).');
    expect(overText('Billing', null, true, at(10, 48), 20)).toBe(
      'Billing back under its limit at 10:48 (under 1 min).',
    );
    expect(overText('Billing', 300, false, at(10, 48), 360)).toBe('Billing: warning ended at 10:48 (6 min).');
  });
});

it('has the sentences of the connection and of an empty list', () => {
  expect(texts.reconnecting).toBe('Reconnecting. Warnings may be late.');
  expect(texts.notConnected(at(10, 2))).toBe('Not connected since 10:02. You will not see warnings here.');
  expect(texts.notConnected(null)).toBe('Not connected. You will not see warnings here.');
  expect(texts.signedOut).toBe('Sign in again to get queue warnings.');
  expect(texts.empty(at(10, 42, 7))).toBe('No queue over its limit. Checked 10:42:07.');
});

it.each([
  [0, '0:00'],
  [59.99, '0:59'],
  [372, '6:12'],
  [3_599, '59:59'],
  [3_972, '1:06:12'],
  [-3, '0:00'],
])('%f seconds run as %s', (seconds, text) => expect(runningTime(seconds)).toBe(text));

it.each([
  [300, '5 min'],
  [45, '45 s'],
  [90, '1 min 30 s'],
  [3_600, '60 min'],
  [0.5, '0.5 s'],
])('a limit of %f seconds reads %s', (seconds, text) => expect(limitTime(seconds)).toBe(text));

it.each([
  [59, 'under 1 min'],
  [60, '1 min'],
  [119, '1 min'],
])('%i seconds are %s', (seconds, text) => expect(wholeMinutes(seconds)).toBe(text));

describe('docs/ui-words.md', () => {
  const words = readFileSync(resolve(import.meta.dirname, '../../../../../docs/ui-words.md'), 'utf8');
  const fixed = Object.values(texts).filter((text) => typeof text === 'string' && text.length > 1);

  it.each(fixed)('has "%s"', (text) => expect(words).toContain(text));

  it.each([
    alertText({ ...facts, queue: '{queue}' }, 'WARNING', 'AGENT'),
    alertText({ ...facts, queue: '{queue}' }, 'CRITICAL', 'AGENT'),
    alertText({ ...facts, queue: '{queue}' }, 'CRITICAL', 'SUPERVISOR'),
    overText('{queue}', 300, true, at(10, 48), 360),
    overText('{queue}', null, true, at(10, 48), 360),
    overText('{queue}', 300, false, at(10, 48), 360),
    texts.notConnected(at(10, 2)),
    texts.empty(at(10, 42, 7)),
    texts.emptyOthers(at(10, 42, 7)),
    texts.emptyNotConnected(at(10, 42, 7)),
    texts.noDataFor('{queue}'),
    texts.noDataForMany(4),
    texts.unconfirmed(2),
    texts.moreQueues(9),
    texts.manyQueues(12),
    texts.taken('{name}', at(10, 42)),
    texts.severity('INFORMATION'),
    texts.viewState('BLIND'),
    texts.viewState('WARMING'),
  ])('has "%s"', (text) => expect(words).toContain(text));

  it('shouts at nobody', () => expect(words).not.toContain('!'));
});

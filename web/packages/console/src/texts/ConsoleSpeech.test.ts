import { expect, it } from 'vitest';
import { consoleSpeechOf } from './ConsoleSpeech.ts';

it('writes moments and durations as the language does', () => {
  const [english, german] = [consoleSpeechOf('en'), consoleSpeechOf('de')];
  expect(english.moment('2026-11-22T10:02:07Z')).toBe('Nov 22, 10:02:07');
  expect(german.moment('2026-11-22T10:02:07Z')).toBe('22. Nov., 10:02:07');
  expect(german.between('2026-11-22T10:02:07Z', '2026-11-22T10:02:08.400Z')).toBe('1,4 s');
  expect(english.between('2026-11-22T10:02:07Z', '2026-11-22T11:08:07Z')).toBe('1:06:00');
});

it('counts runs in words', () => {
  expect(consoleSpeechOf('en').texts.standing(1)).toBe('1 run here now');
  expect(consoleSpeechOf('de').texts.standing(9_640)).toBe('9.640 Läufe gerade hier');
});

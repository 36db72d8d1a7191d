import type { Instant, Role, Severity } from '@redline/client';
import type { Speech } from './texts.ts';

/** What is known of an alert, for a sentence. A part whose value is null is left out. */
export interface AlertFacts {
  /** As people call the queue, with its media type where that is needed. */
  readonly queue: string;
  /** The limit on the wait, in seconds; null when the alert is about something else. */
  readonly waitLimitSeconds: number | null;
  readonly waitingCount: number | null;
  readonly freeCount: number | null;
  readonly longestSeconds: number | null;
  /** It comes and goes; null: it does not. */
  readonly nextUpdateAt: Instant | null;
  readonly test: boolean;
}

/** What of an alert that is over makes a sentence. */
export interface OverFacts {
  readonly queue: string;
  readonly waitLimitSeconds: number | null;
  readonly conditionCleared: boolean;
  readonly nextUpdateAt: Instant | null;
  readonly resolvedAt: Instant;
  /** From the start of the breach to its end. */
  readonly lastedSeconds: number;
}

const listed = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(', ');

/** What a toast or a line of the panel says of an open alert. */
export function alertText(speech: Speech, facts: AlertFacts, severity: Severity, role: Role): string {
  const now = role === 'SUPERVISOR' ? forSupervisor(speech, facts) : forAgent(speech, facts, severity);
  const sentence = now + comesAndGoes(speech, facts);
  return facts.test ? speech.texts.test(sentence) : sentence;
}

function comesAndGoes({ texts }: Speech, { nextUpdateAt }: { readonly nextUpdateAt: Instant | null }): string {
  return nextUpdateAt === null ? '' : ` ${texts.comesAndGoes(nextUpdateAt)}`;
}

function forAgent({ texts, format }: Speech, facts: AlertFacts, severity: Severity): string {
  const waiting = facts.waitingCount === null ? null : texts.waitingCount(facts.waitingCount);
  if (facts.waitLimitSeconds === null) {
    return `${facts.queue}: ${texts.overLimit}.${waiting === null ? '' : ` ${waiting}.`}`;
  }
  const wait = severity === 'CRITICAL' ? texts.veryLongWait : texts.longWait;
  return `${facts.queue}: ${wait}. ${listed([texts.overTime(format.limit(facts.waitLimitSeconds)), waiting])}.`;
}

function forSupervisor({ texts, format }: Speech, facts: AlertFacts): string {
  const limit = facts.waitLimitSeconds;
  const values = listed([
    facts.waitingCount === null ? null : texts.waitingCount(facts.waitingCount),
    facts.freeCount === null ? null : texts.freeCount(facts.freeCount),
    facts.longestSeconds === null ? null : texts.longest(format.running(facts.longestSeconds)),
  ]);
  const over = limit === null ? texts.overLimit : texts.overTimeShort(format.limit(limit));
  return `${facts.queue}: ${over}.${values === '' ? '' : ` ${values}.`}`;
}

/** What the panel says of an alert that is over. */
export function overText(speech: Speech, facts: OverFacts): string {
  const { texts, format } = speech;
  const lasted = texts.minutes(Math.floor(facts.lastedSeconds / 60));
  if (!facts.conditionCleared) return texts.ended(facts.queue, facts.resolvedAt, lasted);
  const limit = facts.waitLimitSeconds === null ? null : format.limit(facts.waitLimitSeconds);
  return texts.over(facts.queue, limit, facts.resolvedAt, lasted) + comesAndGoes(speech, facts);
}

/** A wait as a person of a role may see it: whole minutes for those who must not watch seconds run. */
export function longestWaitText({ texts, format }: Speech, seconds: number, role: Role): string {
  return role === 'SUPERVISOR' ? format.running(seconds) : texts.minutes(Math.floor(seconds / 60));
}

import type { Instant } from '@redline/client';

/** The zone every time is shown in, as people read it. Per-organization zones come with the organization's profile. */
export const timeZoneName = 'UTC';

const two = (value: number) => String(value).padStart(2, '0');

/** `10:42` */
export function clockTime(instant: Instant): string {
  const date = new Date(instant);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** `10:42:07` */
export function clockTimeWithSeconds(instant: Instant): string {
  return `${clockTime(instant)}:${two(new Date(instant).getUTCSeconds())}`;
}

/** `6:12`, from an hour on `1:06:12`. Fractions are cut off: a wait of 6:12.9 has not reached 6:13. */
export function runningTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `6 min`, below a minute `under 1 min`. Whole minutes, for people who must not watch seconds run. */
export function wholeMinutes(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes < 1 ? 'under 1 min' : `${minutes} min`;
}

/** A limit as an operator wrote it: `5 min`, `45 s`, `1 min 30 s`. */
export function limitTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round((seconds - minutes * 60) * 1_000) / 1_000;
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

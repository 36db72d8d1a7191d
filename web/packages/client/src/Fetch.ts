import type { Timers } from './Timers.ts';

/** The part of `fetch` that this package needs. */
export type Fetch = (url: string, request: RequestInit) => Promise<Response>;

/** How long a request may take, its answer's body included. */
const timeoutMilliseconds = 10_000;

/** Does `work`, which must give up when the signal says so, for at most 10 s. Rejects as `work` does. */
export async function inTime<T>(timers: Timers, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const cancelTimeout = timers.after(timeoutMilliseconds, () => abort.abort());
  try {
    return await work(abort.signal);
  } finally {
    cancelTimeout();
  }
}

/** What went wrong, as a text for a log. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

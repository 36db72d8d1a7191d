/** The only way this package sees time pass, so that tests need not wait. */
export interface Timers {
  /** Milliseconds from some fixed point; never goes back, whatever happens to the machine's wall clock. */
  now(): number;
  /** Runs `action` once after `milliseconds` and returns what cancels it. */
  after(milliseconds: number, action: () => void): () => void;
}

/** `performance.now` and `setTimeout`. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, action) {
    const handle = setTimeout(action, milliseconds);
    return () => clearTimeout(handle);
  },
};

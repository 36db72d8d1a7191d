/** The only way this package sees time pass, so that tests need not wait. */
export interface Timers {
  /** Milliseconds from some fixed point; never goes back, whatever happens to the machine's wall clock. */
  now(): number;
  /** Runs `action` once after `milliseconds` and returns what cancels it. */
  after(milliseconds: number, action: () => void): () => void;
  /** Runs `action` once when the next animation frame has been painted, and returns what cancels it. */
  afterPaint(action: () => void): () => void;
}

/** How long an action may wait for a frame: a page that is not shown gets none. */
const frameMilliseconds = 250;

/** `performance.now`, `setTimeout` and `requestAnimationFrame`. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, action) {
    const handle = setTimeout(action, milliseconds);
    return () => clearTimeout(handle);
  },
  afterPaint(action) {
    if (typeof requestAnimationFrame !== 'function') return systemTimers.after(0, action);
    let cancelPainted = () => {};
    // A timer set in a frame runs when that frame has been painted.
    const frame = requestAnimationFrame(() => {
      cancelLate();
      cancelPainted = systemTimers.after(0, action);
    });
    const cancelLate = systemTimers.after(frameMilliseconds, () => {
      cancelAnimationFrame(frame);
      action();
    });
    return () => {
      cancelAnimationFrame(frame);
      cancelLate();
      cancelPainted();
    };
  },
};

import type { ClientFrame } from './Frame.ts';

/** A way to the server that is open or opening: a session of this tab's own, or one through another tab. */
export interface Link {
  /** Sends a frame; false, and nothing is sent, unless it is ready and not over. */
  send(frame: ClientFrame): boolean;
  /** Ends it without a report. */
  end(): void;
}

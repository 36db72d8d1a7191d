import type { Page } from 'playwright-core';

/** What the tests look at in an alert frame. */
export interface SeenAlert {
  readonly alertId: string;
  readonly revision: number;
  readonly state: 'TRIGGERED' | 'ACKNOWLEDGED' | 'RESOLVED';
  readonly severity: 'WARNING' | 'CRITICAL';
  readonly queueName: string;
  readonly openedAt: string;
  readonly triggeredAt: string;
  readonly acknowledgement: { readonly name: string } | null;
}

interface SeenFrame {
  readonly type: string;
  /** Why the server closes. */
  readonly code?: string;
  readonly alert?: SeenAlert;
  readonly alerts?: readonly SeenAlert[];
  readonly clock?: { readonly now: string; readonly speed: number };
}

/** Listens to what the server sends a page, so that a test can wait for it and compare it with what the page shows. */
export class DesktopFrames {
  readonly frames: SeenFrame[] = [];
  #clock: { readonly now: number; readonly speed: number; readonly at: number } | undefined;
  #changed: (() => void)[] = [];

  constructor(page: Page) {
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => this.#take(payload.toString())));
  }

  /** Every alert the server told of, in order: those of resets and of single frames. */
  get alerts(): SeenAlert[] {
    return this.frames.flatMap((frame) => [
      ...(frame.alerts ?? []),
      ...(frame.alert === undefined ? [] : [frame.alert]),
    ]);
  }

  get resets(): SeenFrame[] {
    return this.frames.filter((frame) => frame.type === 'reset');
  }

  /** Milliseconds of wall time until the organization's clock shows an instant. */
  untilSimulated(instant: string): number {
    if (this.#clock === undefined) throw new Error('no hello yet');
    const now = this.#clock.now + (performance.now() - this.#clock.at) * this.#clock.speed;
    return Math.max(0, (Date.parse(instant) - now) / this.#clock.speed);
  }

  /** Waits until something holds of what was sent. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#changed.push(resolve));
  }

  #take(text: string): void {
    const frame = JSON.parse(text) as SeenFrame;
    this.frames.push(frame);
    if (frame.clock !== undefined) {
      this.#clock = { now: Date.parse(frame.clock.now), speed: frame.clock.speed, at: performance.now() };
    }
    const changed = this.#changed;
    this.#changed = [];
    for (const resolve of changed) resolve();
  }
}

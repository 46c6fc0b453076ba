import { setImmediate as nextTurn } from 'node:timers/promises';

const sliceMs = 10;

/** Lets other work of the process have its turn: a long loop awaits `pause` between two items. */
export class Breather {
  private since = performance.now();

  /** True when the loop has held the process for its slice: then await `breathe`. */
  get due(): boolean {
    return performance.now() - this.since >= sliceMs;
  }

  /** Comes back after everything that was waiting had its turn. */
  async breathe(): Promise<void> {
    await nextTurn();
    this.since = performance.now();
  }
}

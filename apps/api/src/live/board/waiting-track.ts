import type { Instant } from '@vigie/calls';

const stepMs = 10_000;
const keptSteps = 372;

/** How many were waiting a while ago, told back from how many wait now and who came and left since. */
export class WaitingTrack {
  private readonly changes = new Map<number, number>();
  private newest: number;

  constructor(now: Instant) {
    this.newest = Math.floor(now / stepMs);
  }

  /** One joined (+1) or left (−1); taking it back is the opposite at the same instant. */
  add(at: Instant, change: number): void {
    const step = Math.floor(at / stepMs);
    if (step <= this.newest - keptSteps) return;
    this.changes.set(step, (this.changes.get(step) ?? 0) + change);
  }

  roll(now: Instant): void {
    this.newest = Math.max(this.newest, Math.floor(now / stepMs));
    for (const step of this.changes.keys()) if (step <= this.newest - keptSteps) this.changes.delete(step);
  }

  /** Those waiting at the instant `at`, rounded down to ten seconds, given those waiting now. */
  waitingAt(at: Instant, waitingNow: number): number {
    const from = Math.floor(at / stepMs);
    let waiting = waitingNow;
    for (const [step, change] of this.changes) if (step >= from) waiting -= change;
    return Math.max(0, waiting);
  }

  /** Those waiting at the end of each of the last `minutes` full minutes, oldest first. */
  minuteEnds(now: Instant, minutes: number, waitingNow: number): number[] {
    const lastEnd = Math.floor(now / 60_000) * 60_000;
    const steps = [...this.changes].sort(([a], [b]) => b - a);
    const ends: number[] = [];
    let waiting = waitingNow;
    let next = 0;
    for (let back = 0; back < minutes; back += 1) {
      const from = (lastEnd - back * 60_000) / stepMs;
      for (let step = steps[next]; step !== undefined && step[0] >= from; step = steps[(next += 1)])
        waiting -= step[1];
      ends.push(Math.max(0, waiting));
    }
    return ends.reverse();
  }
}

import { signal } from '@angular/core';

import { Clock } from '../shell/clock';

/** A clock that moves only when the test says so. */
export class ManualClock {
  private readonly at = signal(Date.parse('2026-11-23T09:42:00Z'));
  readonly second = this.at.asReadonly();

  now(): number {
    return this.at();
  }

  elapsed(): number {
    return this.at();
  }

  advance(ms: number): void {
    this.at.update((at) => at + ms);
  }
}

/** Puts a manual clock in the place of the browser's. */
export const provideManualClock = (clock: ManualClock): { provide: typeof Clock; useValue: ManualClock } => ({
  provide: Clock,
  useValue: clock,
});

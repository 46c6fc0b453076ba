import { DestroyRef, inject, Service, signal } from '@angular/core';

const secondMs = 1000;

/** The only place that reads the browser's clocks. */
@Service()
export class Clock {
  private readonly ticking = signal(Date.now());
  /** The browser's time, ms since 1970, renewed every second and when the page is looked at again. */
  readonly second = this.ticking.asReadonly();

  constructor() {
    const tick = (): void => {
      this.ticking.set(Date.now());
    };
    const timer = setInterval(tick, secondMs);
    document.addEventListener('visibilitychange', tick);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    });
  }

  /** ms since 1970, by the browser. */
  now(): number {
    return Date.now();
  }

  /** ms since some fixed moment; never set back, so that a silence can be measured. */
  elapsed(): number {
    return performance.now();
  }
}

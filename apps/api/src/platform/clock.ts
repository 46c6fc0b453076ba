/** Where the process reads the time: the one place, so that a test can hold it still. */
export abstract class Clock {
  /** The present, in milliseconds since 1970-01-01T00:00:00Z. */
  abstract now(): number;
}

/** The machine's own clock. */
export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }
}

/** A clock that moves only when told to. */
export class ManualClock extends Clock {
  constructor(private instantMs: number) {
    super();
  }

  override now(): number {
    return this.instantMs;
  }

  setTo(instantMs: number): void {
    this.instantMs = instantMs;
  }

  advance(byMs: number): void {
    this.instantMs += byMs;
  }
}

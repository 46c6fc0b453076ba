const shortestMs = 100;
const longestMs = 500;

/** What is done turn by turn. */
export type TurnWork = Readonly<{
  /** Resolves with true where something had to wait for the next turn. */
  work: () => Promise<boolean>;
  /** Told of a turn that failed; `again` where the one before did too. The turns go on. */
  failed: (error: unknown, again: boolean) => void;
}>;

/**
 * The turns of whatever tells its viewers what was folded: one at a time, every half second by itself, and sooner when the
 * bell rings, but never more often than ten times a second.
 */
export class Turns {
  private timer: NodeJS.Timeout | undefined;
  /** By the clock that nobody sets back. */
  private startedAt = -longestMs;
  private isWorking = false;
  private rung = false;
  private away = false;
  private isStopped = false;

  constructor(private readonly parts: TurnWork) {}

  /** Begins, with a turn that is due in so long; what began already goes on. */
  start(inMs: number): void {
    if (!this.isWorking && this.timer === undefined) this.plan(inMs);
  }

  /** Something was folded: look now rather than at the next turn. */
  ring(): void {
    this.rung = true;
    // Counted from the last turn: rings that follow closely do not put the next one off.
    if (!this.isWorking) this.plan(this.startedAt + shortestMs - performance.now());
  }

  /** No turn begins any more; one that is under way ends. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private plan(inMs: number): void {
    clearTimeout(this.timer);
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.take(), Math.max(0, inMs));
    this.timer.unref();
  }

  private async take(): Promise<void> {
    this.startedAt = performance.now();
    [this.isWorking, this.rung] = [true, false];
    try {
      if (await this.parts.work()) this.rung = true;
      this.away = false;
    } catch (error) {
      this.parts.failed(error, this.away);
      this.away = true;
    }
    this.isWorking = false;
    this.plan(this.startedAt + (this.rung ? shortestMs : longestMs) - performance.now());
  }
}

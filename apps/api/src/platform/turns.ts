// By its own name: tests put a clock of theirs in the place of the global one, which knows no shares of the process.
import { performance as processTimes } from 'node:perf_hooks';

const shortestMs = 25;
const busiestMs = 100;
const longestMs = 500;
/** Shares of its time that the process works: below the first it has time to spare, above the other none. */
const [calmShare, busyShare] = [0.4, 0.7];

/** What is done turn by turn. */
export type TurnWork = Readonly<{
  /** Resolves with true where something had to wait for the next turn. */
  work: () => Promise<boolean>;
  /** Told of a turn that failed; `again` where the one before did too. The turns go on. */
  failed: (error: unknown, again: boolean) => void;
}>;

/**
 * The turns of whatever tells its viewers what was folded: one at a time, every half second by itself, and sooner when the
 * bell rings: 25 ms after the beginning of the one before where the process has time to spare, a tenth of a second where it
 * has none. A viewer waits for the turn that is due, so a server that has time lets nobody wait for it (ADR 0155).
 */
export class Turns {
  private timer: NodeJS.Timeout | undefined;
  /** By the clock that nobody sets back. */
  private startedAt = -longestMs;
  /** From the beginning of the last turn to that of one that is rung for, at least. */
  private apartMs = shortestMs;
  private isWorking = false;
  private rung = false;
  private away = false;
  private isStopped = false;

  /** `shareOf`: what share of its time the process worked since it was asked last, from 0 to 1. */
  constructor(
    private readonly parts: TurnWork,
    private readonly shareOf: () => number = shareOfLoop(),
  ) {}

  /** Begins, with a turn that is due in so long; what began already goes on. */
  start(inMs: number): void {
    if (!this.isWorking && this.timer === undefined) this.plan(inMs);
  }

  /** Something was folded: look now rather than at the next turn. */
  ring(): void {
    this.rung = true;
    // Counted from the last turn: rings that follow closely do not put the next one off.
    if (!this.isWorking) this.plan(this.startedAt + this.apartMs - performance.now());
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
    const share = Math.min(1, Math.max(0, (this.shareOf() - calmShare) / (busyShare - calmShare)));
    this.apartMs = shortestMs + share * (busiestMs - shortestMs);
    this.plan(this.startedAt + (this.rung ? this.apartMs : longestMs) - performance.now());
  }
}

function shareOfLoop(): () => number {
  let before = processTimes.eventLoopUtilization();
  return () => {
    const now = processTimes.eventLoopUtilization();
    const { utilization } = processTimes.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  };
}

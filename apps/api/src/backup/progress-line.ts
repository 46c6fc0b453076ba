import type { Clock } from '../platform/clock';

type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** How often a terminal hears of it, and how often a log does. */
const terminalMs = 200;
const logMs = 10_000;

/** Says how far a long work is: on a terminal in one line that is written over, elsewhere in a line now and then. */
export class ProgressLine {
  private readonly beganAt: number;
  private saidAt: number;
  private isShown = false;

  constructor(
    private readonly clock: Clock,
    private readonly output: Output,
  ) {
    this.beganAt = clock.now();
    this.saidAt = this.beganAt;
  }

  show(text: string): void {
    const now = this.clock.now();
    if (now - this.saidAt < (this.output.isTTY ? terminalMs : logMs)) return;
    this.saidAt = now;
    this.output.write(this.output.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
    this.isShown = this.output.isTTY;
  }

  /** Leaves an empty line to whoever speaks next. */
  clear(): void {
    if (this.isShown) this.output.write('\r\u001b[K');
    this.isShown = false;
  }

  /** Since the beginning: `12.3 s`. */
  took(): string {
    return `${((this.clock.now() - this.beganAt) / 1_000).toFixed(1)} s`;
  }
}

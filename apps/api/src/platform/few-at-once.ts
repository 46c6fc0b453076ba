/** How many pieces of work run at a time, and how many may wait. */
export type FewBounds = Readonly<{ atOnce: number; mostWaiting: number }>;

/** Lets a few pieces of work run at a time; others wait in the order in which they came, and no more than a bound. */
export class FewAtOnce {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** `tooMany` says what is thrown where the bound is reached. */
  constructor(
    private readonly bounds: FewBounds,
    private readonly tooMany: () => Error,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.bounds.atOnce) await this.turn();
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  /** Whoever ends hands the place on. */
  private turn(): Promise<void> {
    if (this.waiting.length >= this.bounds.mostWaiting) throw this.tooMany();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

/** What a {@link SharedCommit} needs to know about the work it is given. */
export type SharedCommitOptions<Work, Result> = Readonly<{
  /** Commits several pieces of work in one transaction; answers each in the same order. */
  commit: (works: readonly Work[]) => Promise<readonly Result[]>;
  sizeOf: (work: Work) => number;
  /** Most that goes into one transaction, unless a single piece is larger. */
  maxSize: number;
  /** Whether the failure of a shared transaction may be the fault of one piece alone. */
  isOnesFault: (error: unknown) => boolean;
}>;

type Waiting<Work, Result> = {
  readonly work: Work;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Lets pieces of work that wait at the same time share one transaction, and so one wait for the disk. It is no queue
 * that could lose anything: each caller is answered only after the commit that holds its work.
 *
 * Two transactions are under way at most: while one waits for the disk, the next one is made ready.
 */
export class SharedCommit<Work, Result> {
  private waiting: Waiting<Work, Result>[] = [];
  private waitingSize = 0;
  private running = 0;

  constructor(private readonly options: SharedCommitOptions<Work, Result>) {}

  /** The size of all that waits for its turn. */
  get backlog(): number {
    return this.waitingSize;
  }

  /** True when nothing waits or runs. */
  get idle(): boolean {
    return this.running === 0 && this.waiting.length === 0;
  }

  submit(work: Work): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ work, resolve, reject });
      this.waitingSize += this.options.sizeOf(work);
      this.advance();
    });
  }

  private advance(): void {
    while (this.running < 2 && this.waiting.length > 0) {
      this.running += 1;
      void this.run(this.take()).finally(() => {
        this.running -= 1;
        this.advance();
      });
    }
  }

  private take(): readonly Waiting<Work, Result>[] {
    let size = 0;
    let count = 0;
    for (const { work } of this.waiting) {
      const next = size + this.options.sizeOf(work);
      if (count > 0 && next > this.options.maxSize) break;
      size = next;
      count += 1;
    }
    this.waitingSize -= size;
    return this.waiting.splice(0, count);
  }

  private async run(group: readonly Waiting<Work, Result>[]): Promise<void> {
    try {
      const results = await this.options.commit(group.map(({ work }) => work));
      group.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (group.length > 1 && this.options.isOnesFault(error)) {
        // The others must not suffer for the one that cannot be stored.
        for (const one of group) await this.run([one]);
      } else {
        for (const { reject } of group) reject(error);
      }
    }
  }
}

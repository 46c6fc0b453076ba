/** Work that goes on by itself while the server runs. */
export type BackgroundTask = Readonly<{
  name: string;
  /** Called once the server listens; returns when the work is under way, not when it is done. */
  start: () => void | Promise<void>;
  /** Resolves when nothing of it runs any more. */
  stop: () => Promise<void>;
}>;

/**
 * The server's background work: the server starts it once it listens and stops it before it lets the database go. A
 * command of the command line never starts it.
 */
export class Background {
  private readonly tasks: BackgroundTask[] = [];
  private started: BackgroundTask[] = [];

  add(task: BackgroundTask): void {
    this.tasks.push(task);
  }

  /** Starts every task in the order they were added. */
  async start(): Promise<void> {
    for (const task of this.tasks) {
      this.started.push(task);
      await task.start();
    }
  }

  /** Stops what was started, the latest first; rejects with the first failure after all have been asked. */
  async stop(): Promise<void> {
    const running = this.started.reverse();
    this.started = [];
    const ends = await Promise.allSettled(running.map((task) => task.stop()));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}

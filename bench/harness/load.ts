import { eventsOfCall, type SentEvent } from './calls';
import { nowMs, pause } from './clock';
import { Receipts, sendUntilTaken, type Door } from './producer';

export type LoadOptions = {
  readonly url: Door;
  readonly key: string;
  /** Of all senders together. */
  readonly eventsPerSecond: number;
  readonly callsPerBatch?: number;
  readonly senders?: number;
};

/** Producers that send call after call at a steady pace, and send again what had no answer, until they are told to stop. */
export class Load {
  readonly receipts = new Receipts();
  /** Calls sent so far; all of them are acknowledged once {@link stop} has resolved. */
  calls = 0;
  events = 0;
  private stopping = false;
  private readonly began = performance.now();
  private readonly firstCallAt = nowMs() - 600_000;
  private readonly work: Promise<unknown>;

  constructor(private readonly options: LoadOptions) {
    this.work = Promise.all(Array.from({ length: options.senders ?? 4 }, () => this.sender()));
    // Awaited by `stop`; until then a failure must not count as unhandled.
    this.work.catch(() => undefined);
  }

  /** Ends when everything that was begun is acknowledged. */
  async stop(): Promise<Receipts> {
    this.stopping = true;
    await this.work;
    return this.receipts;
  }

  private async sender(): Promise<void> {
    const { url, key, callsPerBatch = 4 } = this.options;
    while (!this.stopping) {
      const batch = Array.from({ length: callsPerBatch }, () => this.nextCall()).flat();
      const dueMs = (this.events / this.options.eventsPerSecond) * 1_000;
      this.events += batch.length;
      await pause(Math.max(0, dueMs - (performance.now() - this.began)));
      await sendUntilTaken(url, key, batch, this.receipts);
    }
  }

  private nextCall(): readonly SentEvent[] {
    const n = this.calls;
    this.calls += 1;
    return eventsOfCall(n, this.firstCallAt + 10 * n);
  }
}

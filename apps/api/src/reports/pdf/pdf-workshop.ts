import { Worker } from 'node:worker_threads';
import type { ReportDocument } from '@vigie/contracts';

export type PdfAnswer =
  { readonly bytes: Uint8Array<ArrayBuffer>; readonly failure?: undefined } | { readonly failure: string };

/** `asked`: a person waits for it. `due`: it is wanted, but whoever is waiting goes first. */
export type Urgency = 'asked' | 'due';

type Job = {
  readonly document: ReportDocument;
  readonly done: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly failed: (error: Error) => void;
};
export type Patience = {
  /** A drawing that takes longer is given up, in ms. */
  readonly drawingMs: number;
  /** A thread without work is let go after this, in ms; its fonts go with it. */
  readonly idleMs: number;
  /** More than this waiting are refused. */
  readonly waiting: number;
  /** The thread's own memory, in MB. */
  readonly memoryMb: number;
};
const usualPatience: Patience = { drawingMs: 30_000, idleMs: 60_000, waiting: 1_000, memoryMb: 256 };

/**
 * Draws reports one after the other in a thread of its own, so that two hundred of them at the end of a month never
 * hold up the live board. The thread is started when it is needed; one that dies takes only its own drawing with it.
 */
export class PdfWorkshop {
  private readonly waiting: Readonly<Record<Urgency, Job[]>> = { asked: [], due: [] };
  private readonly patience: Patience;
  private worker: Worker | undefined;
  private current: Job | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** `program` is the bundled worker. */
  constructor(
    private readonly program: URL,
    patience: Partial<Patience> = {},
  ) {
    this.patience = { ...usualPatience, ...patience };
  }

  draw(document: ReportDocument, urgency: Urgency = 'asked'): Promise<Uint8Array<ArrayBuffer>> {
    if (this.waiting.asked.length + this.waiting.due.length >= this.patience.waiting) {
      return Promise.reject(new Error('too many reports are waiting to be drawn'));
    }
    return new Promise((done, failed) => {
      this.waiting[urgency].push({ document, done, failed });
      this.next();
    });
  }

  /** Lets the thread go; what was waiting fails. */
  async close(): Promise<void> {
    for (const job of [...this.waiting.asked.splice(0), ...this.waiting.due.splice(0)]) {
      job.failed(new Error('the server is stopping'));
    }
    await this.worker?.terminate();
  }

  private next(): void {
    if (this.current !== undefined) return;
    this.current = this.waiting.asked.shift() ?? this.waiting.due.shift();
    clearTimeout(this.timer);
    if (this.current === undefined) {
      this.rest();
      return;
    }
    const worker = this.started();
    // While it draws, the process waits for it; idle, it holds nobody back.
    worker.ref();
    const { drawingMs } = this.patience;
    this.timer = setTimeout(() => {
      this.finish({ failure: `drawing the report took more than ${drawingMs} ms` });
      this.discard(worker);
    }, drawingMs);
    worker.postMessage(this.current.document);
  }

  private rest(): void {
    const { worker } = this;
    if (worker === undefined) return;
    worker.unref();
    this.timer = setTimeout(() => {
      this.discard(worker);
    }, this.patience.idleMs).unref();
  }

  private started(): Worker {
    if (this.worker !== undefined) return this.worker;
    const worker = new Worker(this.program, {
      name: 'reports',
      resourceLimits: { maxOldGenerationSizeMb: this.patience.memoryMb },
    });
    worker.on('message', (answer: PdfAnswer) => {
      if (this.worker !== worker) return;
      this.finish(answer);
      this.next();
    });
    // A thread that dies says why first, then that it is gone.
    let reason = 'the thread that draws reports stopped';
    worker.on('error', (error: unknown) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      if (this.worker !== worker) return;
      this.worker = undefined;
      this.finish({ failure: reason });
      this.next();
    });
    this.worker = worker;
    return worker;
  }

  private finish(answer: PdfAnswer): void {
    const job = this.current;
    this.current = undefined;
    clearTimeout(this.timer);
    if (answer.failure === undefined) job?.done(answer.bytes);
    else job?.failed(new Error(answer.failure));
  }

  private discard(worker: Worker): void {
    if (this.worker === worker) this.worker = undefined;
    void worker.terminate();
    this.next();
  }
}

import type { EventIntake } from '../../intake/event-intake';
import { isPassing } from '../../platform/database-fault';
import { ConnectorFault, toConnectorFault } from '../connector-fault';
import { paused } from './connector-lease';
import type { CountedAnswer } from './connector-counts';

/** Events in memory while the database is away; beyond them the connection ends, and what is missed is a gap. */
const mostWaiting = 50_000;
const mostAtOnce = 1_000;
const outagePauseMs = 500;

/** What a connector that cannot ask its source to wait hands its events to. */
export type OutboxParts = Readonly<{
  tenantId: string;
  intake: Pick<EventIntake, 'receive'>;
  signal: AbortSignal;
  counted: (answer: CountedAnswer) => void;
  /** Nothing can be kept just now; it is tried again. */
  troubled: (fault: ConnectorFault) => void;
}>;

type Entry = { readonly event: unknown } | { readonly mark: () => Promise<void> };

/**
 * Hands events in, in their order, as many at once as wait; while the database does not answer they stay in memory, up to a bound. A
 * mark is done once all that came before it is committed.
 */
export class EventOutbox {
  private waiting: Entry[] = [];
  private sending: Promise<void> | null = null;
  private failure: Error | null = null;

  constructor(private readonly parts: OutboxParts) {}

  /** Throws what ended the sending, or `overrun` when more waits than memory should hold. */
  push(events: readonly unknown[]): void {
    if (this.failure !== null) throw this.failure;
    if (this.waiting.length + events.length > mostWaiting)
      throw new ConnectorFault('overrun', `More than ${mostWaiting} events wait for the database.`);
    for (const event of events) this.waiting.push({ event });
    this.wake();
  }

  /** Never done where what came before it could not be committed. */
  mark(done: () => Promise<void>): void {
    if (this.failure !== null) return;
    this.waiting.push({ mark: done });
    this.wake();
  }

  /** Resolves when all that was pushed is committed, or nothing can be any more. */
  async drained(): Promise<void> {
    while (this.sending !== null) await this.sending;
  }

  private wake(): void {
    this.sending ??= this.send()
      .catch((error: unknown) => {
        this.failure = toConnectorFault(error);
        this.waiting = [];
      })
      .finally(() => {
        this.sending = null;
      });
  }

  private async send(): Promise<void> {
    while (this.waiting.length > 0) {
      const marked = this.waiting.findIndex((entry) => 'mark' in entry);
      const upTo = marked === 0 ? 1 : Math.min(mostAtOnce, marked < 0 ? this.waiting.length : marked);
      const batch = this.waiting.slice(0, upTo);
      if (!(await this.committed(batch))) return;
      this.waiting.splice(0, upTo);
    }
  }

  /** False when it was told to stop while the database was away. */
  private async committed(batch: readonly Entry[]): Promise<boolean> {
    const { tenantId, intake, signal, counted, troubled } = this.parts;
    for (;;) {
      try {
        const [first] = batch;
        if (first !== undefined && 'mark' in first) await first.mark();
        else
          counted(
            await intake.receive(
              tenantId,
              batch.map((entry) => ('event' in entry ? entry.event : null)),
            ),
          );
        return true;
      } catch (error) {
        if (!isPassing(error)) throw error;
        troubled(new ConnectorFault('database_away'));
        if (signal.aborted) return false;
        await paused(outagePauseMs, signal);
      }
    }
  }
}

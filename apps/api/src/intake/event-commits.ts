import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { CommentKeeper, type ScrubbedComment } from '../comments/comment-keeper';
import type { NewEvent } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { databaseFault } from '../platform/database-fault';
import { armedFailpoint } from '../platform/failpoint';
import { Problem } from '../platform/problems';
import { keepNumbers, type KeptNumberRow } from '../privacy/number-vault-store';
import { numberKeepersAt } from '../settings/callback-settings';
import { TenantSettings } from '../settings/tenant-settings';
import { Quarantine, type Refused } from './quarantine';
import { SharedCommit } from './shared-commit';
import { TellingOrder } from './telling-order';

/** What is to be stored of one request, together or not at all. */
export type Batch = {
  readonly events: readonly NewEvent[];
  readonly refused: readonly Refused[];
  /** What may be kept of what patients wrote with some of these events. */
  readonly words?: readonly KeptWords[];
  /** Sealed numbers of callers who may have to be called back. */
  readonly numbers?: readonly KeptNumber[];
};

/** A sealed number, with the event it came with. */
export type KeptNumber = { readonly event: NewEvent; readonly row: KeptNumberRow };

/** What may be kept of a patient's words, with the event it was taken out of. */
export type KeptWords = { readonly event: NewEvent; readonly comment: ScrubbedComment };

/** What became of the events of a batch. */
export type Committed = { readonly accepted: number; readonly duplicates: number };

/** One transaction holds at most this many events of requests that wait together. */
export const eventsPerCommit = 5_000;
/** Beyond this a sender is asked to come back, before memory fills. */
const maxBacklog = 200_000;

/** Stores batches: those of one tenant that wait at the same time in one transaction, each answered after its COMMIT. */
@Injectable()
export class EventCommits {
  private readonly ofTenants = new Map<string, SharedCommit<Batch, Committed>>();
  private readonly order = new TellingOrder();
  private readonly passing = armedFailpoint(process.env);

  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly quarantine: Quarantine,
    private readonly comments: CommentKeeper,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
  ) {}

  /** Rejects when the batch was not committed, as far as can be known; storing it again is then always safe. */
  async store(tenantId: string, batch: Batch): Promise<Committed> {
    if (batch.events.length === 0 && batch.refused.length === 0) return { accepted: 0, duplicates: 0 };
    const commits = this.of(tenantId);
    if (commits.backlog > maxBacklog) {
      const detail = 'Too much waits to be stored. Send the same again.';
      throw new Problem({ code: 'intake_busy', status: 503, detail, retryAfterSeconds: 2 });
    }
    return commits.submit(batch);
  }

  private of(tenantId: string): SharedCommit<Batch, Committed> {
    const known = this.ofTenants.get(tenantId);
    if (known !== undefined) return known;
    const made = new SharedCommit<Batch, Committed>({
      commit: (batches) => this.commit(tenantId, batches),
      sizeOf: ({ events, refused }) => events.length + refused.length,
      maxSize: eventsPerCommit,
      isOnesFault: (error) => databaseFault(error) === undefined,
    });
    this.ofTenants.set(tenantId, made);
    return made;
  }

  private async commit(tenantId: string, batches: readonly Batch[]): Promise<readonly Committed[]> {
    const events = batches.flatMap((batch) => batch.events);
    const { accepted, duplicates } = await this.database.withTenant(
      tenantId,
      async (tx) => {
        const refused = batches.flatMap((batch) => batch.refused);
        await this.quarantine.keep(tx, tenantId, refused);
        const appended = await this.log.append(tx, tenantId, events);
        const known = new Set(appended.duplicates.map((place) => events[place]));
        // An event that comes again brings back nothing that was erased meanwhile.
        const isFresh = ({ event }: { readonly event: NewEvent }): boolean => !known.has(event);
        const words = batches.flatMap((batch) => batch.words ?? []).filter(isFresh);
        await this.comments.keep(
          tx,
          tenantId,
          words.map(({ comment }) => comment),
        );
        const numbers = batches.flatMap((batch) => batch.numbers ?? []).filter(isFresh);
        await this.keepWanted(
          tx,
          tenantId,
          numbers.map(({ row }) => row),
        );
        return appended;
      },
      'intake',
    );
    this.passing('intake:after-commit');
    if (accepted > 0) this.ring(tenantId, events);
    return sharesOf(batches, duplicates);
  }

  /** A request was read by settings some moments old: what a clinic wants kept is asked again where it is kept. */
  private async keepWanted(
    tx: EntityManager,
    tenantId: string,
    rows: readonly KeptNumberRow[],
  ): Promise<void> {
    if (rows.length === 0) return;
    await this.settings.ensureLoaded(tx, tenantId);
    const now = this.clock.now();
    const keepers = numberKeepersAt(this.settings.at(tenantId, now), now);
    const wanted = rows.filter(({ clinicId }) => keepers.has(clinicId));
    await keepNumbers(tx, tenantId, wanted, now);
  }

  private ring(tenantId: string, events: readonly NewEvent[]): void {
    const instants = events.map(({ at }) => at);
    if (this.order.isToGather(tenantId, instants, this.clock.now())) this.bell.ringPast(tenantId);
    else this.bell.ring(tenantId);
  }
}

/** What of the whole belongs to each batch: they were appended one after the other. */
function sharesOf(batches: readonly Batch[], duplicates: readonly number[]): readonly Committed[] {
  let end = 0;
  let next = 0;
  return batches.map(({ events }) => {
    end += events.length;
    const first = next;
    while (next < duplicates.length && (duplicates[next] ?? end) < end) next += 1;
    return { accepted: events.length - (next - first), duplicates: next - first };
  });
}

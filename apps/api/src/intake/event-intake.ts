import { Injectable } from '@nestjs/common';
import type { IntakeAnswer } from '@vigie/contracts';

import type { NewEvent } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { Bell } from '../platform/bell';
import { Database } from '../platform/database';
import { databaseFault } from '../platform/database-fault';
import { notFound, Problem } from '../platform/problems';
import { Keyring } from '../tenants/keyring';
import { TenantDirectory } from '../tenants/tenant-directory';
import { homeCountryOf } from './caller-number';
import { CallerPseudonyms } from './caller-pseudonyms';
import { countOutcomes } from './intake-instruments';
import { inParts } from './in-parts';
import { JoinedAnswers } from './joined-answers';
import { Quarantine, type Refused } from './quarantine';
import { readItems, type ReadItems } from './read-items';
import type { ReadingRules } from './read-event';
import { SharedCommit } from './shared-commit';

/** How a list of items is to be taken. */
export type ReceiveOptions = {
  /** Stands in where an event names no source. */
  readonly source?: string;
  /** The text an item came in, where that is known; asked only for refused ones. */
  readonly textOf?: (index: number) => string;
};

type Batch = { readonly events: readonly NewEvent[]; readonly refused: readonly Refused[] };
type Committed = { readonly accepted: number; readonly duplicates: number };

/** One transaction holds at most this many events of requests that wait together. */
export const eventsPerCommit = 5_000;
/** Beyond this a sender is asked to come back, before memory fills. */
const maxBacklog = 200_000;

/** The door: everything that happens comes in here, in whatever way it is sent. */
@Injectable()
export class EventIntake {
  private readonly commits = new Map<string, SharedCommit<Batch, Committed>>();

  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly quarantine: Quarantine,
    private readonly tenants: TenantDirectory,
    private readonly keyring: Keyring,
    private readonly bell: Bell,
  ) {}

  /**
   * Takes CloudEvents in and answers after COMMIT: what is new goes to the log, what is known is a duplicate, what
   * cannot be read is refused alone and kept in quarantine. Rejects when nothing could be committed; sending the same
   * again is then always safe.
   */
  async receive(
    tenantId: string,
    items: readonly unknown[],
    options: ReceiveOptions = {},
  ): Promise<IntakeAnswer> {
    const read = readItems(items, await this.rulesOf(tenantId, options), options.textOf);
    const { accepted, duplicates } = await this.commit(tenantId, read);
    const answer = {
      received: items.length,
      accepted,
      duplicates,
      rejectedCount: read.refused.length,
      rejected: read.rejected,
    };
    countOutcomes(answer, read.unknownFields);
    return answer;
  }

  /**
   * The same for any number of items, such as weeks of history: in parts of 5,000, each committed on its own, the next
   * one made while the last one is stored.
   */
  async receiveBulk(
    tenantId: string,
    items: Iterable<unknown> | AsyncIterable<unknown>,
    options: Pick<ReceiveOptions, 'source'> = {},
  ): Promise<IntakeAnswer> {
    const answers = new JoinedAnswers();
    let start = 0;
    let stored: Promise<void> = Promise.resolve();
    const store = async (part: readonly unknown[]): Promise<void> => {
      const first = start;
      start += part.length;
      const answer = this.receive(tenantId, part, options);
      await stored;
      stored = answer.then((one) => answers.add(one, (index) => first + index));
      // Awaited one part later; until then a failure must not count as unhandled.
      stored.catch(() => undefined);
    };
    for await (const part of inParts(items, eventsPerCommit)) await store(part);
    await stored;
    return answers.answer();
  }

  /** How an item of that tenant is read. Rejects with 404 when there is no such tenant. */
  async rulesOf(tenantId: string, options: ReceiveOptions = {}): Promise<ReadingRules> {
    const tenant = await this.tenants.find(tenantId);
    if (tenant === undefined) throw notFound('There is no such tenant.');
    const key = this.keyring.keyOf(tenantId, 'caller numbers');
    return { pseudonyms: new CallerPseudonyms(key, homeCountryOf(tenant.timezone)), source: options.source };
  }

  private async commit(tenantId: string, { events, refused }: ReadItems): Promise<Committed> {
    if (events.length === 0 && refused.length === 0) return { accepted: 0, duplicates: 0 };
    const shared = this.commitOf(tenantId);
    if (shared.backlog > maxBacklog) {
      throw new Problem({ code: 'intake_busy', status: 503, detail: 'Too much waits to be stored. Send it again.', retryAfterSeconds: 2 });
    }
    return shared.submit({ events, refused });
  }

  private commitOf(tenantId: string): SharedCommit<Batch, Committed> {
    const known = this.commits.get(tenantId);
    if (known !== undefined) return known;
    const made = new SharedCommit<Batch, Committed>({
      commit: (batches) => this.store(tenantId, batches),
      sizeOf: ({ events, refused }) => events.length + refused.length,
      maxSize: eventsPerCommit,
      isOnesFault: (error) => databaseFault(error) === undefined,
    });
    this.commits.set(tenantId, made);
    return made;
  }

  private async store(tenantId: string, batches: readonly Batch[]): Promise<readonly Committed[]> {
    const events = batches.flatMap((batch) => batch.events);
    const { accepted, duplicates } = await this.database.withTenant(
      tenantId,
      async (tx) => {
        await this.quarantine.keep(tx, tenantId, batches.flatMap((batch) => batch.refused));
        return this.log.append(tx, tenantId, events);
      },
      'intake',
    );
    if (accepted > 0) this.bell.ring(tenantId);
    return sharesOf(batches, duplicates);
  }
}

/** What of the whole belongs to each batch: they were appended one after the other. */
function sharesOf(batches: readonly Batch[], duplicates: readonly number[]): readonly Committed[] {
  let end = 0;
  let next = 0;
  return batches.map(({ events }) => {
    end += events.length;
    const first = next;
    while (next < duplicates.length && (duplicates[next] as number) < end) next += 1;
    return { accepted: events.length - (next - first), duplicates: next - first };
  });
}

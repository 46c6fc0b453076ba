import { Injectable } from '@nestjs/common';
import type { HookAnswer } from '@vigie/contracts';

import { EventIntake } from '../../intake/event-intake';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { TokenBuckets } from '../../platform/token-bucket';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { toConnectorFault, type ConnectorFault } from '../connector-fault';
import { ConnectorKinds } from '../connector-kinds';
import { ConnectorSecrets } from '../connector-secrets';
import { findConnector, type StoredConnector } from '../connector-store';
import type { Connector } from '../connector';
import { Recordings } from '../recording/recordings';
import { countFailure, countHandedIn } from '../runner/connector-instruments';
import type { CountedAnswer } from '../runner/connector-counts';
import { hookEvent, readMessage, type Delivery, type Hook, type HookReading } from './hook';
import { incomplete } from './hook-problems';
import { HookTallies } from './hook-tallies';

/** Messages are short; one with a year of calls in it is no webhook. */
const mostBytes = 1_048_576;
/** Far more than a telephone system of a hundred lines sends. */
const allowance = { perSecond: 100, atOnce: 3_000 };

const nothing: CountedAnswer = { accepted: 0, duplicates: 0, rejectedCount: 0, rejected: [] };

type Understood = HookReading & { readonly message: unknown };

/** Takes what telephone systems deliver: believed, understood, and committed before it is answered. */
@Injectable()
export class HookDeliveries {
  private readonly buckets = new TokenBuckets(allowance);

  constructor(
    private readonly tenants: TenantDirectory,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly kinds: ConnectorKinds,
    private readonly secrets: ConnectorSecrets,
    private readonly intake: EventIntake,
    private readonly tallies: HookTallies,
    private readonly recordings: Recordings,
  ) {}

  /**
   * Rejects with 404 where there is no such connector, 401 where it is not the sender's, 413 and 429. What is signed is taken: what of
   * it means nothing is counted, since to refuse it would only have it sent again.
   */
  async take(tenantId: string, id: string, sent: Omit<Delivery, 'now'>): Promise<HookAnswer> {
    const delivery: Delivery = { ...sent, now: this.clock.now() };
    const { stored, hook } = await this.known(tenantId, id);
    this.refuseTooMany(tenantId, stored, delivery);
    const { source, kind } = stored;
    const reading = this.readIn(tenantId, stored, () => {
      const connector = this.secrets.opened(tenantId, stored);
      return understood(hook, connector, delivery);
    });
    await this.record(tenantId, stored, reading.message);
    const events = reading.facts.map((fact) => hookEvent(source, fact));
    const answer = events.length === 0 ? nothing : await this.intake.receive(tenantId, events);
    this.tallies.heard(tenantId, stored, { answer, unknown: reading.unknown });
    countHandedIn({ tenant: tenantId, source, kind }, answer);
    const [first] = reading.problems;
    if (first !== undefined) this.note(tenantId, stored, incomplete(first));
    const { accepted, duplicates, rejectedCount } = answer;
    return { received: events.length, accepted, duplicates, refused: rejectedCount };
  }

  private async known(tenantId: string, id: string): Promise<{ stored: StoredConnector; hook: Hook }> {
    const tenant = await this.tenants.find(tenantId);
    const stored =
      tenant === undefined
        ? undefined
        : await this.database.withTenant(tenantId, (tx) => findConnector(tx, tenantId, id));
    const hook = stored === undefined ? undefined : this.kinds.find(stored.kind)?.hook;
    if (stored === undefined || hook === undefined) throw notFound();
    return { stored, hook };
  }

  private refuseTooMany(tenantId: string, { id }: StoredConnector, { body, now }: Delivery): void {
    if (body.length > mostBytes)
      throw new Problem({ code: 'too_large', status: 413, detail: 'A delivery holds 1 MB at most.' });
    const bucket = this.buckets.of(`${tenantId} ${id}`, now);
    if (bucket.take(now)) return;
    throw new Problem({
      code: 'too_many_requests',
      status: 429,
      detail: 'More deliveries than a telephone system makes: send the same again later.',
      retryAfterSeconds: bucket.secondsToWait(now),
    });
  }

  private readIn<T>(tenantId: string, stored: StoredConnector, read: () => T): T {
    try {
      return read();
    } catch (error) {
      const fault = toConnectorFault(error);
      this.note(tenantId, stored, fault);
      const status = fault.code === 'body_unreadable' ? 400 : 401;
      throw new Problem({ code: fault.code, status, detail: fault.message, retryable: false });
    }
  }

  /** While somebody wants it recorded. Where that fails, nothing that counts is missing. */
  private async record(
    tenantId: string,
    { id, recording }: StoredConnector,
    message: unknown,
  ): Promise<void> {
    if (recording === null || recording.until <= this.clock.now()) return;
    await this.recordings.once(tenantId, id, { kind: 'message', message }).catch(() => undefined);
  }

  private note(tenantId: string, stored: StoredConnector, fault: ConnectorFault): void {
    const { source, kind } = stored;
    this.tallies.refused(tenantId, stored, fault);
    countFailure({ tenant: tenantId, source, kind }, fault.code);
  }
}

function understood(hook: Hook, connector: Connector, delivery: Delivery): Understood {
  const message = readMessage(hook.admit(connector, delivery));
  return { message, ...hook.read(message, connector.options) };
}

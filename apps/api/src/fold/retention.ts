import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { AuditLog } from '../audit/audit-log';
import { keepSince, waitForCursor } from '../event-log/log-progress-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { RoundRun } from '../platform/rounds/round';
import { monthsBefore } from '../settings/retention';
import { TenantSettings } from '../settings/tenant-settings';
import { DayCalendar } from './day-calendar';
import { forgetAgentDays, forgetCalls, forgetEvents } from './retention-store';
import { Upgrade } from './upgrade';

const dayMs = 86_400_000;

/** What of a tenant is old enough to go: the instants and the date from which on it is kept. */
type Edges = Readonly<{ events: Instant; calls: Instant; agentDays: string }>;

/**
 * Takes away what was kept as long as it may be: events and calls with what their callers answered, and agents' days. The
 * sums stay. Calls go a day before their events, so that the log still tells of every call that is kept.
 */
@Injectable()
export class Retention {
  /** How much one transaction takes away. */
  pace = { rows: 2_000, events: 10_000 };

  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    private readonly upgrade: Upgrade,
    private readonly audit: AuditLog,
  ) {}

  /** Resolves when nothing is left that is old enough, or the process stops. What went is told by the audit log. */
  async run(tenantId: string, { isStopping }: Pick<RoundRun, 'isStopping'>): Promise<void> {
    const edges = await this.edges(tenantId);
    if (edges === undefined) return;
    const { calls, agentDays, events } = edges;
    const { rows } = this.pace;
    const took = {
      calls: await this.all(isStopping, rows, () =>
        this.asFold(tenantId, edges, (tx) => forgetCalls(tx, tenantId, calls, rows)),
      ),
      'agent-days': await this.all(isStopping, rows, () =>
        this.asFold(tenantId, edges, (tx) => forgetAgentDays(tx, tenantId, agentDays, rows)),
      ),
      events: await this.all(isStopping, this.pace.events, () =>
        this.database.asOwner((tx) => forgetEvents(tx, tenantId, events, this.pace.events)),
      ),
    };
    const edgeOf = { calls: iso(calls), 'agent-days': agentDays, events: iso(events) };
    for (const kind of ['calls', 'agent-days', 'events'] as const)
      await this.audit.recordRemoval(tenantId, kind, edgeOf[kind], took[kind]);
  }

  /** Undefined as long as nothing was folded, or what is stored does not follow the code yet: it is read again meanwhile. */
  private edges(tenantId: string): Promise<Edges | undefined> {
    return this.database.withTenant(
      tenantId,
      async (tx) => {
        const cursor = await waitForCursor(tx, tenantId);
        if (cursor === undefined || cursor.seq === 0 || this.upgrade.behind(cursor).size > 0)
          return undefined;
        await this.settings.ensureLoaded(tx, tenantId);
        const { retention, timezone } = this.settings.current(tenantId);
        const now = this.clock.now();
        const events = monthsBefore(now, retention.callMonths);
        const agentsSince = monthsBefore(now, retention.agentMonths);
        return {
          events,
          calls: events + dayMs,
          agentDays: new DayCalendar(timezone).dayOf(agentsSince).date,
        };
      },
      'fold',
    );
  }

  /** The fold holds the same row while it works: neither sees half of what the other does. */
  private asFold(
    tenantId: string,
    { calls, agentDays }: Edges,
    work: (tx: EntityManager) => Promise<number>,
  ): Promise<number> {
    return this.database.withTenant(
      tenantId,
      async (tx) => {
        await waitForCursor(tx, tenantId);
        const count = await work(tx);
        if (count > 0) await keepSince(tx, tenantId, { callsFrom: calls, agentsFrom: agentDays });
        return count;
      },
      'fold',
    );
  }

  private async all(isStopping: () => boolean, most: number, step: () => Promise<number>): Promise<number> {
    let total = 0;
    while (!isStopping()) {
      const count = await step();
      total += count;
      if (count < most) break;
    }
    return total;
  }
}

const iso = (at: Instant): string => new Date(at).toISOString();

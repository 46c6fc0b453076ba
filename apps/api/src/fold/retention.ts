import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { AuditLog } from '../audit/audit-log';
import { keepSince, waitForCursor } from '../event-log/log-progress-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { RoundRun } from '../platform/rounds/round';
import { monthsBefore, type Retention as KeptMonths } from '../settings/retention';
import { forgetSharedOfGone } from '../settings/shared-caller-store';
import { TenantSettings } from '../settings/tenant-settings';
import { keepOfOldCalls } from './campaign-caller-store';
import { DayCalendar } from './day-calendar';
import { ObligationRefold } from './obligation-refold';
import {
  endOwedOfGone,
  forgetAgentDays,
  forgetCalls,
  forgetEvents,
  forgetFollowups,
  forgetLoneHandovers,
} from './retention-store';
import { Upgrade } from './upgrade';

const dayMs = 86_400_000;

/** What of a tenant is old enough to go: the instants and the date from which on it is kept. */
type Edges = Readonly<{ events: Instant; calls: Instant; agentDays: string }>;

/** The edges of what is kept so many months, as of `now`. */
export function edgesOf(
  { callMonths, agentMonths }: Omit<KeptMonths, 'auditMonths'>,
  timezone: string,
  now: Instant,
): Edges {
  const events = monthsBefore(now, callMonths);
  const agentDays = new DayCalendar(timezone).dayOf(monthsBefore(now, agentMonths)).date;
  return { events, calls: events + dayMs, agentDays };
}

/** One kind of what goes, from before when, and how much of it one step takes. */
type Removal = Pick<RoundRun, 'isStopping'> &
  Readonly<{ tenantId: string; kind: string; before: string; most: number }>;

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
    private readonly owed: ObligationRefold,
  ) {}

  /** Resolves when nothing is left that is old enough, or the process stops. What went is told by the audit log. */
  async run(tenantId: string, { isStopping }: Pick<RoundRun, 'isStopping'>): Promise<void> {
    const edges = await this.edges(tenantId);
    if (edges === undefined) return;
    const { calls, agentDays, events } = edges;
    const { rows, events: most } = this.pace;
    const removal = { tenantId, isStopping };
    await this.remove({ ...removal, kind: 'calls', before: iso(calls), most: rows }, () =>
      this.asFold(tenantId, edges, async (tx) => {
        await keepOfOldCalls(tx, tenantId, calls);
        const gone = await forgetCalls(tx, tenantId, calls, rows);
        if (gone > 0) await forgetSharedOfGone(tx, tenantId);
        return gone;
      }),
    );
    await this.remove({ ...removal, kind: 'agent-days', before: agentDays, most: rows }, () =>
      this.asFold(tenantId, edges, (tx) => forgetAgentDays(tx, tenantId, agentDays, rows)),
    );
    await this.remove({ ...removal, kind: 'events', before: iso(events), most }, () =>
      this.database.asOwner((tx) => forgetEvents(tx, tenantId, events, most)),
    );
  }

  /** Takes away one kind, step by step. What went is told even when a later step fails. */
  private async remove(removal: Removal, step: () => Promise<number>): Promise<void> {
    const { tenantId, kind, before, most, isStopping } = removal;
    let total = 0;
    try {
      while (!isStopping()) {
        const count = await step();
        total += count;
        if (count < most) break;
      }
    } finally {
      await this.audit.recordRemoval(tenantId, kind, before, total);
    }
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
        return edgesOf(retention, timezone, this.clock.now());
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
        if (count > 0) {
          await keepSince(tx, tenantId, { callsFrom: calls, agentsFrom: agentDays });
          await forgetLoneHandovers(tx, tenantId, calls);
        }
        await forgetFollowups(tx, tenantId, calls);
        const ended = await endOwedOfGone(tx, tenantId, calls);
        // Those of their calls that are kept may be owed one by themselves.
        if (ended.length > 0) await this.owed.ofEnded(tx, tenantId, ended);
        return count;
      },
      'fold',
    );
  }
}

const iso = (at: Instant): string => new Date(at).toISOString();

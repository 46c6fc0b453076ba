import type { Instant } from '@vigie/calls';
import { centreDayOf, unknownKey, zoneOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { PgEventLog } from '../event-log/pg-event-log';
import { AgentDayStore } from '../fold/agent-day-store';
import { CallStore, type StoredCall } from '../fold/call-store';
import { ChangeStore, type Change, type FoldHead } from '../fold/change-store';
import { SourceStore } from '../fold/source-store';
import { Database } from '../platform/database';
import { readStaffPlan, type StaffPlanDay } from '../settings/staff-plan/staff-plan-store';
import { TenantSettings } from '../settings/tenant-settings';
import type { AgentDay } from './board/agents';
import { toBoardCall } from './board/board-call';
import type { BoardCall } from './board/board-call';
import type { BoardSettings, KnownNames } from './board/board-settings';
import { concernsSince } from './board/concerns';
import type { Claim } from './board/claims';
import type { SourceState } from './board/sources';
import type { PastHour } from './board/usual-rhythm';
import type { OwedCaller, ToldOwed } from './board/owed';
import { boardEventsBetween, claimsAt, pastHours, withTakers } from './board-query';
import { owedAt, owedByIds } from './owed-query';

/** What is usual on a local day: how many are planned, and how many call. */
export type UsualDay = {
  /** Days since 1970, by the centre's clock. */
  readonly day: number;
  readonly planned: readonly StaffPlanDay[];
  readonly past: readonly PastHour[];
};

/** Everything a board begins with. */
export type BoardStart = {
  readonly seq: number;
  readonly settings: BoardSettings;
  readonly names: KnownNames;
  readonly calls: readonly BoardCall[];
  readonly owed: readonly OwedCaller[];
  readonly agents: readonly AgentDay[];
  readonly sources: readonly SourceState[];
  readonly usual: UsualDay;
  readonly claims: readonly Claim[];
};

/** What became different since a sequence; `settings` and `usual` only when they are not the ones the board has. */
export type BoardUpdate = Omit<BoardStart, 'settings' | 'names' | 'usual' | 'owed'> & {
  readonly owed: readonly ToldOwed[];
  readonly settings: Pick<BoardStart, 'settings' | 'names'> | null;
  readonly usual: UsualDay | null;
};

/** Where a board stands. */
export type HeldState = {
  readonly seq: number;
  readonly settings: BoardSettings;
  /** The clinics whose names it has. */
  readonly clinics: ReadonlySet<string>;
  /** The local day whose plan and rhythm it has. */
  readonly usualDay: number;
};

const hourMs = 3_600_000;
/** A day of the centre is no longer, whenever it begins. */
const gapsHeldMs = 25 * hourMs;
const mostChanges = 20_000;
const mostCalls = 250_000;
const keysAtOnce = 1_000;

/** Reads what the board of a tenant begins with, and what has changed since. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly calls: CallStore,
    private readonly agents: AgentDayStore,
    private readonly sources: SourceStore,
    private readonly changes: ChangeStore,
    private readonly settings: TenantSettings,
  ) {}

  /** The board of `now`. Rows that change while it is read are read again by the next {@link update}. */
  async start(tenantId: string, now: Instant): Promise<BoardStart> {
    const opening = await this.database.withTenant(tenantId, async (tx) => {
      const { folded } = await this.changes.head(tx, tenantId);
      const names = await this.settings.known(tx, tenantId);
      const [agents, sources] = [
        await this.agents.day(tx, tenantId, now),
        await this.sources.allWithGaps(tx, tenantId, now - gapsHeldMs),
      ];
      const open = await this.calls.openCalls(tx, tenantId, now - 24 * hourMs);
      const wishes = await this.calls.callsWithWish(tx, tenantId, concernsSince(now));
      const settings = this.settings.at(tenantId, now);
      const usual = await this.usual(tx, tenantId, { settings }, now);
      const claims = await claimsAt(tx, tenantId, now);
      const owed = await this.owed(tx, tenantId, settings, now);
      return {
        seq: folded,
        settings,
        names,
        agents,
        sources,
        usual,
        claims,
        owed,
        open: [...wishes, ...open].map(toBoardCall),
      };
    });
    const { settings } = opening;
    const { start, end } = centreDayOf(now, settings.timezone, settings.dayStartMinute);
    const arrived = await this.arrived(tenantId, { from: start - 3 * hourMs, to: end }, toBoardCall);
    const all = [...opening.open, ...arrived];
    const calls = await this.database.withTenant(tenantId, (tx) => withTakers(tx, tenantId, all));
    return { ...opening, calls };
  }

  /** What is new beyond what is held, null when nothing is; `reload` when it is too much to tell piece by piece. */
  update(tenantId: string, held: HeldState, now: Instant): Promise<BoardUpdate | 'reload' | null> {
    const { seq } = held;
    return this.database.withTenant(tenantId, async (tx) => {
      const head = await this.changes.head(tx, tenantId);
      if (hasMissed(head, seq)) return 'reload';
      const settings = await this.newSettings(tx, tenantId, held.settings, now);
      const inForce = settings ?? held;
      const isNewDay = localDay(inForce.settings, now) !== held.usualDay;
      if (head.folded === seq && settings === null && !isNewDay) return null;
      const changes = await this.changes.after(tx, tenantId, seq, mostChanges);
      if (changes.length >= mostChanges) return 'reload';
      const until = Math.max(head.folded, ...changes.slice(-1).map((change) => change.seq));
      const changed = await this.changed(tx, tenantId, changes, now);
      const told = await boardEventsBetween(tx, tenantId, seq, until);
      const usual = isNewDay || told.plannedAnew ? await this.usual(tx, tenantId, inForce, now) : null;
      const named = settings ?? (await this.newNames(tx, tenantId, held, changed.calls));
      return { ...changed, settings: named, claims: told.claims, usual, seq: until };
    });
  }

  /** The plan and the rhythm of the local day of `at`. */
  async usual(
    tx: EntityManager,
    tenantId: string,
    { settings }: { readonly settings: Pick<BoardSettings, 'timezone'> },
    at: Instant,
  ): Promise<UsualDay> {
    const day = localDay(settings, at);
    const planned = await readStaffPlan(tx, tenantId, { first: day, last: day + 1 });
    return { day, planned, past: await pastHours(tx, tenantId, at) };
  }

  /** Whom clinics owe a call at `at`, and those of whom something began or ended on that day of the centre. */
  owed(
    tx: EntityManager,
    tenantId: string,
    { timezone, dayStartMinute }: Pick<BoardSettings, 'timezone' | 'dayStartMinute'>,
    at: Instant,
  ): Promise<OwedCaller[]> {
    return owedAt(tx, tenantId, { from: centreDayOf(at, timezone, dayStartMinute).start, at });
  }

  /** The last number the tenant's log has taken. */
  head(tenantId: string): Promise<number> {
    return this.database.withTenant(tenantId, (tx) => this.log.head(tx, tenantId));
  }

  /**
   * Calls by arrival, an hour at a time so that nothing else waits long. Throws when there are more than a board can
   * hold.
   */
  async arrived<T>(
    tenantId: string,
    range: { from: Instant; to: Instant },
    pick: (call: StoredCall) => T,
  ): Promise<T[]> {
    const picked: T[] = [];
    for (let from = range.from; from < range.to; from += hourMs) {
      const part = { from, to: Math.min(from + hourMs, range.to) };
      const calls = await this.database.withTenant(tenantId, (tx) =>
        this.calls.callsArrived(tx, tenantId, part, mostCalls),
      );
      for (const call of calls) picked.push(pick(call));
      if (picked.length >= mostCalls)
        throw new Error('a day of this tenant holds more calls than a board can');
    }
    return picked;
  }

  private async newSettings(
    tx: EntityManager,
    tenantId: string,
    held: BoardSettings,
    now: Instant,
  ): Promise<BoardUpdate['settings']> {
    await this.settings.ensureLoaded(tx, tenantId);
    const settings = this.settings.at(tenantId, now);
    return settings === held ? null : { settings, names: await this.settings.known(tx, tenantId) };
  }

  /** The names anew when a clinic has its first call: whether it is one is known by then. */
  private async newNames(
    tx: EntityManager,
    tenantId: string,
    { settings, clinics }: HeldState,
    calls: readonly BoardCall[],
  ): Promise<BoardUpdate['settings']> {
    if (calls.every(({ clinicId }) => clinicId === unknownKey || clinics.has(clinicId))) return null;
    return { settings, names: await this.settings.known(tx, tenantId) };
  }

  private async changed(tx: EntityManager, tenantId: string, changes: readonly Change[], now: Instant) {
    const keysOf = (kind: Change['kind']) => [
      ...new Set(changes.filter((change) => change.kind === kind).map(({ key }) => key)),
    ];
    const read: BoardCall[] = [];
    const callKeys = keysOf('call');
    for (let from = 0; from < callKeys.length; from += keysAtOnce) {
      const stored = await this.calls.callsByKey(tx, tenantId, callKeys.slice(from, from + keysAtOnce));
      read.push(...stored.map(toBoardCall));
    }
    const agents = await this.agents.byAgent(tx, tenantId, now, keysOf('agent'));
    const owed = await owedByIds(tx, tenantId, keysOf('obligation'));
    const calls = await withTakers(tx, tenantId, read);
    return { calls, agents, owed, sources: await this.sources.allWithGaps(tx, tenantId, now - gapsHeldMs) };
  }
}

function localDay({ timezone }: Pick<BoardSettings, 'timezone'>, at: Instant): number {
  return zoneOf(timezone).wallClock(at).day;
}

/** Whether changes beyond `seq` are told no more, or the numbering began anew. */
function hasMissed({ oldest, folded }: FoldHead, seq: number): boolean {
  return oldest > seq || folded < seq;
}

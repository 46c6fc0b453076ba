import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { PgEventLog } from '../event-log/pg-event-log';
import type { StoredCall } from '../fold/call-store';
import type { Change } from '../fold/change-store';
import { Database } from '../platform/database';
import { TenantSettings } from '../settings/tenant-settings';
import type { AgentDay } from './board/agents';
import { toBoardCall } from './board/board-call';
import type { BoardCall } from './board/board-call';
import type { BoardSettings, KnownNames } from './board/board-settings';
import { centreDayOf } from './board/centre-day';
import { concernsSince } from './board/concerns';
import type { SourceState } from './board/sources';
import { FoldedState } from './folded-state';

/** Everything a board begins with. */
export type BoardStart = {
  readonly seq: number;
  readonly settings: BoardSettings;
  readonly names: KnownNames;
  readonly calls: readonly BoardCall[];
  readonly agents: readonly AgentDay[];
  readonly sources: readonly SourceState[];
};

/** What became different since a sequence; `settings` only when they are not the ones the board has. */
export type BoardUpdate = Omit<BoardStart, 'settings' | 'names'> & {
  readonly settings: Pick<BoardStart, 'settings' | 'names'> | null;
};

/** Where a board stands. */
export type HeldState = { readonly seq: number; readonly settings: BoardSettings };

const hourMs = 3_600_000;
const mostChanges = 20_000;
const mostCalls = 250_000;
const keysAtOnce = 1_000;

/** Reads what the board of a tenant begins with, and what has changed since. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly folded: FoldedState,
    private readonly settings: TenantSettings,
  ) {}

  /** The board of `now`. Rows that change while it is read are read again by the next {@link update}. */
  async start(tenantId: string, now: Instant): Promise<BoardStart> {
    const opening = await this.database.withTenant(tenantId, async (tx) => {
      const { folded } = await this.folded.changes.head(tx, tenantId);
      const names = await this.settings.known(tx, tenantId);
      const [agents, sources] = [
        await this.folded.agents.day(tx, tenantId, now),
        await this.folded.sources.all(tx, tenantId),
      ];
      const open = await this.folded.calls.openCalls(tx, tenantId, now - 24 * hourMs);
      const wishes = await this.folded.calls.callsWithWish(tx, tenantId, concernsSince(now));
      return { seq: folded, names, agents, sources, open: [...wishes, ...open].map(toBoardCall) };
    });
    const settings = this.settings.at(tenantId, now);
    const { start, end } = centreDayOf(now, settings.timezone, settings.dayStartMinute);
    const arrived = await this.arrived(tenantId, { from: start - 3 * hourMs, to: end }, toBoardCall);
    return { ...opening, settings, calls: [...opening.open, ...arrived] };
  }

  /** What is new beyond what is held, null when nothing is; `reload` when it is too much to tell piece by piece. */
  update(tenantId: string, held: HeldState, now: Instant): Promise<BoardUpdate | 'reload' | null> {
    const { seq } = held;
    return this.database.withTenant(tenantId, async (tx) => {
      const head = await this.folded.changes.head(tx, tenantId);
      if (head.oldest > seq || head.folded < seq) return 'reload';
      const settings = await this.newSettings(tx, tenantId, held.settings, now);
      if (head.folded === seq && settings === null) return null;
      const changes = await this.folded.changes.after(tx, tenantId, seq, mostChanges);
      if (changes.length >= mostChanges) return 'reload';
      const last = changes.at(-1)?.seq ?? 0;
      return {
        ...(await this.changed(tx, tenantId, changes, now)),
        settings,
        seq: Math.max(head.folded, last),
      };
    });
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
        this.folded.calls.callsArrived(tx, tenantId, part, mostCalls),
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

  private async changed(tx: EntityManager, tenantId: string, changes: readonly Change[], now: Instant) {
    const keysOf = (kind: Change['kind']) => [
      ...new Set(changes.filter((change) => change.kind === kind).map(({ key }) => key)),
    ];
    const calls: BoardCall[] = [];
    const callKeys = keysOf('call');
    for (let from = 0; from < callKeys.length; from += keysAtOnce) {
      const stored = await this.folded.calls.callsByKey(
        tx,
        tenantId,
        callKeys.slice(from, from + keysAtOnce),
      );
      calls.push(...stored.map(toBoardCall));
    }
    const agents = await this.folded.agents.byAgent(tx, tenantId, now, keysOf('agent'));
    return { calls, agents, sources: await this.folded.sources.all(tx, tenantId) };
  }
}

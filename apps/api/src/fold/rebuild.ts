import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Database } from '../platform/database';
import { TenantSettings } from '../settings/tenant-settings';
import { firstInLog, lockCursor, moveCursor, storedCursor } from '../event-log/log-progress-store';
import { actAs } from '../platform/transaction';
import { daySumTable, sumDay } from './day-sums-store';
import { FoldTurn } from './fold-turn';
import { Projections } from './projections';
import type { TurnPlace } from './turn';
import { rollupTable } from './rollup-store';
import { comparedSince, differencesOf, raiseShadow, type FoldedTable } from './shadow-store';
import { always, beginDays, summedDays } from './summed-days';

const eventsPerTurn = 20_000;

/** What the projections have in common. */
const sharedTables: readonly FoldedTable[] = [
  { name: 'fold_cursor' },
  { name: 'change' },
  { name: 'directory' },
  rollupTable,
  daySumTable,
  { name: 'summed_day' },
];

/** What a refold of a tenant's whole log said about what is stored. */
export type RebuildReport = {
  /** Events that were folded again. */
  readonly events: number;
  /** The log no longer begins with its first event: what is gone cannot be compared. */
  readonly partial: boolean;
  /** Details of calls that were over before are gone, and only what came later was compared; null: nothing is gone. */
  readonly callsFrom: Instant | null;
  /** Settings were changed, or an upgrade is under way: differences are to be expected until it is folded again. */
  readonly stale: boolean;
  /** Rows that differ, of calls, surveys, rollups and agents' days together. */
  readonly differences: number;
  readonly examples: readonly string[];
};

/**
 * Folds a tenant's log again from its beginning, in a shadow, with the very code of the fold, and compares every call,
 * survey, rollup and agent's day with what is stored. Changes nothing and holds nobody up: it reads one snapshot.
 */
@Injectable()
export class Rebuild {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly turns: FoldTurn,
    private readonly projections: Projections,
  ) {}

  /** `onProgress` hears how many events of how many are done. */
  compare(
    tenantId: string,
    onProgress: (done: number, of: number) => void = () => undefined,
  ): Promise<RebuildReport> {
    return this.database.asOwner(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await actAs(tx, tenantId);
      await this.settings.ensureLoaded(tx, tenantId);
      const { seq, stale, upgrading, ...kept } = await storedCursor(tx, tenantId, this.projections.settled);
      const since = await comparedSince(tx, tenantId, kept);
      const partial = (await firstInLog(tx, tenantId)) > 1;
      const tables = [...sharedTables, ...this.projections.all.flatMap((projection) => projection.tables)];
      const days = await summedDays(tx, tenantId, always);
      await raiseShadow(tx, tables);
      // A call that is gone is told by nothing that is left of it, here as in the fold.
      const place = { tenantId, seq, kept: { callsFrom: since.callsFrom, agentsFrom: null } };
      await this.refold(tx, place, onProgress);
      await beginDays(tx, tenantId, days);
      for (const day of days) await sumDay(tx, tenantId, day);
      const found = [];
      for (const table of tables) found.push(await differencesOf(tx, tenantId, table, since));
      const differences = found.reduce((sum, { count }) => sum + count, 0);
      return {
        events: seq,
        partial,
        callsFrom: since.callsFrom,
        stale: stale || upgrading,
        differences,
        examples: found.flatMap(({ examples }) => examples),
      };
    });
  }

  private async refold(
    tx: EntityManager,
    { tenantId, seq: upTo, kept }: TurnPlace,
    onProgress: (done: number, of: number) => void,
  ): Promise<void> {
    await lockCursor(tx, tenantId);
    for (let seq = 0; seq < upTo;) {
      const turn = await this.turns.run(
        tx,
        { tenantId, seq, ...(kept && { kept }) },
        Math.min(eventsPerTurn, upTo - seq),
      );
      if (turn.events === 0) return;
      await moveCursor(tx, tenantId, turn.seq, this.projections.settled);
      seq = turn.seq;
      onProgress(seq, upTo);
    }
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Database } from '../platform/database';
import { TenantSettings } from '../settings/tenant-settings';
import { lockCursor, moveCursor } from '../event-log/log-progress-store';
import { FoldTurn } from './fold-turn';
import { comparedTables, differencesOf, firstInLog, raiseShadow, storedCursor } from './shadow-store';

const eventsPerTurn = 20_000;

/** What a refold of a tenant's whole log said about what is stored. */
export type RebuildReport = {
  /** Events that were folded again. */
  readonly events: number;
  /** The log no longer begins with its first event: what was dropped is sealed and cannot be compared. */
  readonly partial: boolean;
  /** Settings were changed and not applied yet: differences are to be expected until the next fold. */
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
  ) {}

  /** `onProgress` hears how many events of how many are done. */
  compare(
    tenantId: string,
    onProgress: (done: number, of: number) => void = () => undefined,
  ): Promise<RebuildReport> {
    return this.database.asOwner(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await tx.query(`SELECT set_config('app.tenant', $1, true)`, [tenantId]);
      await this.settings.ensureLoaded(tx, tenantId);
      const { seq, stale } = await storedCursor(tx, tenantId);
      const partial = (await firstInLog(tx, tenantId)) > 1;
      await raiseShadow(tx);
      await this.refold(tx, tenantId, seq, onProgress);
      const found = [];
      for (const table of comparedTables) found.push(await differencesOf(tx, tenantId, table));
      const differences = found.reduce((sum, { count }) => sum + count, 0);
      return {
        events: seq,
        partial,
        stale,
        differences,
        examples: found.flatMap(({ examples }) => examples),
      };
    });
  }

  private async refold(
    tx: EntityManager,
    tenantId: string,
    upTo: number,
    onProgress: (done: number, of: number) => void,
  ): Promise<void> {
    await lockCursor(tx, tenantId);
    for (let seq = 0; seq < upTo;) {
      const turn = await this.turns.run(tx, { tenantId, seq }, Math.min(eventsPerTurn, upTo - seq));
      if (turn.events === 0) return;
      await moveCursor(tx, tenantId, turn.seq);
      seq = turn.seq;
      onProgress(seq, upTo);
    }
  }
}

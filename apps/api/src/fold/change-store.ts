import type { EntityManager } from 'typeorm';
import { Injectable } from '@nestjs/common';

import { textArray } from '../event-log/binary-array';

/** What became different by a fold: the live board and others look the thing itself up by its key. */
export type Change = {
  readonly seq: number;
  readonly kind: 'call' | 'agent' | 'source' | 'settings' | 'obligation';
  /** The call's key, the agent's id, the source, the obligation's id; empty for settings. */
  readonly key: string;
};

/** How far a tenant is folded, and since when its changes are still told. */
export type FoldHead = {
  readonly folded: number;
  /** A reader that has seen less than this has missed changes and must load everything anew. */
  readonly oldest: number;
};

const insertSql = `INSERT INTO change (tenant_id, seq, kind, key)
SELECT $1, $2, t.kind, t.key FROM unnest($3::text[], $4::text[]) AS t(kind, key)
ON CONFLICT DO NOTHING`;

/** Makes room: what was there at the last mark goes, and what is there now is marked for the next time. */
const sweepSql = `
WITH due AS (
  UPDATE fold_cursor SET swept_seq = mark_seq, mark_seq = seq, mark_at = to_timestamp($2::float8 / 1000)
  WHERE tenant_id = $1 AND (mark_at IS NULL OR mark_at <= to_timestamp(($2::float8 - $3::float8) / 1000))
  RETURNING swept_seq
)
DELETE FROM change USING due WHERE change.tenant_id = $1 AND change.seq <= due.swept_seq`;

/** The outbox of the fold: which calls, agents and sources changed at which sequence. Kept an hour to two. */
@Injectable()
export class ChangeStore {
  /** Changes beyond `seq`, in order. All changes of one fold share its sequence: a reader takes them together. */
  async after(tx: EntityManager, tenantId: string, seq: number, limit: number): Promise<Change[]> {
    return tx.query<Change[]>(
      `SELECT seq, kind, key FROM change WHERE tenant_id = $1 AND seq > $2 ORDER BY seq, kind, key LIMIT $3`,
      [tenantId, seq, limit],
    );
  }

  /** Zeros for a tenant that nothing was folded for. */
  async head(tx: EntityManager, tenantId: string): Promise<FoldHead> {
    const [row] = await tx.query<FoldHead[]>(
      `SELECT seq AS folded, swept_seq AS oldest FROM fold_cursor WHERE tenant_id = $1`,
      [tenantId],
    );
    return row ?? { folded: 0, oldest: 0 };
  }

  /** Records what a fold changed, under the sequence it reached. */
  async add(
    tx: EntityManager,
    tenantId: string,
    seq: number,
    changes: readonly Omit<Change, 'seq'>[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const kinds = textArray(changes.map(({ kind }) => kind));
    const keys = textArray(changes.map(({ key }) => key));
    await tx.query(insertSql, [tenantId, seq, kinds, keys]);
  }
}

/** Forgets changes older than `keptMs`, at most once in that time. */
export async function sweepChanges(
  tx: EntityManager,
  tenantId: string,
  now: number,
  keptMs: number,
): Promise<void> {
  await tx.query(sweepSql, [tenantId, now, keptMs]);
}

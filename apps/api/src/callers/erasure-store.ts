import type { CallerErasure } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** The ids of the erasures that were done in this database. */
export async function erasuresDone(tx: EntityManager, tenantId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>('SELECT erasure_id AS id FROM erasure WHERE tenant_id = $1', [
    tenantId,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** An erasure that was done; instants in ms. */
export type DoneErasure = Omit<CallerErasure, 'askedAt' | 'doneAt'> & {
  readonly askedAt: number;
  readonly doneAt: number;
};

/** The erasures that were done in this database, newest first. */
export function listErasures(tx: EntityManager, tenantId: string, limit: number): Promise<DoneErasure[]> {
  return tx.query<DoneErasure[]>(
    `SELECT erasure_id AS "erasureId", ${msOf('asked_at')} AS "askedAt",
       ${msOf('done_at')} AS "doneAt", events, calls, comments, invitations,
       refused_events AS "refusedEvents"
     FROM erasure WHERE tenant_id = $1 ORDER BY erasure.done_at DESC, erasure_id LIMIT $2`,
    [tenantId, limit],
  );
}

/** Notes that one was done. */
export async function noteErasure(tx: EntityManager, tenantId: string, done: DoneErasure): Promise<void> {
  const { erasureId, askedAt, doneAt, events, calls, comments, invitations, refusedEvents } = done;
  await tx.query(
    `INSERT INTO erasure (tenant_id, erasure_id, asked_at, done_at, events, calls, comments, invitations, refused_events)
     VALUES ($1, $2, to_timestamp($3::float8 / 1000), to_timestamp($4::float8 / 1000), $5, $6, $7, $8, $9)
     ON CONFLICT DO NOTHING`,
    [tenantId, erasureId, askedAt, doneAt, events, calls, comments, invitations, refusedEvents],
  );
}

import type { Instant } from '@vigie/calls';
import type { SavedView } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

/** Whose views they are. */
export type ViewsOf = { readonly tenantId: string; readonly personId: string };

const columns = `view_id AS id, name, query, is_start AS "isStart"`;

/** A person's own, by name. */
export function savedViewsOf(tx: EntityManager, { tenantId, personId }: ViewsOf): Promise<SavedView[]> {
  return tx.query(
    `SELECT ${columns} FROM history_view WHERE tenant_id = $1 AND person_id = $2 ORDER BY lower(name), view_id`,
    [tenantId, personId],
  );
}

/** Keeps a view; a name that is there already means this from now on, under the id it had. */
export async function putView(
  tx: EntityManager,
  { tenantId, personId }: ViewsOf,
  { id, name, query, isStart }: SavedView,
  createdAt: Instant,
): Promise<SavedView> {
  const [row] = await tx.query<SavedView[]>(
    `INSERT INTO history_view (tenant_id, view_id, person_id, name, query, is_start, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000))
     ON CONFLICT (tenant_id, person_id, name) DO UPDATE SET query = EXCLUDED.query, is_start = EXCLUDED.is_start
     RETURNING ${columns}`,
    [tenantId, id, personId, name, query, isStart, createdAt],
  );
  if (row === undefined) throw new Error('a view that was kept gave no row');
  return row;
}

/** No view begins any more but this one. */
export async function startWithThis(
  tx: EntityManager,
  { tenantId, personId }: ViewsOf,
  viewId: string,
): Promise<void> {
  await tx.query(
    `UPDATE history_view SET is_start = false
     WHERE tenant_id = $1 AND person_id = $2 AND is_start AND view_id <> $3`,
    [tenantId, personId, viewId],
  );
}

/** Removes one of a person's own; false when there is none. */
export async function removeView(
  tx: EntityManager,
  { tenantId, personId }: ViewsOf,
  viewId: string,
): Promise<boolean> {
  const [rows] = await tx.query<[{ view_id: string }[], number]>(
    `DELETE FROM history_view WHERE tenant_id = $1 AND person_id = $2 AND view_id = $3 RETURNING view_id`,
    [tenantId, personId, viewId],
  );
  return rows.length > 0;
}

/** Removes those of people who have left. */
export async function forgetViews(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query(
    `DELETE FROM history_view v WHERE v.tenant_id = $1 AND NOT EXISTS (SELECT FROM person p
       WHERE p.tenant_id = $1 AND p.person_id = v.person_id AND p.ended_at IS NULL)`,
    [tenantId],
  );
}

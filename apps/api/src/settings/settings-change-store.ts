import type { Instant } from '@vigie/calls';
import type { SettingsChanges, SettingsKind } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import { fieldsBetween, type FieldChange, type ItemChange } from './settings-diff';

/** Who changed something, and who had proposed it where that was another; null: a file. */
export type ChangedBy = Readonly<{ id: string | null; name: string; proposedBy?: string }> | null;

/** What changed of one item, when, by whom, and from when it holds. */
export type KeptChange = Readonly<{
  at: Instant;
  fromAt: Instant;
  by: string | null;
  proposedBy: string | null;
  fields: readonly FieldChange[];
}>;

/** Keeps what a change said, in the transaction that makes it. */
export async function insertChanges(
  tx: EntityManager,
  tenantId: string,
  { at, fromAt, by }: Readonly<{ at: Instant; fromAt: Instant; by: ChangedBy }>,
  changes: readonly ItemChange[],
): Promise<void> {
  await tx.query(
    `INSERT INTO settings_change (tenant_id, at, change_id, from_at, by_id, by_name, proposed_by, kind, item_id,
       fields)
     SELECT $1, to_timestamp($2::float8 / 1000), gen_random_uuid(), to_timestamp($3::float8 / 1000), $4, $5, $6,
       c->>'kind', c->>'id', c->'fields'
     FROM jsonb_array_elements($7::jsonb) AS c`,
    [tenantId, at, fromAt, by?.id ?? null, by?.name ?? null, by?.proposedBy ?? null, JSON.stringify(changes)],
  );
}

/** The latest changes of one item, newest first. */
export function listChanges(
  tx: EntityManager,
  tenantId: string,
  item: Readonly<{ kind: SettingsKind | 'centre'; id: string }>,
  limit: number,
): Promise<KeptChange[]> {
  return tx.query<KeptChange[]>(
    `SELECT ${msOf('at')} AS at, ${msOf('from_at')} AS "fromAt",
       by_name AS by, proposed_by AS "proposedBy", fields
     FROM settings_change WHERE tenant_id = $1 AND kind = $2 AND item_id = $3
     ORDER BY at DESC, change_id LIMIT $4`,
    [tenantId, item.kind, item.id, limit],
  );
}

/** A change as it is told. */
export const toldChange = ({ at, fromAt, by, proposedBy, fields }: KeptChange): SettingsChanges[number] => ({
  at: new Date(at).toISOString(),
  from: fromAt <= 0 ? null : new Date(fromAt).toISOString(),
  by,
  proposedBy,
  fields: [...fields],
});

/** The centre as its history of settings calls it. */
const centre = { kind: 'centre', id: '' } as const;
const mostChangesRead = 200;

/** The changes of one setting of the centre that has fields of its own, newest first, each by the fields that changed. */
export async function listCentreChanges(
  tx: EntityManager,
  tenantId: string,
  setting: 'staffNotice' | 'retention',
): Promise<SettingsChanges> {
  const changes = await listChanges(tx, tenantId, centre, mostChangesRead);
  return changes.flatMap((change) =>
    change.fields
      .filter(({ field }) => field === setting)
      .map(({ before, after }) =>
        toldChange({ ...change, fields: fieldsBetween(fieldsOf(before), fieldsOf(after)) }),
      ),
  );
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

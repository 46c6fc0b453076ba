import type { Handover, Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import { upsertParameters, upsertSql, type Column } from './bulk-upsert';

/** A message of a call, as it is stored. */
export type HandoverRow = {
  readonly key: string;
  readonly callKey: string;
  /** As its sender calls it; null: the only one of its call. */
  readonly reference: string | null;
  readonly handover: Handover;
};

const columns: readonly Column<HandoverRow>[] = [
  { name: 'handover_key', type: 'uuid', key: true, of: (row) => row.key },
  { name: 'call_key', type: 'uuid', of: (row) => row.callKey },
  { name: 'reference', type: 'text', of: (row) => row.reference },
  { name: 'opened_at', type: 'instant', of: ({ handover }) => handover.openedAt },
  { name: 'written_at', type: 'instant', of: ({ handover }) => handover.written?.at ?? null },
  { name: 'written_tie', type: 'text', of: ({ handover }) => handover.written?.tie ?? null },
  { name: 'fields', type: 'texts', of: ({ handover }) => handover.written?.fields ?? [] },
  { name: 'is_referral', type: 'boolean', of: ({ handover }) => handover.written?.isReferral ?? false },
  { name: 'clinic_id', type: 'text', of: ({ handover }) => handover.written?.clinicId ?? null },
  { name: 'sent_at', type: 'instant', of: ({ handover }) => handover.sentAt },
  { name: 'delivered_at', type: 'instant', of: ({ handover }) => handover.deliveredAt },
  { name: 'acknowledged_at', type: 'instant', of: ({ handover }) => handover.acknowledgedAt },
];
const writeSql = upsertSql('handover', columns);

type StoredRow = Readonly<{
  key: string;
  callKey: string;
  reference: string | null;
  openedAt: Instant;
  writtenAt: Instant | null;
  tie: string | null;
  fields: readonly string[];
  isReferral: boolean;
  clinicId: string | null;
  sentAt: Instant | null;
  deliveredAt: Instant | null;
  acknowledgedAt: Instant | null;
}>;

/** What is stored of messages with these keys. */
export async function keptHandovers(
  tx: EntityManager,
  tenantId: string,
  keys: readonly string[],
): Promise<readonly HandoverRow[]> {
  const rows = await tx.query<StoredRow[]>(
    `SELECT handover_key AS key, call_key AS "callKey", reference, ${msOf('opened_at')} AS "openedAt",
       ${msOf('written_at')} AS "writtenAt", written_tie AS tie, fields, is_referral AS "isReferral",
       clinic_id AS "clinicId", ${msOf('sent_at')} AS "sentAt", ${msOf('delivered_at')} AS "deliveredAt",
       ${msOf('acknowledged_at')} AS "acknowledgedAt"
     FROM handover WHERE tenant_id = $1 AND handover_key = ANY($2::uuid[])`,
    [tenantId, keys],
  );
  return rows.map(toRow);
}

/** Messages of some calls, oldest first, for the caller to have. */
export async function handoversOfCalls(
  tx: EntityManager,
  tenantId: string,
  callKeys: readonly string[],
): Promise<readonly ToldHandover[]> {
  return tx.query<ToldHandover[]>(
    `SELECT coalesce(h.clinic_id, (SELECT c.clinic_id FROM call c WHERE c.tenant_id = $1 AND c.call_key = h.call_key))
         AS "clinicId", ${msOf('h.opened_at')} AS "openedAt", h.fields, h.is_referral AS referral,
       ${msOf('h.acknowledged_at')} AS "acknowledgedAt"
     FROM handover h WHERE h.tenant_id = $1 AND h.call_key = ANY($2::uuid[]) ORDER BY h.opened_at, h.handover_key`,
    [tenantId, callKeys],
  );
}

/** A message as its caller is told of it. */
export type ToldHandover = Readonly<{
  clinicId: string | null;
  openedAt: Instant;
  fields: readonly string[];
  referral: boolean;
  acknowledgedAt: Instant | null;
}>;

/** Writes messages as they are now. */
export async function writeHandovers(
  tx: EntityManager,
  tenantId: string,
  rows: readonly HandoverRow[],
): Promise<void> {
  await tx.query(writeSql, await upsertParameters(tenantId, columns, rows));
}

function toRow({ key, callKey, reference, writtenAt, tie, fields, ...stored }: StoredRow): HandoverRow {
  const { openedAt, sentAt, deliveredAt, acknowledgedAt, isReferral, clinicId } = stored;
  const written = writtenAt === null ? null : { at: writtenAt, tie: tie ?? '', fields, isReferral, clinicId };
  return {
    ...{ key, callKey, reference },
    handover: { openedAt, written, sentAt, deliveredAt, acknowledgedAt },
  };
}

import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import type { OfClinic } from '../report-note-store';

type OfVersion = OfClinic & { readonly version: number };

/** One recipient of one version, still to be served. */
export type Mailing = OfVersion & {
  readonly recipient: number;
  readonly address: string;
  readonly attempts: number;
};

export type MailingOutcome = 'accepted' | 'refused' | 'given_up';

/** Puts recipients on the list of a version. */
export async function insertMailings(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month, version, computedAt }: OfVersion & { readonly computedAt: Instant },
  addresses: readonly string[],
): Promise<void> {
  if (addresses.length === 0) return;
  await tx.query(
    `INSERT INTO report_mailing (tenant_id, clinic_id, month, version, recipient, address, next_at)
     SELECT $1, $2, $3, $4, place, address, to_timestamp($5 / 1000.0)
     FROM unnest($6::text[]) WITH ORDINALITY AS list(address, place) ON CONFLICT DO NOTHING`,
    [tenantId, clinicId, month, version, computedAt, addresses],
  );
}

/** Takes what is due off the list for a while, so that two processes never send the same. */
export function claimMailings(
  tx: EntityManager,
  tenantId: string,
  { now, until, limit }: { readonly now: Instant; readonly until: Instant; readonly limit: number },
): Promise<Mailing[]> {
  return tx
    .query<[Mailing[], number]>(
      `UPDATE report_mailing m SET next_at = to_timestamp($3 / 1000.0), attempts = m.attempts + 1
       FROM (SELECT clinic_id, month, version, recipient FROM report_mailing
             WHERE tenant_id = $1 AND outcome IS NULL AND next_at <= to_timestamp($2 / 1000.0)
             ORDER BY next_at, clinic_id, recipient LIMIT $4 FOR UPDATE SKIP LOCKED) due
       WHERE m.tenant_id = $1 AND m.clinic_id = due.clinic_id AND m.month = due.month AND m.version = due.version
         AND m.recipient = due.recipient
       RETURNING m.clinic_id AS "clinicId", m.month, m.version, m.recipient, m.address, m.attempts`,
      [tenantId, now, until, limit],
    )
    .then(([rows]) => rows);
}

/** Settles a sending; the address is forgotten. */
export async function settleMailing(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month, version, recipient }: Mailing,
  outcome: MailingOutcome,
): Promise<void> {
  await tx.query(
    `UPDATE report_mailing SET outcome = $6, address = NULL
     WHERE tenant_id = $1 AND clinic_id = $2 AND month = $3 AND version = $4 AND recipient = $5`,
    [tenantId, clinicId, month, version, recipient, outcome],
  );
}

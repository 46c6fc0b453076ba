import { randomUUID } from 'node:crypto';

import type { EntityManager } from 'typeorm';

import type { Membership } from '../viewer';
import { msOf } from '../../platform/sql-instant';

/** A membership in force, and whose. */
export type HeldMembership = Membership &
  Readonly<{ personId: string; since: number; givenBy: string | null }>;

/** What somebody was until now, and what they are instead. */
export type RoleChange = Readonly<{ taken: readonly Membership[]; given: readonly Membership[] }>;

const columns = `person_id AS "personId", role, scope, ${msOf('since')} AS since,
  given_by AS "givenBy"`;

/** The memberships in force: of everybody, or of one person. */
export function heldMemberships(
  tx: EntityManager,
  tenantId: string,
  personId: string | null = null,
): Promise<HeldMembership[]> {
  return tx.query<HeldMembership[]>(
    `SELECT ${columns} FROM membership
     WHERE tenant_id = $1 AND ended_at IS NULL AND ($2::text IS NULL OR person_id = $2)
     ORDER BY person_id, since, role`,
    [tenantId, personId],
  );
}

/** Ends those of the person that are not wanted any more, and begins those that are new; what stays keeps its date. */
export async function replaceMemberships(
  tx: EntityManager,
  tenantId: string,
  change: Readonly<{ personId: string; wanted: readonly Membership[]; givenBy: string | null; at: number }>,
): Promise<RoleChange> {
  const { personId, wanted, givenBy, at } = change;
  const held = await heldMemberships(tx, tenantId, personId);
  const { taken, given } = differenceOf(held, wanted);
  for (const { role } of taken)
    await tx.query(
      `UPDATE membership SET ended_at = to_timestamp($4::float8 / 1000)
       WHERE tenant_id = $1 AND person_id = $2 AND role = $3 AND ended_at IS NULL`,
      [tenantId, personId, role, at],
    );
  for (const { role, scope } of given)
    await tx.query(
      `INSERT INTO membership (tenant_id, membership_id, person_id, role, scope, since, given_by)
       VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), $7)`,
      [tenantId, randomUUID(), personId, role, JSON.stringify(sorted(scope)), at, givenBy],
    );
  return { taken, given };
}

/** What is held and not wanted any more, and what is wanted and not held yet. */
export function differenceOf(
  held: readonly Membership[],
  wanted: readonly Membership[],
): { readonly taken: readonly Membership[]; readonly given: readonly Membership[] } {
  const isSame = (one: Membership, other: Membership): boolean =>
    one.role === other.role && JSON.stringify(sorted(one.scope)) === JSON.stringify(sorted(other.scope));
  return {
    taken: held.filter((one) => !wanted.some((other) => isSame(one, other))),
    given: wanted.filter((one) => !held.some((other) => isSame(one, other))),
  };
}

/** The same scope is always written the same: its kind first, its ids in order and once each. */
function sorted(scope: Membership['scope']): Membership['scope'] {
  const { kind } = scope;
  if (kind === 'clinics') return { kind, clinicIds: [...new Set(scope.clinicIds)].toSorted() };
  if (kind === 'teams') return { kind, teamIds: [...new Set(scope.teamIds)].toSorted() };
  return kind === 'agent' ? { kind, agentId: scope.agentId } : { kind };
}

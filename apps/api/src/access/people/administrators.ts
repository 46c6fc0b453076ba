import type { EntityManager } from 'typeorm';

import { Problem } from '../../platform/problems';
import { endLinks } from './access-link-store';
import { heldMemberships, replaceMemberships } from './membership-store';
import { endPerson, findPersonByEmail, listPeople, type StoredPerson } from './person-store';

/** Stands for the address of the first administrator, which nobody has said yet: no mail ever arrives there. */
export const nobodyYet = 'first@administrator.invalid';

/** Whether somebody can run the tenant: an administrator who has come in. */
export async function hasAdministrator(tx: EntityManager, tenantId: string): Promise<boolean> {
  return (await administrators(tx, tenantId)).some(({ isActive }) => isActive);
}

/** Nobody stands for the first administrator any more, and no link makes one. */
export async function endPlaceholder(tx: EntityManager, tenantId: string, at: number): Promise<void> {
  const placeholder = await findPersonByEmail(tx, tenantId, nobodyYet);
  if (placeholder === undefined) return;
  const { personId } = placeholder;
  await replaceMemberships(tx, tenantId, { personId, wanted: [], givenBy: null, at });
  await endLinks(tx, tenantId, personId, at);
  await endPerson(tx, tenantId, personId, at);
}

/**
 * Does the work; rejects with 409 when it takes away the last who can run the tenant. While nobody has chosen a
 * password, those who are invited as administrators count; the placeholder never does.
 */
export async function keepingAdministrator<T>(
  tx: EntityManager,
  tenantId: string,
  work: () => Promise<T>,
): Promise<T> {
  const before = await administrators(tx, tenantId);
  const done = await work();
  const after = await administrators(tx, tenantId);
  const mustBeActive = before.some(({ isActive }) => isActive);
  const isKept = after.some(({ isActive }) => isActive || !mustBeActive);
  if (isKept || before.length === 0) return done;
  throw new Problem({
    code: 'last_administrator',
    status: 409,
    detail: 'Somebody who has chosen a password must stay administrator: name another one first.',
  });
}

async function administrators(tx: EntityManager, tenantId: string): Promise<readonly StoredPerson[]> {
  const held = await heldMemberships(tx, tenantId);
  const ids = new Set(held.filter(({ role }) => role === 'administrator').map(({ personId }) => personId));
  const people = await listPeople(tx, tenantId);
  return people.filter(({ personId, email }) => ids.has(personId) && email !== nobodyYet);
}

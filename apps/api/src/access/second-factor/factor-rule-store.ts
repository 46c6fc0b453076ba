import type { EntityManager } from 'typeorm';

import { isRole, type Role } from '../roles';

/** The roles that must have a second factor. */
export async function rolesOfRule(tx: EntityManager, tenantId: string): Promise<readonly Role[]> {
  const [row] = await tx.query<{ roles: string[] }[]>(
    'SELECT roles FROM second_factor_rule WHERE tenant_id = $1',
    [tenantId],
  );
  return (row?.roles ?? []).filter(isRole);
}

export async function setRolesOfRule(
  tx: EntityManager,
  tenantId: string,
  roles: readonly Role[],
): Promise<void> {
  await tx.query(
    `INSERT INTO second_factor_rule (tenant_id, roles) VALUES ($1, $2)
     ON CONFLICT (tenant_id) DO UPDATE SET roles = excluded.roles`,
    [tenantId, roles],
  );
}

/** Whether somebody of these roles must have a second factor and no code is asked for beside their password. */
export async function owesFactor(
  tx: EntityManager,
  tenantId: string,
  { personId, roles }: { readonly personId: string; readonly roles: readonly Role[] },
): Promise<boolean> {
  const [row] = await tx.query<{ owes: boolean }[]>(
    `SELECT EXISTS (SELECT FROM second_factor_rule r WHERE r.tenant_id = $1 AND r.roles && $3::text[])
       AND NOT EXISTS (SELECT FROM second_factor f
         WHERE f.tenant_id = $1 AND f.person_id = $2 AND f.confirmed_at IS NOT NULL) AS owes`,
    [tenantId, personId, roles],
  );
  return row?.owes ?? false;
}

import type { Database } from '../../platform/database';
import { insertTenant, type Tenant } from '../tenant-store';

/** Adds a tenant with an empty log, for specs. */
export async function createTestTenant(
  database: Database,
  tenantId: string,
  more: Partial<Tenant> = {},
): Promise<void> {
  const tenant = {
    tenantId,
    name: tenantId,
    timezone: 'Europe/Paris',
    locale: 'fr',
    demo: false,
    createdAt: Date.UTC(2026, 0, 1),
    ...more,
  };
  await database.asOwner((tx) => insertTenant(tx, tenant));
}

import { badRequest } from '../../platform/problems';
import type { TenantDirectory } from '../../tenants/tenant-directory';

/**
 * The centre that is meant where none is named; empty where there is none. Nobody of the demonstration signs in. Rejects
 * with 400 `tenant_required` where there are several.
 */
export async function onlyTenant(tenants: Pick<TenantDirectory, 'list'>): Promise<string> {
  const [first, second] = (await tenants.list()).filter(({ demo }) => !demo);
  if (second !== undefined) throw badRequest('tenant_required', '`tenant` must say which centre.');
  return first?.tenantId ?? '';
}

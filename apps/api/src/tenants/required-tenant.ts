import type { CliContext } from '../platform/cli-context';
import { StartError } from '../platform/start-error';
import { TenantDirectory } from './tenant-directory';
import type { Tenant } from './tenant-store';

/** The tenant a command is about; ends the command with a clear sentence when there is none of that id. */
export async function requiredTenant(cli: CliContext, tenantId: string): Promise<Tenant> {
  const tenant = await cli.app.get(TenantDirectory).find(tenantId);
  if (tenant === undefined) throw new StartError(`There is no tenant ${tenantId}. See: vigie tenant list`);
  return tenant;
}

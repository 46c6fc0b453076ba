import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { CliContext } from '../platform/cli-context';
import { badRequest } from '../platform/problems';
import { StartError } from '../platform/start-error';
import { countEvents, insertTenant, listTenants, removeTenant, type Tenant } from './tenant-store';

/** How long a list may be old; a tenant made here is seen at once, one made by another process after this. */
const freshMs = 2_000;

/** The tenants of this installation. */
@Injectable()
export class TenantDirectory {
  private known: Readonly<{ until: number; tenants: Promise<readonly Tenant[]> }> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Every tenant, oldest first. */
  list(): Promise<readonly Tenant[]> {
    const known = this.known;
    return known === undefined || known.until <= this.clock.now() ? this.read() : known.tenants;
  }

  /** Asks again before it says that there is none: another process may just have added it. */
  async find(tenantId: string): Promise<Tenant | undefined> {
    const named = (tenant: Tenant): boolean => tenant.tenantId === tenantId;
    return (await this.list()).find(named) ?? (await this.read()).find(named);
  }

  /** Who is meant when nobody is named: the first real tenant, else the demonstration, else none. */
  async first(): Promise<Tenant | undefined> {
    const real = (tenant: Tenant): boolean => !tenant.demo;
    const known = (await this.list()).find(real);
    if (known !== undefined) return known;
    const tenants = await this.read();
    return tenants.find(real) ?? tenants[0];
  }

  /** Adds a tenant; false when one of that id exists. The id must be one that {@link isTenantId} takes. */
  async create(tenant: Omit<Tenant, 'createdAt'>): Promise<boolean> {
    const created = await this.database.asOwner((tx) =>
      insertTenant(tx, { ...tenant, createdAt: this.clock.now() }),
    );
    this.known = undefined;
    return created;
  }

  /** Removes a tenant and everything of it for good; false when there is none. */
  async delete(tenantId: string): Promise<boolean> {
    const deleted = await this.database.asOwner((tx) => removeTenant(tx, tenantId));
    this.known = undefined;
    return deleted;
  }

  /** How many events a tenant has ever had. */
  countEvents(tenantId: string): Promise<number> {
    return this.database.withTenant(tenantId, (tx) => countEvents(tx, tenantId));
  }

  private read(): Promise<readonly Tenant[]> {
    // Tenants are nobody's rows: the transaction is of no tenant at all.
    const tenants = this.database.withTenant('', listTenants);
    const known = { until: this.clock.now() + freshMs, tenants };
    this.known = known;
    tenants.catch(() => {
      if (this.known === known) this.known = undefined;
    });
    return tenants;
  }
}

const shape = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a text may name a tenant: 1 to 63 of a–z, 0–9 and inner hyphens, so that it can stand inside an API key. */
export function isTenantId(text: string): boolean {
  return shape.test(text);
}

/** The tenant a command is about; ends the command with a clear sentence when there is none of that id. */
export async function requiredTenant(cli: CliContext, tenantId: string): Promise<Tenant> {
  const tenant = await cli.app.get(TenantDirectory).find(tenantId);
  if (tenant === undefined) throw new StartError(`There is no tenant ${tenantId}. See: vigie tenant list`);
  return tenant;
}

/**
 * The centre that is meant where none is named; empty where there is none. Nobody of the demonstration signs in. Rejects
 * with 400 `tenant_required` where there are several.
 */
export async function onlyTenant(tenants: Pick<TenantDirectory, 'list'>): Promise<string> {
  const [first, second] = (await tenants.list()).filter(({ demo }) => !demo);
  if (second !== undefined) throw badRequest('tenant_required', '`tenant` must say which centre.');
  return first?.tenantId ?? '';
}

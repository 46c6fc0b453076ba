import { Injectable } from '@nestjs/common';

import { notFound } from '../platform/problems';
import { Keyring } from '../privacy/keyring';
import { TenantDirectory } from '../tenants/tenant-directory';
import { homeCountryOf } from '../privacy/caller-number';
import { CallerPseudonyms } from '../privacy/caller-pseudonyms';
import type { ReadingRules } from './read-event';

/** How the events of each tenant are to be read. */
@Injectable()
export class TenantReadingRules {
  constructor(
    private readonly tenants: TenantDirectory,
    private readonly keyring: Keyring,
  ) {}

  /** `source` stands in where an event names none. Rejects with 404 when there is no such tenant. */
  async of(tenantId: string, source?: string): Promise<ReadingRules> {
    const tenant = await this.tenants.find(tenantId);
    if (tenant === undefined) throw notFound('There is no such tenant.');
    const key = this.keyring.keyOf(tenantId, 'caller numbers');
    return { pseudonyms: new CallerPseudonyms(key, homeCountryOf(tenant.timezone)), source };
  }
}

import { Injectable } from '@nestjs/common';

import type { KeptEntry } from '../../audit/audit-entry';
import { Database } from '../../platform/database';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { demoPeople } from '../demo-people';
import { auditNames, type AuditName } from '../people/person-store';

const ids = /[\w-]+/gu;

/** What those are called whom the audit log names by their ids. */
@Injectable()
export class AuditNames {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
  ) {}

  /** Of whoever did something in these entries, and of people to whom it was done; by id. */
  async of(tenantId: string, entries: readonly KeptEntry[]): Promise<Readonly<Record<string, string>>> {
    const named = new Set(
      entries.flatMap(({ actor, subject }) => [actor.id ?? '', ...(subject?.match(ids) ?? [])]),
    );
    const all = named.size === 0 ? [] : await this.all(tenantId);
    return Object.fromEntries(all.filter(({ id }) => named.has(id)).map(({ id, name }) => [id, name]));
  }

  /** The ids of everybody whose name holds these letters, however they are written. */
  async matching(tenantId: string, letters: string): Promise<readonly string[]> {
    const wanted = plain(letters);
    const all = await this.all(tenantId);
    return all.filter(({ name }) => plain(name).includes(wanted)).map(({ id }) => id);
  }

  private async all(tenantId: string): Promise<readonly AuditName[]> {
    const isDemo = (await this.tenants.find(tenantId))?.demo === true;
    const known = await this.database.withTenant(tenantId, (tx) => auditNames(tx, tenantId));
    return isDemo ? [...demoPeople, ...known] : known;
  }
}

/** Without accents and capitals. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

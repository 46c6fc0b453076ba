import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import {
  findImport,
  insertImport,
  listImports,
  markImport,
  type ImportEntry,
  type ImportKind,
} from './import-store';

/** An import that was begun. */
export type BegunImport = { readonly tenantId: string; readonly importId: number };

/** The imports of each tenant, by number. */
@Injectable()
export class ImportLedger {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Gives an import its number, the tenant's next. */
  async begin(tenantId: string, kind: ImportKind, file: string | null): Promise<BegunImport> {
    const now = this.clock.now();
    const begin = (tx: EntityManager): Promise<number> => insertImport(tx, tenantId, { kind, file, now });
    return { tenantId, importId: await this.database.withTenant(tenantId, begin, 'intake') };
  }

  /** Notes that an import came to its end. */
  async finish({ tenantId, importId }: BegunImport): Promise<void> {
    const mark = { as: 'finished' as const, now: this.clock.now() };
    await this.database.withTenant(tenantId, (tx) => markImport(tx, tenantId, importId, mark), 'intake');
  }

  /** Notes that an import is undone, and gives back how it stood before; undefined when there is none. */
  async close({ tenantId, importId }: BegunImport): Promise<ImportEntry | undefined> {
    const mark = { as: 'undone' as const, now: this.clock.now() };
    const close = async (tx: EntityManager): Promise<ImportEntry | undefined> => {
      const entry = await findImport(tx, tenantId, importId);
      if (entry !== undefined) await markImport(tx, tenantId, importId, mark);
      return entry;
    };
    return this.database.withTenant(tenantId, close, 'intake');
  }

  /** The newest first. */
  list(tenantId: string, limit: number): Promise<ImportEntry[]> {
    return this.database.withTenant(tenantId, (tx) => listImports(tx, tenantId, limit));
  }
}

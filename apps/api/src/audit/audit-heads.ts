import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Inject, Injectable } from '@nestjs/common';

import { APP_CONFIG, type AppConfig } from '../platform/config';
import { Database } from '../platform/database';
import { TenantDirectory } from '../tenants/tenant-directory';
import { noHead, type AuditHead } from './audit-entry';
import { chainHead, hashAt } from './audit-store';

/** Where a tenant's chain ends now, and the end noted before that contradicts it: that entry is gone, or another one. */
export type AdvancedHead = Readonly<{ head: AuditHead; contradicted: AuditHead | null }>;

const shape = /^(\d+) (\d+) ([0-9a-f]{64})\n$/u;

/**
 * The end of each tenant's chain, noted in a file of the data folder: whoever takes away the newest entries and sets
 * the end back within the database is contradicted by it. Best kept on another disk.
 */
@Injectable()
export class AuditHeads {
  constructor(
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'dataDir'>,
    private readonly tenants: TenantDirectory,
    private readonly database: Database,
  ) {}

  /** What was noted last; undefined when nothing was, or of another tenant that once had this name. */
  async noted(tenantId: string): Promise<AuditHead | undefined> {
    const text = await readFile(this.fileOf(tenantId), 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    });
    const [, madeAt, seq, hash] = shape.exec(text) ?? [];
    const tenant = await this.tenants.find(tenantId);
    if (hash === undefined || tenant === undefined || Number(madeAt) !== tenant.createdAt) return undefined;
    return { seq: Number(seq), hash: Buffer.from(hash, 'hex') };
  }

  /**
   * Notes where the chain ends now, unless it does not go through what was noted before: that note stays, and is given
   * back. Undefined where nothing was ever written.
   */
  async advance(tenantId: string): Promise<AdvancedHead | undefined> {
    const noted = await this.noted(tenantId);
    const found = await this.database.withTenant(tenantId, async (tx) => ({
      head: await chainHead(tx, tenantId),
      hash: noted === undefined ? undefined : await hashAt(tx, tenantId, noted.seq),
    }));
    const head = found.head ?? noHead;
    if (noted !== undefined && found.hash?.equals(noted.hash) !== true) return { head, contradicted: noted };
    if (found.head === undefined) return undefined;
    await this.note(tenantId, head);
    return { head, contradicted: null };
  }

  /** Notes an end; never one before that which is noted already. */
  async note(tenantId: string, { seq, hash }: AuditHead): Promise<void> {
    const [known, tenant] = [await this.noted(tenantId), await this.tenants.find(tenantId)];
    if (tenant === undefined || (known !== undefined && known.seq >= seq)) return;
    const file = this.fileOf(tenantId);
    await mkdir(join(file, '..'), { recursive: true });
    // Of its own, since two may note at once.
    const fresh = `${file}.${randomUUID()}.new`;
    await writeFile(fresh, `${tenant.createdAt} ${seq} ${hash.toString('hex')}\n`, { mode: 0o600 });
    await rename(fresh, file);
  }

  private fileOf(tenantId: string): string {
    return join(this.config.dataDir, 'audit-heads', tenantId);
  }
}

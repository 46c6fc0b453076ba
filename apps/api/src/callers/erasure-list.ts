import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';

import { APP_CONFIG, type AppConfig } from '../platform/config';
import { TenantDirectory } from '../tenants/tenant-directory';

const lineSchema = z.object({
  erasureId: z.uuid(),
  /** Milliseconds since 1970. */
  askedAt: z.number(),
  /** When the tenant was made: another one that has its name now is not meant. */
  tenantSince: z.number(),
  hashes: z.array(z.string()),
  marks: z.array(z.string()),
});

/** A caller to be erased, by what stands for them. */
export type ListedErasure = Readonly<z.infer<typeof lineSchema>>;

/**
 * Who was erased, by hashes, in a file of the data folder for each tenant: outside the database, and so outside its
 * backups. What is restored from before is erased again by it. Written to the disk before anything is erased.
 */
@Injectable()
export class ErasureList {
  constructor(
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'dataDir'>,
    private readonly tenants: TenantDirectory,
  ) {}

  async add(tenantId: string, erasure: Omit<ListedErasure, 'tenantSince'>): Promise<void> {
    const tenantSince = await this.since(tenantId);
    const file = this.fileOf(tenantId);
    await mkdir(join(file, '..'), { recursive: true });
    const handle = await open(file, 'a', 0o600);
    try {
      // The line before may have been cut by a crash: this one must not become its end.
      await handle.appendFile(`\n${JSON.stringify({ ...erasure, tenantSince })}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** In the order in which they were asked for. A line that was cut by a crash is none: nothing was erased by it. */
  async read(tenantId: string): Promise<readonly ListedErasure[]> {
    const text = await readFile(this.fileOf(tenantId), 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    });
    const since = text === '' ? 0 : await this.since(tenantId);
    return text
      .split('\n')
      .flatMap(readLine)
      .filter(({ tenantSince }) => tenantSince === since);
  }

  private async since(tenantId: string): Promise<number> {
    return (await this.tenants.find(tenantId))?.createdAt ?? 0;
  }

  private fileOf(tenantId: string): string {
    return join(this.config.dataDir, 'erasures', tenantId);
  }
}

function readLine(line: string): ListedErasure[] {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

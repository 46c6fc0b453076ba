import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';

import { Inject, Injectable, Logger } from '@nestjs/common';
import { Gauge, register } from 'prom-client';

import { Clock } from './clock';
import { Rounds } from './rounds/rounds';
import { DATA_FOLDER } from './config';

const metric = 'vigie_data_disk_used_ratio';
/** From here on somebody should make room: PostgreSQL stops when nothing is left. */
const warnFrom = 0.8;
const repeatMs = 3_600_000;

/** What a file system tells of itself. */
export type ReadDisk = (folder: string) => Promise<Pick<StatsFs, 'bsize' | 'blocks' | 'bavail'>>;

const known = register.getSingleMetric(metric);
const used =
  known instanceof Gauge
    ? known
    : new Gauge({ name: metric, help: 'Share of the disk under the embedded database that is taken.' });

/** Looks how full the disk is that the embedded database is on; of a database of one's own it knows nothing. */
@Injectable()
export class DiskWatch {
  private readonly logger = new Logger('Disk');
  private warnedAt = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(DATA_FOLDER) private readonly folder: string | undefined,
    private readonly clock: Clock,
    rounds: Rounds,
  ) {
    rounds.add({ kind: 'process', name: 'disk', everyMs: 60_000, run: () => this.look() });
  }

  /** Notes the share taken, and warns once an hour from 80 % on. */
  async look(read: ReadDisk = (folder) => statfs(folder)): Promise<void> {
    if (this.folder === undefined) return;
    const { bsize, blocks, bavail } = await read(this.folder);
    if (blocks === 0) return;
    const usedRatio = 1 - bavail / blocks;
    used.set(usedRatio);
    if (usedRatio < warnFrom) this.warnedAt = Number.NEGATIVE_INFINITY;
    else if (this.clock.now() - this.warnedAt >= repeatMs) {
      this.warnedAt = this.clock.now();
      const freeMb = Math.round((bavail * bsize) / 1e6);
      this.logger.warn({ disk: 'nearly full', usedPercent: Math.round(usedRatio * 100), freeMb });
    }
  }
}

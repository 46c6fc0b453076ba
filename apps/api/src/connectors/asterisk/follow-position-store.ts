import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import type { FollowPosition } from './queue-log-follower';
import type { LineOrdinals } from './line-order';

type PositionRow = {
  readonly position: string;
  readonly state: { readonly fingerprint: string; readonly ordinals: LineOrdinals };
};

/** Keeps how far each followed log has been read, so that a restart goes on where it stopped. */
@Injectable()
export class FollowPositionStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  load(tenantId: string, source: string, file: string): Promise<FollowPosition | null> {
    return this.database.withTenant(tenantId, async (tx) => {
      const rows: PositionRow[] = await tx.query(
        `SELECT position, state FROM import_position WHERE tenant_id = $1 AND source = $2 AND file = $3`,
        [tenantId, source, file],
      );
      const row = rows[0];
      return row === undefined ? null : { offset: Number(row.position), ...row.state };
    });
  }

  async save(tenantId: string, source: string, file: string, position: FollowPosition): Promise<void> {
    const { offset, fingerprint, ordinals } = position;
    await this.database.withTenant(tenantId, (tx) =>
      tx.query(
        `INSERT INTO import_position (tenant_id, source, file, position, state, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (tenant_id, source, file)
         DO UPDATE SET position = excluded.position, state = excluded.state, updated_at = excluded.updated_at`,
        [
          tenantId,
          source,
          file,
          offset,
          JSON.stringify({ fingerprint, ordinals }),
          new Date(this.clock.now()),
        ],
      ),
    );
  }
}

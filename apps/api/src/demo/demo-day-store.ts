import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';

import { Database } from '../platform/database';
import { msOf } from '../platform/sql-instant';
import type { DemoDay } from './demo-schedule';

const columns = `key, kind, date, finished,
  ${msOf('base')} AS base, ${msOf('until_at')} AS until,
  ${msOf('played_to')} AS "playedTo"`;

/** Which days a demonstration has played or plays. */
@Injectable()
export class DemoDayStore {
  constructor(private readonly database: Database) {}

  /** Every day, by rising begin. */
  all(tenantId: string): Promise<DemoDay[]> {
    const sql = `SELECT ${columns} FROM demo_day WHERE tenant_id = $1 ORDER BY base, key`;
    return this.database.withTenant(tenantId, (tx) => tx.query<DemoDay[]>(sql, [tenantId]));
  }

  /** Adds days; those that are known stay as they are. */
  async add(tenantId: string, days: readonly DemoDay[]): Promise<void> {
    const sql = `INSERT INTO demo_day (tenant_id, key, kind, date, base, until_at, finished)
      SELECT $1, key, kind, date, to_timestamp(base / 1000), to_timestamp(until_at / 1000), finished
      FROM unnest($2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::boolean[])
        AS day (key, kind, date, base, until_at, finished)
      ON CONFLICT DO NOTHING`;
    const columns = [
      days.map(({ key }) => key),
      days.map(({ kind }) => kind),
      days.map(({ date }) => date),
      days.map(({ base }) => base),
      days.map(({ until }) => until),
      days.map(({ finished }) => finished),
    ];
    await this.database.withTenant(tenantId, (tx) => tx.query(sql, [tenantId, ...columns]));
  }

  /** Records that the events of these days are in the log up to an instant. */
  async played(tenantId: string, keys: readonly string[], to: Instant): Promise<void> {
    const sql = `UPDATE demo_day SET played_to = to_timestamp($3::float8 / 1000) WHERE tenant_id = $1 AND key = ANY ($2)`;
    await this.database.withTenant(tenantId, (tx) => tx.query(sql, [tenantId, keys, to]));
  }

  /** Records that nothing more comes of these days. */
  async finished(tenantId: string, keys: readonly string[]): Promise<void> {
    const sql = `UPDATE demo_day SET finished = true WHERE tenant_id = $1 AND key = ANY ($2)`;
    await this.database.withTenant(tenantId, (tx) => tx.query(sql, [tenantId, keys]));
  }
}

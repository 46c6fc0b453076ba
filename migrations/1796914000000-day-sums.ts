import type { MigrationInterface, QueryRunner } from 'typeorm';

const days = `
-- The rows of rollup of a whole day together, with the day's first instant as their bucket.
CREATE TABLE rollup_day (
  LIKE rollup,
  PRIMARY KEY (tenant_id, cuboid, key1, key2, bucket)
) WITH (toast_tuple_target = 8160)`;

const byBucket = 'CREATE INDEX rollup_day_by_bucket ON rollup_day (tenant_id, bucket)';

const summed = `
-- The days whose rows of rollup_day say what their quarters say; summed is false while they are being written. What moves a
-- quarter takes the day out of this list.
CREATE TABLE summed_day (
  tenant_id text NOT NULL,
  start_at timestamptz(3) NOT NULL,
  end_at timestamptz(3) NOT NULL,
  summed boolean NOT NULL,
  PRIMARY KEY (tenant_id, start_at)
)`;

/** Sums of whole days beside those of quarters of an hour. They begin empty, and are written by a round. */
export class DaySums1796914000000 implements MigrationInterface {
  name = 'DaySums1796914000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [days, byBucket, summed]) await runner.query(sql);
    for (const table of ['rollup_day', 'summed_day']) await runner.query('SELECT vigie_isolate($1)', [table]);
    await runner.query('GRANT SELECT ON rollup_day, summed_day TO vigie_app');
    await runner.query('GRANT SELECT, INSERT, DELETE ON rollup_day TO vigie_fold');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON summed_day TO vigie_fold');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rollup_day, summed_day');
  }
}

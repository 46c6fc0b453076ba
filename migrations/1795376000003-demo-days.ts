import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- Which days the demonstration has played or plays, and how far.
CREATE TABLE demo_day (
  tenant_id text NOT NULL REFERENCES tenant,
  key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('day', 'exercise', 'rest')),
  -- The day of the wall calendar that is played, and the instant of its played midnight.
  date text NOT NULL,
  base timestamptz(3) NOT NULL,
  until_at timestamptz(3) NOT NULL,
  played_to timestamptz(3),
  finished boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, key)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON demo_day TO vigie_app`;

/** What the demonstration remembers of itself, so that a start loads only what is missing. */
export class DemoDays1795376000003 implements MigrationInterface {
  name = 'DemoDays1795376000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query('SELECT vigie_isolate($1)', ['demo_day']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE demo_day');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const views = `
-- Addresses of history that people have named for themselves: one row each, at most one of a person begins.
CREATE TABLE history_view (
  tenant_id text NOT NULL,
  view_id text NOT NULL,
  person_id text NOT NULL,
  name text NOT NULL,
  -- The choices of the page, as its address has them.
  query text NOT NULL,
  is_start boolean NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, view_id)
)`;

/** Named views of history. */
export class HistoryViews1796915000000 implements MigrationInterface {
  name = 'HistoryViews1796915000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(views);
    await runner.query('CREATE UNIQUE INDEX history_view_name ON history_view (tenant_id, person_id, name)');
    await runner.query(`SELECT vigie_isolate('history_view')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON history_view TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE history_view');
  }
}

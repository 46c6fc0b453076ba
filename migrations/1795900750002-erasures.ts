import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- Which erasures were done in this database. What they erase is in the list that is kept outside it: a backup that is
-- restored lacks the rows of those that came later, and so they are done again.
CREATE TABLE erasure (
  tenant_id text NOT NULL REFERENCES tenant,
  erasure_id uuid NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  done_at timestamptz(3) NOT NULL,
  events bigint NOT NULL,
  calls bigint NOT NULL,
  comments bigint NOT NULL,
  invitations bigint NOT NULL,
  refused_events bigint NOT NULL,
  PRIMARY KEY (tenant_id, erasure_id)
)`;

/** Callers whose traces were erased: that it was done, never who they were. */
export class Erasures1795900750002 implements MigrationInterface {
  name = 'Erasures1795900750002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query(`SELECT vigie_isolate('erasure')`);
    await runner.query('GRANT SELECT, INSERT ON erasure TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erasure');
  }
}

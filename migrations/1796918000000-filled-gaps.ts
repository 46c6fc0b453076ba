import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Times that a source told nothing of and that a history of the telephone system has told since. */
export class FilledGaps1796918000000 implements MigrationInterface {
  name = 'FilledGaps1796918000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE source_gap_fill (
  tenant_id text NOT NULL,
  source text COLLATE "C" NOT NULL,
  from_at timestamptz(3) NOT NULL,
  to_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, source, from_at, to_at)
)`);
    await runner.query("SELECT vigie_isolate('source_gap_fill')");
    await runner.query('GRANT SELECT ON source_gap_fill TO vigie_app');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON source_gap_fill TO vigie_fold');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE source_gap_fill');
  }
}

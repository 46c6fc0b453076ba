import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- Refusals to be asked that an operator took back: who did, and why. Nobody changes a row or takes it away.
CREATE TABLE survey_refusal_undone (
  tenant_id text NOT NULL,
  mark bytea NOT NULL,
  undone_at timestamptz(3) NOT NULL,
  refused_at timestamptz(3) NOT NULL,
  undone_by text NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (tenant_id, mark, undone_at)
);
GRANT SELECT, INSERT ON survey_refusal_undone TO vigie_app;
GRANT DELETE ON survey_refusal TO vigie_app`;

/** A refusal that was noted by mistake can be taken back, with a trace. */
export class UndoneRefusals1795900310000 implements MigrationInterface {
  name = 'UndoneRefusals1795900310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query('SELECT vigie_isolate($1)', ['survey_refusal_undone']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE DELETE ON survey_refusal FROM vigie_app');
    await runner.query('DROP TABLE survey_refusal_undone');
  }
}

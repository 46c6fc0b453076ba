import type { MigrationInterface, QueryRunner } from 'typeorm';

const questions = `
-- What became of a question that a clinic's sheet did not answer: the last decision on each.
CREATE TABLE sheet_question (
  tenant_id text NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  question text COLLATE "C" NOT NULL,
  decision text COLLATE "C" NOT NULL CHECK (decision IN ('accepted', 'refused')),
  at timestamptz(3) NOT NULL,
  by_id text COLLATE "C",
  by_name text NOT NULL,
  why text NOT NULL,
  PRIMARY KEY (tenant_id, clinic_id, question)
)`;

/** Decisions on questions without an answer. */
export class SheetQuestions1796700000001 implements MigrationInterface {
  name = 'SheetQuestions1796700000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(questions);
    await runner.query(`SELECT vigie_isolate('sheet_question')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON sheet_question TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sheet_question');
  }
}

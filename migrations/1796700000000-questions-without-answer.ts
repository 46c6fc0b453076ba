import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = (names: string): string =>
  `ALTER TABLE sheet_note DROP CONSTRAINT sheet_note_kind_check,
   ADD CONSTRAINT sheet_note_kind_check CHECK (kind IN (${names}))`;
const before = `'greeting', 'path', 'found', 'missed'`;

/** Questions that secretaries propose for a sheet, and procedures that they found unclear. */
export class QuestionsWithoutAnswer1796700000000 implements MigrationInterface {
  name = 'QuestionsWithoutAnswer1796700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds(`${before}, 'proposed', 'unclear'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM sheet_note WHERE kind IN ('proposed', 'unclear')`);
    await runner.query(kinds(before));
  }
}

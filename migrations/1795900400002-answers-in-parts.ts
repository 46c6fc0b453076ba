import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An invitation is answered question by question: which ones, and in how many parts, but never what was said. */
export class AnswersInParts1795900400002 implements MigrationInterface {
  name = 'AnswersInParts1795900400002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE survey_invitation ADD COLUMN answered_items text[] NOT NULL DEFAULT '{}',
         ADD COLUMN answers int NOT NULL DEFAULT 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE survey_invitation DROP COLUMN answered_items, DROP COLUMN answers');
  }
}

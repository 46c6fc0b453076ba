import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mailing can rest, and be written in a language of its own; null: goes out, in its person's. */
export class MailingPauses1796915000001 implements MigrationInterface {
  name = 'MailingPauses1796915000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE history_mailing ADD COLUMN language text');
    await runner.query('ALTER TABLE history_mailing ADD COLUMN paused_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE history_mailing DROP COLUMN paused_at');
    await runner.query('ALTER TABLE history_mailing DROP COLUMN language');
  }
}

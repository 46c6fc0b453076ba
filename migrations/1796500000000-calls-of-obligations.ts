import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many calls an obligation is made of: a figure, which stays when who it was goes. */
export class CallsOfObligations1796500000000 implements MigrationInterface {
  name = 'CallsOfObligations1796500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE obligation ADD COLUMN calls bigint');
    await runner.query('ALTER TABLE obligation NO FORCE ROW LEVEL SECURITY');
    await runner.query(`UPDATE obligation SET calls = (detail->>'calls')::bigint WHERE detail <> '{}'`);
    await runner.query('ALTER TABLE obligation FORCE ROW LEVEL SECURITY');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE obligation DROP COLUMN calls');
  }
}

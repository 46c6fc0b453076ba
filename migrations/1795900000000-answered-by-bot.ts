import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls that a robot answered and no person did, counted apart. */
export class AnsweredByBot1795900000000 implements MigrationInterface {
  name = 'AnsweredByBot1795900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE rollup ADD COLUMN answered_by_bot bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE rollup DROP COLUMN answered_by_bot');
  }
}

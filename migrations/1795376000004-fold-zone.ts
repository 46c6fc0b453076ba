import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remembers in which time zone agents' days were cut, so that a centre that moves to another has them cut again. */
export class FoldZone1795376000004 implements MigrationInterface {
  name = 'FoldZone1795376000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE fold_cursor ADD COLUMN timezone text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE fold_cursor DROP COLUMN timezone');
  }
}

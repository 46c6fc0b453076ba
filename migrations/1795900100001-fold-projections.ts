import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remembers by which version of the code each projection of a tenant was folded; all that is there is of the first. */
export class FoldProjections1795900100001 implements MigrationInterface {
  name = 'FoldProjections1795900100001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE fold_cursor ADD COLUMN projections jsonb NOT NULL DEFAULT '{}'`);
    await runner.query(
      `UPDATE fold_cursor SET projections =
         '{"sources": {"version": 1}, "calls": {"version": 1}, "agent-days": {"version": 1}}' WHERE seq > 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE fold_cursor DROP COLUMN projections');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which ids an event named by itself: a queue that settings give to no clinic stands in for one, and is to be told from
 * it (ADR 0063). What is there already counts as named, so that no clinic loses its report by an upgrade.
 */
export class NamedClinics1796000700000 implements MigrationInterface {
  name = 'NamedClinics1796000700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE directory ADD COLUMN named boolean NOT NULL DEFAULT true');
    await runner.query('ALTER TABLE directory ALTER COLUMN named SET DEFAULT false');
    await runner.query('GRANT UPDATE (named) ON directory TO vigie_fold');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE UPDATE (named) ON directory FROM vigie_fold');
    await runner.query('ALTER TABLE directory DROP COLUMN named');
  }
}

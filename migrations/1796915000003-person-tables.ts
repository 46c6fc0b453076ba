import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How somebody's spreadsheet reads the tables they take out; null: as its language does. */
export class PersonTables1796915000003 implements MigrationInterface {
  name = 'PersonTables1796915000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person ADD COLUMN csv_manner text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person DROP COLUMN csv_manner');
  }
}

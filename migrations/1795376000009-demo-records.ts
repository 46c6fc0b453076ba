import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = (names: readonly string[]): string => `
ALTER TABLE demo_day DROP CONSTRAINT demo_day_kind_check;
ALTER TABLE demo_day ADD CONSTRAINT demo_day_kind_check CHECK (kind IN (${names.map((name) => `'${name}'`).join(', ')}))`;

/** Days of the demonstration of which only records are loaded: one event a call. */
export class DemoRecords1795376000009 implements MigrationInterface {
  name = 'DemoRecords1795376000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds(['day', 'exercise', 'rest', 'recorded']));
  }

  async down(runner: QueryRunner): Promise<void> {
    // of every tenant: the owner, too, sees only the rows of one
    await runner.query('ALTER TABLE demo_day NO FORCE ROW LEVEL SECURITY');
    await runner.query(`DELETE FROM demo_day WHERE kind = 'recorded'`);
    await runner.query('ALTER TABLE demo_day FORCE ROW LEVEL SECURITY');
    await runner.query(kinds(['day', 'exercise', 'rest']));
  }
}

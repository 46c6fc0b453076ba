import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- From when on details are kept; what was before is in the rollup alone.
ALTER TABLE fold_cursor ADD COLUMN calls_from timestamptz(3), ADD COLUMN agents_from date;

-- Calls whose details were taken away after their time: what is told of them later is not another call. The key is a hash
-- of the telephone system's own number of the call, and says nothing of who called.
CREATE TABLE call_gone (
  tenant_id text NOT NULL,
  call_key uuid NOT NULL,
  PRIMARY KEY (tenant_id, call_key)
)`;

/** Details go when they have been kept long enough; sums stay. */
export class KeptSince1795900750001 implements MigrationInterface {
  name = 'KeptSince1795900750001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(`SELECT vigie_isolate('call_gone')`);
    await runner.query('GRANT SELECT, INSERT ON call_gone TO vigie_fold');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE call_gone');
    await runner.query('ALTER TABLE fold_cursor DROP COLUMN calls_from, DROP COLUMN agents_from');
  }
}

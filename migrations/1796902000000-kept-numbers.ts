import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- Sealed numbers of callers who may have to be called back, of clinics that say so; under a key that is in no table.
CREATE TABLE kept_number (
  tenant_id text NOT NULL,
  call_key uuid NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  sealed bytea NOT NULL,
  kept_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, call_key)
)`;

/** The vault of numbers: none is ever changed, and the fold erases what it cannot read. */
export class KeptNumbers1796902000000 implements MigrationInterface {
  name = 'KeptNumbers1796902000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query(`SELECT vigie_isolate('kept_number')`);
    await runner.query('GRANT DELETE, SELECT (tenant_id, call_key) ON kept_number TO vigie_fold');
    await runner.query('GRANT SELECT, INSERT, DELETE ON kept_number TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kept_number');
  }
}

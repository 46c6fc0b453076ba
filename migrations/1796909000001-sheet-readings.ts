import type { MigrationInterface, QueryRunner } from 'typeorm';

const readings = `
-- Up to which version somebody has read the sheet of a clinic, as they say themselves: one row each, no history.
CREATE TABLE sheet_reading (
  tenant_id text NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  version int NOT NULL CHECK (version > 0),
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, person_id, clinic_id)
);
CREATE INDEX sheet_reading_clinic ON sheet_reading (tenant_id, clinic_id)`;

/** Who has read which version of a clinic's sheet. */
export class SheetReadings1796909000001 implements MigrationInterface {
  name = 'SheetReadings1796909000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(readings);
    await runner.query(`SELECT vigie_isolate('sheet_reading')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON sheet_reading TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sheet_reading');
  }
}

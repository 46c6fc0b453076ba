import type { MigrationInterface, QueryRunner } from 'typeorm';

const versions = `
-- What secretaries say for a clinic, version by version: a text is never changed, what came of it is noted beside it.
CREATE TABLE clinic_sheet (
  tenant_id text NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  version int NOT NULL CHECK (version > 0),
  at timestamptz(3) NOT NULL,
  by_id text COLLATE "C",
  by_name text NOT NULL,
  side text COLLATE "C" NOT NULL CHECK (side IN ('centre', 'clinic')),
  note text NOT NULL,
  document jsonb NOT NULL,
  -- From when secretaries have it; NULL: the centre has not taken it over.
  held_from timestamptz(3),
  approved_at timestamptz(3),
  approved_by_id text COLLATE "C",
  approved_by text,
  declined_at timestamptz(3),
  declined_by text,
  declined_why text,
  PRIMARY KEY (tenant_id, clinic_id, version),
  CHECK (held_from IS NULL OR declined_at IS NULL)
)`;

/** The sheets of clinics. */
export class ClinicSheets1796100300000 implements MigrationInterface {
  name = 'ClinicSheets1796100300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(versions);
    await runner.query(`SELECT vigie_isolate('clinic_sheet')`);
    await runner.query(`GRANT SELECT, INSERT,
      UPDATE (held_from, approved_at, approved_by_id, approved_by, declined_at, declined_by, declined_why)
      ON clinic_sheet TO vigie_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE clinic_sheet');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const notes = `
-- What events tell beside a call's own course: which path was chosen, what was looked up, when the greeting began.
CREATE TABLE sheet_note (
  tenant_id text NOT NULL,
  note_key uuid NOT NULL,
  call_key uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  -- As the event named it; NULL: the call's.
  clinic_id text COLLATE "C",
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('greeting', 'path', 'found', 'missed')),
  -- The path, or the question.
  item_id text COLLATE "C",
  took_ms bigint,
  PRIMARY KEY (tenant_id, note_key)
)`;

const diagnoses = `
-- The six lights of a clinic and month: a month that is over is not changed, a later finding is another revision.
CREATE TABLE clinic_diagnosis (
  tenant_id text NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  revision int NOT NULL CHECK (revision > 0),
  at timestamptz(3) NOT NULL,
  is_final boolean NOT NULL,
  why text COLLATE "C" NOT NULL CHECK (why IN ('first', 'events', 'sheet', 'thresholds')),
  sheet_version int,
  -- {lights, limits}
  detail jsonb NOT NULL,
  PRIMARY KEY (tenant_id, clinic_id, month, revision)
)`;

/** What the six errors are judged by, and how they were judged. */
export class Diagnosis1796100300001 implements MigrationInterface {
  name = 'Diagnosis1796100300001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(notes);
    await runner.query('CREATE INDEX sheet_note_at ON sheet_note (tenant_id, at)');
    await runner.query('CREATE INDEX sheet_note_call ON sheet_note (tenant_id, call_key)');
    await runner.query(diagnoses);
    await runner.query('CREATE INDEX clinic_diagnosis_month ON clinic_diagnosis (tenant_id, month)');
    await runner.query(`SELECT vigie_isolate('sheet_note')`);
    await runner.query(`SELECT vigie_isolate('clinic_diagnosis')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON sheet_note TO vigie_fold');
    await runner.query('GRANT SELECT ON sheet_note TO vigie_app');
    await runner.query('GRANT SELECT, INSERT, UPDATE ON clinic_diagnosis TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE clinic_diagnosis');
    await runner.query('DROP TABLE sheet_note');
  }
}

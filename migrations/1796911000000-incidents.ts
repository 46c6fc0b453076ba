import type { MigrationInterface, QueryRunner } from 'typeorm';

const notes = `
-- What events tell of urgent calls, one row each.
CREATE TABLE incident_note (
  tenant_id text NOT NULL,
  note_key uuid NOT NULL,
  call_key uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('marked', 'unmarked', 'emergency', 'taken', 'noted', 'ended',
    'reviewed')),
  by_name text,
  by_id text COLLATE "C",
  outcome text COLLATE "C",
  note text,
  PRIMARY KEY (tenant_id, note_key)
)`;

/** Urgent calls as incidents: who took each, how it ended, and its review. */
export class Incidents1796911000000 implements MigrationInterface {
  name = 'Incidents1796911000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(notes);
    await runner.query('CREATE INDEX incident_note_call ON incident_note (tenant_id, call_key)');
    await runner.query('CREATE INDEX incident_note_kind ON incident_note (tenant_id, kind, at)');
    await runner.query(`SELECT vigie_isolate('incident_note')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON incident_note TO vigie_fold');
    await runner.query('GRANT SELECT ON incident_note TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE incident_note');
  }
}

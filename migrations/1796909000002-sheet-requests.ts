import type { MigrationInterface, QueryRunner } from 'typeorm';

const requests = `
-- What the centre and a clinic ask of each other about the clinic's sheet. Who asked and what stays; what came of it is noted.
CREATE TABLE sheet_request (
  tenant_id text NOT NULL,
  request_id text COLLATE "C" NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  side text COLLATE "C" NOT NULL CHECK (side IN ('centre', 'clinic')),
  at timestamptz(3) NOT NULL,
  by_id text COLLATE "C",
  by_name text NOT NULL,
  body text NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('asked', 'taken', 'done', 'refused')),
  answered_at timestamptz(3),
  answered_by_id text COLLATE "C",
  answered_by text,
  word text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, request_id)
);
CREATE INDEX sheet_request_clinic ON sheet_request (tenant_id, clinic_id, at)`;

/** Change requests between the centre and a clinic. */
export class SheetRequests1796909000002 implements MigrationInterface {
  name = 'SheetRequests1796909000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(requests);
    await runner.query(`SELECT vigie_isolate('sheet_request')`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (state, answered_at, answered_by_id, answered_by, word), DELETE
      ON sheet_request TO vigie_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sheet_request');
  }
}

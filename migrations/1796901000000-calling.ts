import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- How each telephone system is asked to place a call, and to whose roles that is given.
CREATE TABLE call_way (
  tenant_id text NOT NULL REFERENCES tenant,
  source text COLLATE "C" NOT NULL,
  url text NOT NULL,
  -- By which a telephone system knows that it is we who ask, sealed under a key of the tenant that is not in the database.
  secret bytea NOT NULL,
  roles text[] NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, source)
);
-- What telephone systems are asked for just now; what came of it is in the log.
CREATE TABLE call_request (
  tenant_id text NOT NULL REFERENCES tenant,
  request_id uuid NOT NULL,
  obligation_id uuid NOT NULL,
  opened_by uuid NOT NULL,
  call_key uuid NOT NULL,
  source text COLLATE "C" NOT NULL,
  reference text NOT NULL,
  extension text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('asked', 'ringing', 'refused', 'unreachable', 'unknown')),
  why text,
  -- Until when the process that sends it is believed to be at it.
  sent_until timestamptz(3) NOT NULL,
  tries int NOT NULL DEFAULT 0,
  -- When somebody said what came of the call.
  over_at timestamptz(3),
  PRIMARY KEY (tenant_id, request_id)
);
CREATE INDEX call_request_of ON call_request (tenant_id, obligation_id);
CREATE INDEX call_request_sent ON call_request (tenant_id, sent_until) WHERE state = 'asked'`;

/** Calls that telephone systems are asked to place. */
export class Calling1796901000000 implements MigrationInterface {
  name = 'Calling1796901000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const table of ['call_way', 'call_request']) {
      await runner.query('SELECT vigie_isolate($1)', [table]);
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vigie_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['call_request', 'call_way']) await runner.query(`DROP TABLE ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- The telephone systems that the server listens to by itself.
CREATE TABLE connector (
  tenant_id text NOT NULL REFERENCES tenant,
  connector_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  name text NOT NULL,
  source text COLLATE "C" NOT NULL,
  options jsonb NOT NULL,
  -- A password or the like, sealed under a key of the tenant that is not in the database.
  secret bytea,
  -- Rises with each change: whoever holds the connection then begins it anew.
  revision int NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, connector_id)
);
CREATE UNIQUE INDEX connector_source ON connector (tenant_id, source, kind);
-- How it stands, as the process that holds it says, and how far it has come.
CREATE TABLE connector_state (
  tenant_id text NOT NULL,
  connector_id text COLLATE "C" NOT NULL,
  status jsonb,
  checkpoint jsonb,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, connector_id),
  FOREIGN KEY (tenant_id, connector_id) REFERENCES connector ON DELETE CASCADE
)`;

const gaps = `
-- Times of which a source told nothing and tells nothing any more.
CREATE TABLE source_gap (
  tenant_id text NOT NULL,
  source text COLLATE "C" NOT NULL,
  from_at timestamptz(3) NOT NULL,
  to_at timestamptz(3) NOT NULL,
  why text NOT NULL,
  PRIMARY KEY (tenant_id, source, from_at)
)`;

/** Connections to telephone systems that the server holds, and what was not heard of them. */
export class Connectors1796100500000 implements MigrationInterface {
  name = 'Connectors1796100500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, gaps]) await runner.query(sql);
    for (const table of ['connector', 'connector_state', 'source_gap'])
      await runner.query('SELECT vigie_isolate($1)', [table]);
    for (const table of ['connector', 'connector_state'])
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vigie_app`);
    await runner.query('GRANT SELECT ON source_gap TO vigie_app');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON source_gap TO vigie_fold');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['source_gap', 'connector_state', 'connector'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

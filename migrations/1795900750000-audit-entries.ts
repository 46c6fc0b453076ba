import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- Who did what, and when: written once, changed and taken away by nobody. Each row's hash is over the row before it.
CREATE TABLE audit_entry (
  tenant_id text NOT NULL,
  seq bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  actor_kind text NOT NULL,
  actor_id text,
  actor_role text,
  action text COLLATE "C" NOT NULL,
  subject text,
  request_id text,
  address text,
  times int NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, seq)
);
CREATE INDEX audit_entry_by_time ON audit_entry (tenant_id, at);
CREATE INDEX audit_entry_by_actor ON audit_entry (tenant_id, actor_id, seq);

-- Where the chain ends, and after which entry what is kept of it begins.
CREATE TABLE audit_head (
  tenant_id text PRIMARY KEY REFERENCES tenant,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  kept_after bigint NOT NULL,
  kept_after_hash bytea NOT NULL
)`;

const grants = `
GRANT SELECT, INSERT ON audit_entry TO vigie_app;
GRANT SELECT, INSERT ON audit_head TO vigie_app;
GRANT UPDATE (seq, hash) ON audit_head TO vigie_app`;

/** The audit log: append-only, and chained for each tenant. */
export class AuditEntries1795900750000 implements MigrationInterface {
  name = 'AuditEntries1795900750000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const table of ['audit_entry', 'audit_head'])
      await runner.query('SELECT vigie_isolate($1)', [table]);
    await runner.query(grants);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_head, audit_entry');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- When the audit log was last read whole and what was found, and how far whoever reads it now has come.
CREATE TABLE audit_verification (
  tenant_id text PRIMARY KEY REFERENCES tenant,
  -- Of the one under way; touched_at is NULL while none is.
  started_at timestamptz(3) NOT NULL,
  touched_at timestamptz(3),
  entries_read bigint NOT NULL,
  entries_there bigint NOT NULL,
  -- Of the last one that was done.
  verdict jsonb
);

CREATE INDEX audit_entry_by_action ON audit_entry (tenant_id, action, seq)`;

/** The audit log is verified by the clock and on a page, and a rare deed is found without reading the log through. */
export class AuditVerifications1796000400000 implements MigrationInterface {
  name = 'AuditVerifications1796000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query(`SELECT vigie_isolate('audit_verification')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON audit_verification TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_verification');
    await runner.query('DROP INDEX audit_entry_by_action');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const tenantTables = [
  'report_version',
  'report_action',
  'report_action_change',
  'report_note',
  'report_mailing',
] as const;

const tables = `
-- A report as it was given out: its figures in no language, from its version until the next.
CREATE TABLE report_version (
  tenant_id text NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  version int NOT NULL,
  status text NOT NULL CHECK (status IN ('provisional', 'final', 'revised')),
  computed_at timestamptz(3) NOT NULL,
  figures jsonb NOT NULL,
  PRIMARY KEY (tenant_id, clinic_id, month, version)
);
CREATE INDEX report_version_by_month ON report_version (tenant_id, month, clinic_id, version);

CREATE TABLE report_action (
  tenant_id text NOT NULL,
  action_id uuid NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  what text NOT NULL,
  owner text NOT NULL,
  due date,
  expected text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'done', 'dropped')),
  outcome text,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, action_id)
);
CREATE INDEX report_action_by_clinic ON report_action (tenant_id, clinic_id, month);

-- What was changed of an action, and when: the whole action as it became; NULL when it was taken away.
CREATE TABLE report_action_change (
  tenant_id text NOT NULL,
  action_id uuid NOT NULL,
  change int NOT NULL,
  at timestamptz(3) NOT NULL,
  became jsonb,
  PRIMARY KEY (tenant_id, action_id, change)
);

CREATE TABLE report_note (
  tenant_id text NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  paragraphs text[] NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, clinic_id, month)
);

-- Who is to get a version by e-mail. The address goes when the sending is settled.
CREATE TABLE report_mailing (
  tenant_id text NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  version int NOT NULL,
  recipient int NOT NULL,
  address text,
  attempts int NOT NULL DEFAULT 0,
  next_at timestamptz(3) NOT NULL,
  outcome text CHECK (outcome IN ('accepted', 'refused', 'given_up')),
  PRIMARY KEY (tenant_id, clinic_id, month, version, recipient)
);
CREATE INDEX report_mailing_due ON report_mailing (tenant_id, next_at) WHERE outcome IS NULL;

-- When a planned callback reached the patient: what a report asks of a month's lost calls.
CREATE INDEX event_log_callbacks ON event_log (tenant_id, subject) WHERE type = 'callback.reached'`;

const grants = `
GRANT SELECT, INSERT ON report_version, report_action_change TO vigie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON report_action, report_note, report_mailing TO vigie_app`;

/** Reports as they were given out, what was decided on them, and to whom they were sent. */
export class Reports1795376000011 implements MigrationInterface {
  name = 'Reports1795376000011';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, grants]) await runner.query(sql);
    for (const table of tenantTables) await runner.query('SELECT vigie_isolate($1)', [table]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_log_callbacks');
    await runner.query(`DROP TABLE ${tenantTables.toReversed().join(', ')}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- What callers said, beside what happened to their call: one row a call and way of asking. Written by the fold alone.
CREATE TABLE call_survey (
  tenant_id text NOT NULL,
  call_key uuid NOT NULL,
  channel text COLLATE "C" NOT NULL,
  -- First day of the calendar month of the call, in the clinic's zone.
  month date NOT NULL,
  arrived_at timestamptz(3) NOT NULL,
  counted boolean NOT NULL,
  clinic_id text COLLATE "C",
  team_id text COLLATE "C",
  queue_id text COLLATE "C",
  reason text COLLATE "C",
  language text COLLATE "C",
  outcome text,
  wait_ms bigint,
  held boolean NOT NULL,
  transferred boolean NOT NULL,
  appointment boolean,
  invited_at timestamptz(3),
  delivered_at timestamptz(3),
  answered_at timestamptz(3),
  refused_at timestamptz(3),
  survey_language text,
  -- What was answered: item to integer; NULL without an answer.
  items jsonb,
  -- Number of the last event that changed anything of this row.
  seq bigint NOT NULL,
  PRIMARY KEY (tenant_id, call_key, channel)
);
CREATE INDEX call_survey_by_month ON call_survey (tenant_id, month, clinic_id);
GRANT SELECT ON call_survey TO vigie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON call_survey TO vigie_fold`;

/** Surveys joined to their calls, for everything that counts satisfaction. */
export class CallSurveys1795376000005 implements MigrationInterface {
  name = 'CallSurveys1795376000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query('SELECT vigie_isolate($1)', ['call_survey']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE call_survey');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const names = ['survey_mark_key', 'survey_refusal', 'survey_template', 'survey_invitation'] as const;

const tables = `
-- Under what the marks of addresses and callers are made. A key of its own: refusals outlive every other key.
CREATE TABLE survey_mark_key (
  tenant_id text PRIMARY KEY REFERENCES tenant,
  key bytea NOT NULL,
  created_at timestamptz(3) NOT NULL
);

-- Who never wants to be asked again. Nothing but deleting the tenant takes a row away.
CREATE TABLE survey_refusal (
  tenant_id text NOT NULL,
  mark bytea NOT NULL,
  refused_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, mark)
);

-- What was asked, exactly; a template that changed is another one.
CREATE TABLE survey_template (
  tenant_id text NOT NULL,
  survey_id text COLLATE "C" NOT NULL,
  document jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, survey_id)
);

CREATE TABLE survey_invitation (
  tenant_id text NOT NULL,
  invitation_id text COLLATE "C" NOT NULL,
  survey_id text COLLATE "C" NOT NULL,
  source text NOT NULL,
  call_id text NOT NULL,
  call_key uuid NOT NULL,
  clinic_id text,
  call_answered boolean NOT NULL,
  channel text NOT NULL,
  language text NOT NULL,
  address_mark bytea NOT NULL,
  caller_mark bytea,
  -- NULL as soon as the sending is settled.
  sealed_address bytea,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'cancelled', 'sample')),
  attempts bigint NOT NULL DEFAULT 0,
  due_at timestamptz(3),
  delivered_at timestamptz(3),
  answer_at timestamptz(3),
  answered_at timestamptz(3),
  refused_at timestamptz(3),
  -- Events that the log does not have yet.
  unlogged text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, invitation_id),
  CHECK (state = 'waiting' OR sealed_address IS NULL)
);
CREATE INDEX survey_invitation_by_call ON survey_invitation (tenant_id, call_key);
CREATE INDEX survey_invitation_by_address ON survey_invitation (tenant_id, address_mark);
CREATE INDEX survey_invitation_by_caller ON survey_invitation (tenant_id, caller_mark);
CREATE INDEX survey_invitation_due ON survey_invitation (tenant_id, due_at) WHERE state = 'waiting';
CREATE INDEX survey_invitation_unlogged ON survey_invitation (tenant_id) WHERE unlogged <> '{}';

GRANT SELECT, INSERT ON survey_mark_key, survey_refusal, survey_template TO vigie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON survey_invitation TO vigie_app`;

/** Invitations to answer, what they asked, and who never wants to be asked again. */
export class SurveyInvitations1795376000010 implements MigrationInterface {
  name = 'SurveyInvitations1795376000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const name of names) await runner.query('SELECT vigie_isolate($1)', [name]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${names.toReversed().join(', ')}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['survey_comment', 'survey_comment_log'] as const;

const create = `
-- What patients wrote, scrubbed at the door and sealed; never in the log. A row stays when its text is erased, so that
-- the same event sent again does not bring it back.
CREATE TABLE survey_comment (
  tenant_id text NOT NULL,
  -- Digest of the source and id of the event it came with.
  comment_id uuid NOT NULL,
  call_key uuid NOT NULL,
  channel text COLLATE "C" NOT NULL,
  at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL,
  language text,
  -- NULL once erased.
  sealed bytea,
  hidden_at timestamptz(3),
  erased_at timestamptz(3),
  PRIMARY KEY (tenant_id, comment_id)
);
CREATE INDEX survey_comment_by_call ON survey_comment (tenant_id, call_key, channel);
CREATE INDEX survey_comment_by_time ON survey_comment (tenant_id, at) WHERE erased_at IS NULL;

-- What became of comments by hand or by age; never what they said.
CREATE TABLE survey_comment_log (
  tenant_id text NOT NULL,
  entry_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  comment_id uuid NOT NULL,
  action text NOT NULL CHECK (action IN ('hidden', 'shown', 'erased', 'expired')),
  reason text CHECK (reason IN ('personal', 'offensive', 'not_about_us', 'asked_by_patient', 'other')),
  PRIMARY KEY (tenant_id, entry_id)
);
CREATE INDEX survey_comment_log_by_time ON survey_comment_log (tenant_id, at);

GRANT SELECT, INSERT, UPDATE ON survey_comment TO vigie_app;
GRANT SELECT, INSERT ON survey_comment_log TO vigie_app`;

/** Free text of surveys, apart from everything that is counted. */
export class SurveyComments1795376000007 implements MigrationInterface {
  name = 'SurveyComments1795376000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
    for (const table of tables) await runner.query('SELECT vigie_isolate($1)', [table]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${tables.toReversed().join(', ')}`);
  }
}

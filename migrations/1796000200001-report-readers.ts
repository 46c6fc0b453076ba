import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['reader_link', 'reader_answer'] as const;

const links = `
-- Opens one clinic's report of one month to whoever got it by mail, for sixty days: known by the hash of its token alone.
CREATE TABLE reader_link (
  tenant_id text NOT NULL,
  link_id text COLLATE "C" NOT NULL,
  token_hash bytea NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  -- Which of the settings' recipients; the address itself is not kept.
  recipient integer NOT NULL,
  made_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  opened_at timestamptz(3),
  revoked_at timestamptz(3),
  PRIMARY KEY (tenant_id, link_id)
);
CREATE INDEX reader_link_report ON reader_link (tenant_id, month, clinic_id)`;

const answers = `
-- What readers said to a report: never changed.
CREATE TABLE reader_answer (
  tenant_id text NOT NULL,
  answer_id text COLLATE "C" NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  recipient integer NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('received', 'question', 'accepted', 'refused')),
  action_id text COLLATE "C",
  body text,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, answer_id)
);
CREATE INDEX reader_answer_report ON reader_answer (tenant_id, month, clinic_id)`;

/** Readers of reports, who need no account. */
export class ReportReaders1796000200001 implements MigrationInterface {
  name = 'ReportReaders1796000200001';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [links, answers]) await runner.query(sql);
    for (const table of tables) {
      await runner.query('SELECT vigie_isolate($1)', [table]);
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vigie_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables.toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const tenantTables = [
  'satisfaction_head',
  'satisfaction_touched',
  'satisfaction_month',
  'satisfaction_batch',
  'satisfaction_entry',
  'satisfaction_period',
  'satisfaction_cell',
] as const;

const tables = `
-- How far a tenant's surveys have been looked at; its lock is the right to publish.
CREATE TABLE satisfaction_head (
  tenant_id text PRIMARY KEY,
  seen_seq bigint NOT NULL DEFAULT 0
);

-- Months whose rows went or changed without a newer event's number (settings did it). Rows are only added by the fold and only removed by
-- the publication, so that neither waits for the other.
CREATE TABLE satisfaction_touched (
  tenant_id text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  month date NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

-- Months of calls that have surveys, and since when something of them waits to be published.
CREATE TABLE satisfaction_month (
  tenant_id text NOT NULL,
  month date NOT NULL,
  waiting_since timestamptz(3),
  -- What it was last told as; NULL: it was not yet.
  status text,
  quarter_due boolean NOT NULL DEFAULT false,
  year_due boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, month)
);

-- Answers enter what is published in batches of ten or more. A batch of the running month may be of one day's calls.
CREATE TABLE satisfaction_batch (
  tenant_id text NOT NULL,
  month date NOT NULL,
  channel text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  batch int NOT NULL,
  day date,
  counts int[] NOT NULL,
  PRIMARY KEY (tenant_id, month, channel, item, batch)
);

-- What each batch consists of: an answer that came, changed or went.
CREATE TABLE satisfaction_entry (
  tenant_id text NOT NULL,
  month date NOT NULL,
  channel text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  batch int NOT NULL,
  call_key uuid NOT NULL,
  part smallint NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  added smallint,
  removed smallint,
  -- What it counts toward the ten: 0 when the same caller already counts in the same open place.
  weight real NOT NULL,
  -- The figure of the clinic that first told it; NULL as long as none did.
  told_in text COLLATE "C",
  PRIMARY KEY (tenant_id, month, channel, item, batch, call_key, part)
);

CREATE TABLE satisfaction_period (
  tenant_id text NOT NULL,
  month date NOT NULL,
  months smallint NOT NULL,
  channel text COLLATE "C" NOT NULL,
  version int NOT NULL,
  status text NOT NULL CHECK (status IN ('running', 'provisional', 'final', 'revised')),
  computed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, month, months, channel, version)
);

-- A cell as it was published, from its version until the next one of the same cell. The clinic '' is all of them.
CREATE TABLE satisfaction_cell (
  tenant_id text NOT NULL,
  month date NOT NULL,
  months smallint NOT NULL,
  channel text COLLATE "C" NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  dimension text COLLATE "C" NOT NULL,
  version int NOT NULL,
  cell jsonb NOT NULL,
  PRIMARY KEY (tenant_id, month, months, channel, clinic_id, dimension, version)
);

CREATE INDEX call_survey_by_seq ON call_survey (tenant_id, seq);

CREATE FUNCTION vigie_note_lost_surveys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO satisfaction_touched (tenant_id, month) SELECT DISTINCT tenant_id, month FROM before_rows;
  RETURN NULL;
END $$;
CREATE FUNCTION vigie_note_changed_surveys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO satisfaction_touched (tenant_id, month)
  SELECT DISTINCT b.tenant_id, b.month FROM before_rows b
  WHERE NOT EXISTS (
    SELECT 1 FROM after_rows a WHERE a.tenant_id = b.tenant_id AND a.call_key = b.call_key
      AND a.channel = b.channel AND a.month = b.month AND a.seq > b.seq);
  RETURN NULL;
END $$;
CREATE TRIGGER note_lost_surveys AFTER DELETE ON call_survey REFERENCING OLD TABLE AS before_rows
  FOR EACH STATEMENT EXECUTE FUNCTION vigie_note_lost_surveys();
CREATE TRIGGER note_changed_surveys AFTER UPDATE ON call_survey REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION vigie_note_changed_surveys()`;

const grants = `
GRANT SELECT ON satisfaction_month, satisfaction_batch, satisfaction_period, satisfaction_cell TO vigie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ${tenantTables.join(', ')} TO vigie_fold`;

const back = `
DROP TRIGGER note_changed_surveys ON call_survey;
DROP TRIGGER note_lost_surveys ON call_survey;
DROP FUNCTION vigie_note_changed_surveys();
DROP FUNCTION vigie_note_lost_surveys();
DROP INDEX call_survey_by_seq;
DROP TABLE ${tenantTables.toReversed().join(', ')}`;

/** Published figures of satisfaction with their versions, and which answers each of them was made of. */
export class SatisfactionPublications1795376000006 implements MigrationInterface {
  name = 'SatisfactionPublications1795376000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, grants]) await runner.query(sql);
    for (const table of tenantTables) await runner.query('SELECT vigie_isolate($1)', [table]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(back);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- What each clinic owes each caller: one row for what an unanswered call, a wish or a message began, however it ended.
CREATE TABLE obligation (
  tenant_id text NOT NULL,
  obligation_id uuid NOT NULL,
  -- One caller at one clinic; a caller without a number, or with one that many share, is each call by itself.
  line_key uuid NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  team_id text COLLATE "C",
  ani_hash text COLLATE "C",
  opened_by uuid NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'recovered', 'neverReached', 'closed')),
  closed_at timestamptz(3),
  closed_as text COLLATE "C",
  due_at timestamptz(3) NOT NULL,
  -- When it ends by itself; NULL for a promise.
  ends_at timestamptz(3),
  first_tried_at timestamptz(3),
  same_half_day boolean NOT NULL,
  before_closing boolean NOT NULL,
  detail jsonb NOT NULL,
  PRIMARY KEY (tenant_id, obligation_id)
);
CREATE INDEX obligation_line ON obligation (tenant_id, line_key);
CREATE INDEX obligation_open ON obligation (tenant_id, due_at) WHERE state = 'open';
CREATE INDEX obligation_opened ON obligation (tenant_id, opened_at, clinic_id);
CREATE INDEX obligation_caller ON obligation (tenant_id, ani_hash) WHERE ani_hash IS NOT NULL`;

const notes = `
-- What was done about them, as the log tells it: by call, since which obligation a call belongs to may still move.
CREATE TABLE obligation_note (
  tenant_id text NOT NULL,
  note_key uuid NOT NULL,
  call_key uuid NOT NULL,
  callback_key uuid,
  at timestamptz(3) NOT NULL,
  note jsonb NOT NULL,
  PRIMARY KEY (tenant_id, note_key)
);
CREATE INDEX obligation_note_call ON obligation_note (tenant_id, call_key);
CREATE INDEX obligation_note_callback ON obligation_note (tenant_id, callback_key) WHERE callback_key IS NOT NULL`;

const changeKinds = (kinds: string): string =>
  `ALTER TABLE change DROP CONSTRAINT change_kind_check, ADD CONSTRAINT change_kind_check CHECK (kind IN (${kinds}))`;

/** Callers whom a clinic owes a call, and what was done about it. */
export class Obligations1796000500000 implements MigrationInterface {
  name = 'Obligations1796000500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, notes]) await runner.query(sql);
    for (const table of ['obligation', 'obligation_note']) {
      await runner.query('SELECT vigie_isolate($1)', [table]);
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vigie_fold`);
      await runner.query(`GRANT SELECT ON ${table} TO vigie_app`);
    }
    await runner.query(changeKinds(`'call', 'agent', 'source', 'settings', 'obligation'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM change WHERE kind = 'obligation'`);
    await runner.query(changeKinds(`'call', 'agent', 'source', 'settings'`));
    for (const table of ['obligation_note', 'obligation']) await runner.query(`DROP TABLE ${table}`);
  }
}

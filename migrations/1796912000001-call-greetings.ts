import type { MigrationInterface, QueryRunner } from 'typeorm';

const greetings = `
-- What is told of a call's greeting beside its course: the first one, its end, and the first wait that was announced.
CREATE TABLE call_greeting (
  tenant_id text NOT NULL,
  call_key uuid NOT NULL,
  started_at timestamptz(3),
  started_tie text COLLATE "C",
  message_id text COLLATE "C",
  -- What the caller heard before it; NULL: not told.
  after text COLLATE "C",
  ended_at timestamptz(3),
  ended_tie text COLLATE "C",
  completed boolean,
  announced_at timestamptz(3),
  announced_tie text COLLATE "C",
  announced_ms bigint,
  PRIMARY KEY (tenant_id, call_key),
  CHECK ((started_at IS NULL) = (started_tie IS NULL) AND (ended_at IS NULL) = (ended_tie IS NULL)
    AND (announced_at IS NULL) = (announced_tie IS NULL))
)`;

/** The greetings of calls, to be measured. */
export class CallGreetings1796912000001 implements MigrationInterface {
  name = 'CallGreetings1796912000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(greetings);
    await runner.query(`SELECT vigie_isolate('call_greeting')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON call_greeting TO vigie_fold');
    await runner.query('GRANT SELECT ON call_greeting TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE call_greeting');
  }
}

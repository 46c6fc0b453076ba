import type { MigrationInterface, QueryRunner } from 'typeorm';

const mailings = `
-- Histories that people have sent to themselves, by day, week or month.
CREATE TABLE history_mailing (
  tenant_id text NOT NULL,
  mailing_id text NOT NULL,
  person_id text NOT NULL,
  name text NOT NULL,
  every text NOT NULL,
  part text NOT NULL,
  format text NOT NULL,
  -- What narrows it, as the address of the page has it.
  query text NOT NULL,
  timezone text NOT NULL,
  next_at timestamptz(3) NOT NULL,
  last_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, mailing_id)
)`;

/** Histories that are sent by the calendar. */
export class HistoryMailings1796300000001 implements MigrationInterface {
  name = 'HistoryMailings1796300000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(mailings);
    await runner.query('CREATE INDEX history_mailing_due ON history_mailing (tenant_id, next_at)');
    await runner.query(`SELECT vigie_isolate('history_mailing')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON history_mailing TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE history_mailing');
  }
}

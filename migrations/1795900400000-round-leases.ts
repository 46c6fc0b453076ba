import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- When a tenant's turn of some periodic work is due again, and what became of the last one. While a process works at
-- it, next_at is the end of its lease, and begun_at says whose that is.
CREATE TABLE round_lease (
  tenant_id text NOT NULL REFERENCES tenant,
  round text COLLATE "C" NOT NULL,
  next_at timestamptz(3) NOT NULL,
  begun_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  took_ms bigint,
  -- Since the last one that succeeded.
  failures int NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, round)
)`;

/** One process at a time for each tenant's periodic work. */
export class RoundLeases1795900400000 implements MigrationInterface {
  name = 'RoundLeases1795900400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query(`SELECT vigie_isolate('round_lease')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON round_lease TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE round_lease');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- Whose role asks for more than a password: of a centre without a row, nobody's.
CREATE TABLE second_factor_rule (
  tenant_id text PRIMARY KEY REFERENCES tenant,
  roles text[] NOT NULL
)`;

/** Roles that must have a second factor, and which sessions began with more than a password (ADR 0099). */
export class SecondFactorRule1796100100001 implements MigrationInterface {
  name = 'SecondFactorRule1796100100001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query(`SELECT vigie_isolate('second_factor_rule')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON second_factor_rule TO vigie_app');
    await runner.query('ALTER TABLE session ADD COLUMN is_strong boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session DROP COLUMN is_strong');
    await runner.query('DROP TABLE second_factor_rule');
  }
}

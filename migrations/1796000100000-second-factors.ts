import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['second_factor', 'recovery_code', 'half_session'] as const;

const factors = `
-- What somebody's application makes codes from, sealed under a key of the tenant that is not in the database.
CREATE TABLE second_factor (
  tenant_id text NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  secret bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  -- NULL until its first code was given: nothing is asked for yet.
  confirmed_at timestamptz(3),
  -- Of the latest code that was taken, in steps of 30 s since 1970: none of it or before is taken again.
  last_step bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, person_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person ON DELETE CASCADE
);
-- Each signs in once instead of a code; its keyed hash.
CREATE TABLE recovery_code (
  tenant_id text NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  code_hash bytea NOT NULL,
  used_at timestamptz(3),
  PRIMARY KEY (tenant_id, person_id, code_hash),
  FOREIGN KEY (tenant_id, person_id) REFERENCES second_factor ON DELETE CASCADE
)`;

const halves = `
-- A browser in which the password was right and the code is still owed: it opens nothing but that step.
CREATE TABLE half_session (
  tenant_id text NOT NULL,
  half_id text COLLATE "C" NOT NULL,
  token_hash bytea NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, half_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person ON DELETE CASCADE
);
CREATE INDEX half_session_person ON half_session (tenant_id, person_id)`;

/** A code beside the password: its secrets, the codes for when it is lost, and the step between the two. */
export class SecondFactors1796000100000 implements MigrationInterface {
  name = 'SecondFactors1796000100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [factors, halves]) await runner.query(sql);
    for (const table of tables) {
      await runner.query('SELECT vigie_isolate($1)', [table]);
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vigie_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['half_session', 'recovery_code', 'second_factor'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const keys = `
-- The key under which callers' numbers are hashed: every version after the first. Until \`until\` the version before is
-- used beside it, so that whoever rings meanwhile is known under both.
CREATE TABLE caller_key (
  tenant_id text NOT NULL REFERENCES tenant,
  version integer NOT NULL CHECK (version > 1),
  since timestamptz(3) NOT NULL,
  until timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, version)
)`;

const aliases = `
-- Callers known under more than one key: \`ani_hash\` in the log is \`caller\` in what is folded from it.
CREATE TABLE caller_alias (
  tenant_id text NOT NULL,
  ani_hash text NOT NULL,
  caller text NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (tenant_id, ani_hash)
)`;

/** Versions of the key of callers' numbers, and who is known under two of them (ADR 0083). */
export class CallerKeys1796100100000 implements MigrationInterface {
  name = 'CallerKeys1796100100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(keys);
    await runner.query(aliases);
    await runner.query('CREATE INDEX caller_alias_of ON caller_alias (tenant_id, caller)');
    for (const table of ['caller_key', 'caller_alias']) {
      await runner.query('SELECT vigie_isolate($1)', [table]);
    }
    await runner.query('GRANT SELECT, INSERT ON caller_key TO vigie_app');
    await runner.query('GRANT SELECT ON caller_key TO vigie_fold');
    await runner.query('GRANT SELECT ON caller_alias TO vigie_app');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON caller_alias TO vigie_fold');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caller_alias, caller_key');
  }
}

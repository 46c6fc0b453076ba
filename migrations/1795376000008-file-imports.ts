import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['file_import', 'file_import_row'] as const;

const create = `
CREATE TABLE file_import (
  tenant_id text NOT NULL REFERENCES tenant,
  import_id bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('calls-csv', 'survey-csv')),
  -- The name of the file, without its folder, where one was told.
  file text,
  started_at timestamptz(3) NOT NULL,
  -- NULL while it runs, and when it broke off.
  finished_at timestamptz(3),
  undone_at timestamptz(3),
  accepted bigint NOT NULL DEFAULT 0,
  corrected bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, import_id)
);

-- What of a file stands in the log: of a call or an answer the highest version is the one that counts.
CREATE TABLE file_import_row (
  tenant_id text NOT NULL,
  call_key uuid NOT NULL,
  -- Empty for the call itself, else the channel of the answer.
  slot text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  import_id bigint NOT NULL,
  -- Number of the event that tells it.
  seq bigint NOT NULL,
  -- A keyed digest of what the row said, to know it again.
  digest uuid NOT NULL,
  PRIMARY KEY (tenant_id, call_key, slot, version)
);
CREATE INDEX file_import_row_by_import ON file_import_row (tenant_id, import_id, seq);

GRANT SELECT, INSERT, UPDATE ON file_import TO vigie_app;
GRANT SELECT, INSERT, DELETE ON file_import_row TO vigie_app`;

/** What files brought, so that it can be corrected, known again and taken back. */
export class FileImports1795376000008 implements MigrationInterface {
  name = 'FileImports1795376000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
    for (const table of tables) await runner.query('SELECT vigie_isolate($1)', [table]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${tables.toReversed().join(', ')}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = `
ALTER TABLE api_key
  -- Made when metrics:read still gave everything there was to read: it keeps what it could. No key made from now on is.
  ADD COLUMN is_old boolean NOT NULL DEFAULT true,
  -- The source whose events alone it sends; NULL: any.
  ADD COLUMN sends_as text COLLATE "C",
  -- What it reads and sends is of these clinics alone; NULL: of the whole centre.
  ADD COLUMN clinic_ids text[],
  ADD COLUMN expires_at timestamptz(3),
  -- To within a minute.
  ADD COLUMN used_at timestamptz(3),
  -- The person who made it; NULL: by the command line.
  ADD COLUMN made_by text COLLATE "C",
  -- The key in whose place it was made.
  ADD COLUMN replaces text`;

/** A key is bound to a source and to clinics, ends by itself, and is replaced without a gap. */
export class BoundApiKeys1796000300000 implements MigrationInterface {
  name = 'BoundApiKeys1796000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(columns);
    await runner.query('ALTER TABLE api_key ALTER COLUMN is_old SET DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE api_key DROP COLUMN is_old, DROP COLUMN sends_as, DROP COLUMN clinic_ids,
      DROP COLUMN expires_at, DROP COLUMN used_at, DROP COLUMN made_by, DROP COLUMN replaces`);
  }
}

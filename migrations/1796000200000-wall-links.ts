import type { MigrationInterface, QueryRunner } from 'typeorm';

const wallLinks = `
-- Opens the board on a television, read-only, until it is revoked: known by the hash of its token alone.
CREATE TABLE wall_link (
  tenant_id text NOT NULL,
  link_id text COLLATE "C" NOT NULL,
  token_hash bytea NOT NULL,
  -- Where the television hangs, as people say it.
  name text NOT NULL,
  scope jsonb NOT NULL,
  names_clinics boolean NOT NULL,
  -- NULL: by the command line, or by whoever looked at the demonstration.
  made_by text COLLATE "C",
  made_at timestamptz(3) NOT NULL,
  -- When a television last showed the board by it.
  seen_at timestamptz(3),
  revoked_at timestamptz(3),
  PRIMARY KEY (tenant_id, link_id)
)`;

/** Links of televisions. */
export class WallLinks1796000200000 implements MigrationInterface {
  name = 'WallLinks1796000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(wallLinks);
    await runner.query('SELECT vigie_isolate($1)', ['wall_link']);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON wall_link TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE wall_link');
  }
}

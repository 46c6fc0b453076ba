import type { MigrationInterface, QueryRunner } from 'typeorm';

const shared = `
-- Of which callers somebody said that many people call from their number, or that it is one caller's own.
CREATE TABLE shared_caller (
  tenant_id text NOT NULL,
  ani_hash text COLLATE "C" NOT NULL,
  -- Whose number it is that many call from; NULL: it is one caller's own.
  kind text COLLATE "C" CHECK (kind IN ('nursingHome', 'pharmacy', 'laboratory', 'hospital', 'other')),
  decided_at timestamptz(3) NOT NULL,
  decided_by text NOT NULL,
  -- Taken back: it goes as soon as what is owed follows.
  undone boolean NOT NULL DEFAULT false,
  -- Whether what is owed follows it.
  settled boolean NOT NULL,
  PRIMARY KEY (tenant_id, ani_hash)
)`;

/** Which numbers many people call from, as somebody decided. */
export class SharedCallers1796907000000 implements MigrationInterface {
  name = 'SharedCallers1796907000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(shared);
    await runner.query(`SELECT vigie_isolate('shared_caller')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON shared_caller TO vigie_app, vigie_fold');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shared_caller');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const changes = `
-- What each change of settings said, whichever way it came: a version that is replaced on its day leaves no other trace.
CREATE TABLE settings_change (
  tenant_id text NOT NULL,
  at timestamptz(3) NOT NULL,
  change_id uuid NOT NULL,
  -- From when it holds.
  from_at timestamptz(3) NOT NULL,
  -- The person and what they were called; NULL: a file.
  by_id text COLLATE "C",
  by_name text,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('centre', 'clinics', 'queues', 'teams', 'agents')),
  item_id text COLLATE "C" NOT NULL,
  -- [{field, before, after}]
  fields jsonb NOT NULL,
  PRIMARY KEY (tenant_id, at, change_id)
);
CREATE INDEX settings_change_item ON settings_change (tenant_id, kind, item_id, at)`;

/** The history of settings. */
export class SettingsChanges1796000300001 implements MigrationInterface {
  name = 'SettingsChanges1796000300001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(changes);
    await runner.query(`SELECT vigie_isolate('settings_change')`);
    await runner.query('GRANT SELECT, INSERT ON settings_change TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE settings_change');
  }
}

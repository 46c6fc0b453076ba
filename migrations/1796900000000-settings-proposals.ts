import type { MigrationInterface, QueryRunner } from 'typeorm';

const proposals = `
-- A change of settings that somebody wishes for who may not make it, and what was answered.
CREATE TABLE settings_proposal (
  tenant_id text NOT NULL,
  proposal_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  by_id text COLLATE "C" NOT NULL,
  by_name text NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('clinics', 'queues', 'teams', 'agents')),
  item_id text COLLATE "C" NOT NULL,
  -- The first day on which it is to hold.
  from_day date NOT NULL,
  note text NOT NULL,
  -- [{field, before, after}]
  fields jsonb NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'refused', 'withdrawn')),
  decided_at timestamptz(3),
  decided_by_id text COLLATE "C",
  decided_by_name text,
  held_from date,
  answer text,
  PRIMARY KEY (tenant_id, proposal_id),
  CHECK ((state = 'open') = (decided_at IS NULL))
);
CREATE INDEX settings_proposal_state ON settings_proposal (tenant_id, state, at);
-- Who had proposed a change that somebody else made; NULL: nobody.
ALTER TABLE settings_change ADD COLUMN proposed_by text`;

/** Changes of settings that wait for an administrator. */
export class SettingsProposals1796900000000 implements MigrationInterface {
  name = 'SettingsProposals1796900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(proposals);
    await runner.query(`SELECT vigie_isolate('settings_proposal')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON settings_proposal TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE settings_proposal');
    await runner.query('ALTER TABLE settings_change DROP COLUMN proposed_by');
  }
}

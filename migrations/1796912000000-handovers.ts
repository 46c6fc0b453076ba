import type { MigrationInterface, QueryRunner } from 'typeorm';

const handovers = `
-- A message for a clinic: what it holds by the names of its fields, and how far it came. Nothing of what it says.
CREATE TABLE handover (
  tenant_id text NOT NULL,
  handover_key uuid NOT NULL,
  call_key uuid NOT NULL,
  -- As its sender calls it; NULL: the only one of its call.
  reference text COLLATE "C",
  opened_at timestamptz(3) NOT NULL,
  -- By the latest event that says what it holds.
  written_at timestamptz(3),
  written_tie text COLLATE "C",
  fields text[] COLLATE "C" NOT NULL,
  is_referral boolean NOT NULL,
  -- NULL: its call's.
  clinic_id text COLLATE "C",
  sent_at timestamptz(3),
  delivered_at timestamptz(3),
  acknowledged_at timestamptz(3),
  PRIMARY KEY (tenant_id, handover_key),
  CHECK ((written_at IS NULL) = (written_tie IS NULL))
);
CREATE INDEX handover_opened ON handover (tenant_id, opened_at);
CREATE INDEX handover_open ON handover (tenant_id, opened_at) WHERE acknowledged_at IS NULL;
CREATE INDEX handover_call ON handover (tenant_id, call_key)`;

/** Messages that are passed on to clinics. */
export class Handovers1796912000000 implements MigrationInterface {
  name = 'Handovers1796912000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(handovers);
    await runner.query(`SELECT vigie_isolate('handover')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON handover TO vigie_fold');
    await runner.query('GRANT SELECT ON handover TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE handover');
  }
}

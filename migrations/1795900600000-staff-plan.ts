import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
-- Secretaries planned for a team on a local day of the centre: one count for each quarter of an hour by its clock.
CREATE TABLE staff_plan (
  tenant_id text NOT NULL,
  day date NOT NULL,
  team_id text COLLATE "C" NOT NULL,
  planned smallint[] NOT NULL CHECK (cardinality(planned) = 96),
  PRIMARY KEY (tenant_id, day, team_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_plan TO vigie_app`;

const boardEvents = `
-- What the server itself wrote for boards: who deals with a clinic, and that a plan was taken in.
CREATE INDEX event_log_board ON event_log (tenant_id, seq)
  WHERE source = 'vigie' AND type IN ('trouble.claimed', 'trouble.released', 'staff.planned')`;

/** How many secretaries are planned, and a way to the few events that boards read themselves. */
export class StaffPlan1795900600000 implements MigrationInterface {
  name = 'StaffPlan1795900600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [table, boardEvents]) await runner.query(sql);
    await runner.query('SELECT vigie_isolate($1)', ['staff_plan']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_log_board');
    await runner.query('DROP TABLE staff_plan');
  }
}

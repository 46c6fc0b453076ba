import type { MigrationInterface, QueryRunner } from 'typeorm';

const changes = `
-- Which plan of a team's day stood in which one's place: entered on a page, imported (nobody's name), or taken away.
CREATE TABLE planned_day_change (
  tenant_id text NOT NULL,
  team_id text COLLATE "C" NOT NULL,
  at timestamptz(3) NOT NULL,
  day date NOT NULL,
  change_id uuid NOT NULL,
  by_id text COLLATE "C",
  by_name text,
  before smallint[],
  after smallint[],
  PRIMARY KEY (tenant_id, team_id, at, day, change_id)
)`;

/** The history of plans of a day. */
export class PlannedDays1796900000001 implements MigrationInterface {
  name = 'PlannedDays1796900000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(changes);
    await runner.query(`SELECT vigie_isolate('planned_day_change')`);
    await runner.query('GRANT SELECT, INSERT ON planned_day_change TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE planned_day_change');
  }
}

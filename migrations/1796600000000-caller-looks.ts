import type { MigrationInterface, QueryRunner } from 'typeorm';

const looks = `
-- How often somebody looked at a caller's earlier calls, by clinic and local day; never by whom.
CREATE TABLE caller_look (
  tenant_id text NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  looks bigint NOT NULL,
  -- Of these, at callers who had called before.
  of_repeat_callers bigint NOT NULL,
  PRIMARY KEY (tenant_id, day, clinic_id)
)`;

/** How often earlier calls are looked at. */
export class CallerLooks1796600000000 implements MigrationInterface {
  name = 'CallerLooks1796600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(looks);
    await runner.query(`SELECT vigie_isolate('caller_look')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON caller_look TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caller_look');
  }
}

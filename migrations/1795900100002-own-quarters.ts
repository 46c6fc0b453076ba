import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why calls were blocked and left, and whether needs were met: parts of counts that are there already. */
const counts = [
  'blocked_full',
  'blocked_no_agents',
  'blocked_busy',
  'blocked_refused',
  'exit_timeout',
  'exit_no_agents',
  'exit_key',
  'exit_withdrawn',
  'exit_overflow',
  'resolved',
  'resolved_known',
] as const;

/** More counts a quarter, and the calls that are in quarters more than a day from where they arrived. */
export class OwnQuarters1795900100002 implements MigrationInterface {
  name = 'OwnQuarters1795900100002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE rollup ${counts.map((name) => `ADD COLUMN ${name} bigint`).join(', ')}`);
    await runner.query(`ALTER TABLE call ADD COLUMN outlasts_day boolean NOT NULL DEFAULT false`);
    await runner.query(`CREATE INDEX call_outlasting ON call (tenant_id, arrived_at) WHERE outlasts_day`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE call DROP COLUMN outlasts_day');
    await runner.query(`ALTER TABLE rollup ${counts.map((name) => `DROP COLUMN ${name}`).join(', ')}`);
  }
}

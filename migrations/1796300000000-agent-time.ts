import type { MigrationInterface, QueryRunner } from 'typeorm';

const times = [
  'free_ms',
  'ringing_ms',
  'talking_ms',
  'on_hold_ms',
  'wrap_up_ms',
  'outbound_ms',
  'off_phone_ms',
  'paused_ms',
  'unheard_ms',
  'declared_paused_ms',
  'undeclared_busy_ms',
];

/** What agents' time is made of, beside how much of it was busy. */
export class AgentTime1796300000000 implements MigrationInterface {
  name = 'AgentTime1796300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE rollup ${times.map((name) => `ADD COLUMN ${name} bigint`).join(', ')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE rollup ${times.map((name) => `DROP COLUMN ${name}`).join(', ')}`);
  }
}

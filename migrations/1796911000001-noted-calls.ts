import type { MigrationInterface, QueryRunner } from 'typeorm';

const counts = [
  'difficult',
  'difficult_angry',
  'difficult_distressed',
  'difficult_complaint',
  'difficult_aggressive',
  'difficult_noted',
  'difficult_resolved',
  'noted',
  'noted_resolved',
  'noted_message',
  'noted_transferred',
  'noted_callback',
  'noted_unresolved',
];

/** What is noted of answered calls: whether they were difficult and why, and what came of them. */
export class NotedCalls1796911000001 implements MigrationInterface {
  name = 'NotedCalls1796911000001';

  async up(runner: QueryRunner): Promise<void> {
    const columns = counts.map((name) => `ADD COLUMN IF NOT EXISTS ${name} bigint`).join(', ');
    // Sums of days, where they are there before, have what quarters have.
    for (const table of ['rollup', 'IF EXISTS rollup_day'])
      await runner.query(`ALTER TABLE ${table} ${columns}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE rollup ${counts.map((name) => `DROP COLUMN ${name}`).join(', ')}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const states = (names: string): string =>
  `ALTER TABLE obligation DROP CONSTRAINT obligation_state_check,
     ADD CONSTRAINT obligation_state_check CHECK (state IN (${names}))`;

/** Follow-ups: calls to patients that are planned, each an obligation by itself that is open when it is due. */
export class Followups1796500000001 implements MigrationInterface {
  name = 'Followups1796500000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE obligation ADD COLUMN followup_type text COLLATE "C"');
    await runner.query(states(`'planned', 'open', 'recovered', 'neverReached', 'closed'`));
    await runner.query(
      `CREATE INDEX obligation_followup ON obligation (tenant_id, due_at) WHERE followup_type IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX obligation_planned ON obligation (tenant_id, opened_at) WHERE state = 'planned'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE obligation NO FORCE ROW LEVEL SECURITY');
    await runner.query('DELETE FROM obligation WHERE followup_type IS NOT NULL');
    await runner.query('ALTER TABLE obligation FORCE ROW LEVEL SECURITY');
    await runner.query('DROP INDEX obligation_planned');
    await runner.query('DROP INDEX obligation_followup');
    await runner.query(states(`'open', 'recovered', 'neverReached', 'closed'`));
    await runner.query('ALTER TABLE obligation DROP COLUMN followup_type');
  }
}

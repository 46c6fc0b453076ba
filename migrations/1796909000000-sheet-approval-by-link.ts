import type { MigrationInterface, QueryRunner } from 'typeorm';

const steps = [
  // A link with no month is of a version of the clinic's sheet.
  'ALTER TABLE reader_link ALTER COLUMN month DROP NOT NULL',
  'CREATE INDEX reader_link_sheet ON reader_link (tenant_id, clinic_id) WHERE month IS NULL',
  // Which of the settings' recipients approved it by the link of a letter; NULL: somebody who was signed in.
  'ALTER TABLE clinic_sheet ADD COLUMN approved_recipient integer',
  'GRANT UPDATE (approved_recipient) ON clinic_sheet TO vigie_app',
];

/** A clinic approves its sheet by the link of a letter. */
export class SheetApprovalByLink1796909000000 implements MigrationInterface {
  name = 'SheetApprovalByLink1796909000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of steps) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE clinic_sheet DROP COLUMN approved_recipient');
    await runner.query('DROP INDEX reader_link_sheet');
    // Of every tenant: what changes rows is bound by row-level security, unless the owner is let off it.
    await runner.query('ALTER TABLE reader_link NO FORCE ROW LEVEL SECURITY');
    await runner.query('DELETE FROM reader_link WHERE month IS NULL');
    await runner.query('ALTER TABLE reader_link FORCE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE reader_link ALTER COLUMN month SET NOT NULL');
  }
}

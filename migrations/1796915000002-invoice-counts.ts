import type { MigrationInterface, QueryRunner } from 'typeorm';

const counts = `
-- The centre's own count of calls, by clinic and contract line, of a month ("2026-10") or of a day of it ("2026-10-14").
CREATE TABLE invoice_count (
  tenant_id text NOT NULL,
  month text NOT NULL,
  clinic_id text COLLATE "C" NOT NULL,
  line_id text COLLATE "C" NOT NULL,
  period text NOT NULL,
  calls int NOT NULL CHECK (calls >= 0),
  entered_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, month, clinic_id, line_id, period)
)`;

/** What the centre itself has counted for its invoices. */
export class InvoiceCounts1796915000002 implements MigrationInterface {
  name = 'InvoiceCounts1796915000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(counts);
    await runner.query(`SELECT vigie_isolate('invoice_count')`);
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON invoice_count TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE invoice_count');
  }
}

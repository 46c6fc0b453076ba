import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What noted the months of answers that moved or went is done by the statements that move them: a table with triggers
 * cannot be spread over several databases.
 */
export class NoTriggers1796100600000 implements MigrationInterface {
  name = 'NoTriggers1796100600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER note_changed_surveys ON call_survey');
    await runner.query('DROP TRIGGER note_lost_surveys ON call_survey');
    await runner.query('DROP FUNCTION vigie_note_changed_surveys()');
    await runner.query('DROP FUNCTION vigie_note_lost_surveys()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION vigie_note_lost_surveys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO satisfaction_touched (tenant_id, month) SELECT DISTINCT tenant_id, month FROM before_rows;
  RETURN NULL;
END $$`);
    await runner.query(`CREATE FUNCTION vigie_note_changed_surveys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO satisfaction_touched (tenant_id, month)
  SELECT DISTINCT b.tenant_id, b.month FROM before_rows b
  WHERE NOT EXISTS (
    SELECT 1 FROM after_rows a WHERE a.tenant_id = b.tenant_id AND a.call_key = b.call_key
      AND a.channel = b.channel AND a.month = b.month AND a.seq > b.seq);
  RETURN NULL;
END $$`);
    await runner.query(`CREATE TRIGGER note_lost_surveys AFTER DELETE ON call_survey
  REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION vigie_note_lost_surveys()`);
    await runner.query(`CREATE TRIGGER note_changed_surveys AFTER UPDATE ON call_survey
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION vigie_note_changed_surveys()`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The id of a comment was a digest that anyone who knew its event could make, and so find the patient's comment again.
 * Ids are keyed from here on; those that are not yet are exchanged by a round of the server, which has the key.
 */
export class KeyedCommentIds1795900200000 implements MigrationInterface {
  name = 'KeyedCommentIds1795900200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE survey_comment ADD COLUMN id_keyed boolean NOT NULL DEFAULT false');
    await runner.query(
      'CREATE INDEX survey_comment_unkeyed ON survey_comment (tenant_id) WHERE NOT id_keyed',
    );
    await runner.query('GRANT UPDATE (comment_id) ON survey_comment_log TO vigie_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE UPDATE (comment_id) ON survey_comment_log FROM vigie_app');
    await runner.query('DROP INDEX survey_comment_unkeyed');
    await runner.query('ALTER TABLE survey_comment DROP COLUMN id_keyed');
  }
}

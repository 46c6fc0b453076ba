import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of the installation itself: one row, the owner's alone. */
export class Installation1795900200001 implements MigrationInterface {
  name = 'Installation1795900200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE installation (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        -- Recognises the secret that everything sealed and every pseudonym was made with; tells nothing of it.
        key_fingerprint text NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE installation');
  }
}

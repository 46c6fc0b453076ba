import type { MigrationInterface, QueryRunner } from 'typeorm';

const makesPartitions = 'FUNCTION vigie_ensure_month(text, date)';

/** Only the owner makes partitions: whoever serves a tenant makes nothing at all. */
export class PartitionsByTheOwner1795900720000 implements MigrationInterface {
  name = 'PartitionsByTheOwner1795900720000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE EXECUTE ON ${makesPartitions} FROM vigie_app, vigie_fold`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`GRANT EXECUTE ON ${makesPartitions} TO vigie_app, vigie_fold`);
  }
}

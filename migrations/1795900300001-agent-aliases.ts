import type { MigrationInterface, QueryRunner } from 'typeorm';

const create = `
CREATE TABLE agent_alias (
  tenant_id text NOT NULL,
  -- Another name by which a telephone system calls the agent: an interface, a number.
  alias text COLLATE "C" NOT NULL,
  agent_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, alias)
);

GRANT SELECT ON agent_alias TO vigie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON agent_alias TO vigie_fold`;

/** Which names the telephone systems themselves told to be one agent. */
export class AgentAliases1795900300001 implements MigrationInterface {
  name = 'AgentAliases1795900300001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
    await runner.query('SELECT vigie_isolate($1)', ['agent_alias']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agent_alias');
  }
}

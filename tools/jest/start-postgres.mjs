import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadTypescript } from '../load-typescript.mjs';

/**
 * One throwaway PostgreSQL for all integration specs of a run; each spec makes its own database on it. Where
 * `VIGIE_TEST_ADMINISTRATOR` names the superuser `vigie` of another one (of the oldest major that is served, say), that.
 */
export default async function startPostgres() {
  const given = process.env.VIGIE_TEST_ADMINISTRATOR;
  if (given) {
    process.env.VIGIE_TEST_POSTGRES = await makeOwner(given);
    return;
  }
  const { EmbeddedPostgres } = await loadTypescript(
    'apps/api/src/platform/embedded-postgres/embedded-postgres.ts',
  );
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-test-'));
  await chmod(dataDir, 0o755);
  // It has nothing to lose: a database that is dropped makes a checkpoint, after which every page would be logged whole.
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '200' };
  const server = await EmbeddedPostgres.open({ dataDir, settings });
  process.env.VIGIE_TEST_POSTGRES = server.url();
  process.env.VIGIE_TEST_ADMINISTRATOR = server.administratorUrl();
  globalThis.vigieTestPostgres = { server, dataDir };
}

async function makeOwner(administratorUrl) {
  const { handOver } = await loadTypescript('apps/api/src/platform/roles/hand-over.ts');
  const owner = { name: 'vigie_owner', password: 'of-the-specs' };
  await handOver(administratorUrl, { owner, ownerMakesRoles: true, logins: [] });
  const url = new URL(administratorUrl);
  url.username = owner.name;
  url.password = owner.password;
  return url.href;
}

import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadTypescript } from '../load-typescript.mjs';

/** One throwaway PostgreSQL for all integration specs of a run; each spec makes its own database on it. */
export default async function startPostgres() {
  const { EmbeddedPostgres } = await loadTypescript(
    'apps/api/src/platform/embedded-postgres/embedded-postgres.ts',
  );
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-test-'));
  await chmod(dataDir, 0o755);
  const server = await EmbeddedPostgres.open({ dataDir, settings: { fsync: 'off', max_connections: '200' } });
  process.env.VIGIE_TEST_POSTGRES = server.url();
  process.env.VIGIE_TEST_ADMINISTRATOR = server.administratorUrl();
  globalThis.vigieTestPostgres = { server, dataDir };
}

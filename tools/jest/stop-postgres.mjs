import { rm } from 'node:fs/promises';

/** Stops the run's PostgreSQL and removes what it wrote. */
export default async function stopPostgres() {
  const { server, dataDir } = globalThis.vigieTestPostgres;
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
}

import { rm } from 'node:fs/promises';

/** Stops the run's PostgreSQL and removes what it wrote; one that was there before stays. */
export default async function stopPostgres() {
  if (globalThis.vigieTestPostgres === undefined) return;
  const { server, dataDir } = globalThis.vigieTestPostgres;
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
}

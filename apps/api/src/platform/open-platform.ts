import { SystemClock } from './clock';
import type { AppConfig } from './config';
import { Database, type DatabaseOptions } from './database';
import { EmbeddedPostgres } from './embedded-postgres/embedded-postgres';
import { assertSameKey } from './installation-key';
import type { Platform } from './platform.module';
import { loadSecretKey } from './secret-key';

/** The platform of this process, and how to put it away again. */
export type OpenedPlatform = Readonly<{
  platform: Platform;
  /** Closes the connections, then the embedded PostgreSQL if nobody else needs it. */
  close: () => Promise<void>;
}>;

type Watch = Readonly<{ say: (message: string) => void; onIdleError: (error: Error) => void }>;

/** Opens the database the settings name, the embedded one where they name none, and the rest of the platform. */
export async function openPlatform(
  config: AppConfig,
  watch: Watch,
  poolSizes: NonNullable<DatabaseOptions['poolSizes']> = {},
): Promise<OpenedPlatform> {
  const { dataDir } = config;
  const begun = config.databaseUrl === undefined && (await EmbeddedPostgres.isIn(dataDir));
  const key = await loadSecretKey(config, begun);
  const server =
    config.databaseUrl === undefined ? await EmbeddedPostgres.open({ dataDir, say: watch.say }) : undefined;
  try {
    const url = config.databaseUrl ?? server?.url() ?? '';
    const database = await Database.open({ url, poolSizes, onIdleError: watch.onIdleError });
    await assertSameKey(database, key).catch(async (error: unknown) => {
      await database.close();
      throw error;
    });
    const close = async (): Promise<void> => {
      await database.close();
      await server?.close();
    };
    return { platform: { config, clock: new SystemClock(), database, key }, close };
  } catch (error) {
    await server?.close();
    throw error;
  }
}

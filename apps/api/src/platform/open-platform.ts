import { SystemClock } from './clock';
import type { AppConfig } from './config';
import { Database, type DatabaseOptions } from './database';
import { EmbeddedPostgres } from './embedded-postgres/embedded-postgres';
import { assertSameKey, loadSecretKey, type SecretKey } from './secret-key';
import type { Platform } from './platform.module';

/** The platform of this process, and how to put it away again. */
export type OpenedPlatform = Readonly<{
  platform: Platform;
  /** Where the database is, for a connection of one's own. */
  databaseUrl: string;
  /** The embedded PostgreSQL did not run before: no server works on this data folder. */
  isAlone: boolean;
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
  const { dataDir, databaseUrl } = config;
  const isEmbedded = databaseUrl === undefined;
  const key = await loadSecretKey(config, isEmbedded && (await EmbeddedPostgres.isIn(dataDir)));
  const open = async (url: string): Promise<Platform> => {
    const database = await openDatabase({ url, poolSizes, onIdleError: watch.onIdleError }, key);
    return { config, clock: new SystemClock(), database, key };
  };
  if (!isEmbedded) {
    const platform = await open(databaseUrl);
    return { platform, databaseUrl, isAlone: false, close: () => platform.database.close() };
  }
  const server = await EmbeddedPostgres.open({ dataDir, say: watch.say });
  try {
    const platform = { ...(await open(server.url())), dataFolder: server.folder };
    const close = async (): Promise<void> => {
      await platform.database.close();
      await server.close();
    };
    return { platform, databaseUrl: server.url(), isAlone: !server.wasRunning, close };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openDatabase(options: DatabaseOptions, key: SecretKey): Promise<Database> {
  const database = await Database.open(options);
  await assertSameKey(database, key).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  return database;
}

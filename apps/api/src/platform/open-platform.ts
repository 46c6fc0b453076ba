import { SystemClock } from './clock';
import type { AppConfig } from './config';
import { Database, type DatabaseOptions } from './database';
import { EmbeddedPostgres } from './embedded-postgres/embedded-postgres';
import type { Platform } from './platform.module';
import { loadSecretKey } from './secret-key';

/** The platform of this process, and how to put it away again. */
export type OpenedPlatform = Readonly<{
  platform: Platform;
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
  const key = await loadSecretKey(config, await isBegun(config));
  const server = await openPostgres(config, watch.say);
  const { url, isAlone } = server;
  try {
    const { loginUrls } = config;
    const database = await Database.open({ url, key, loginUrls, poolSizes, onIdleError: watch.onIdleError });
    const platform = { config, clock: new SystemClock(), database, key, dataFolder: server.folder };
    const close = async (): Promise<void> => {
      await database.close();
      await server.close();
    };
    return { platform, isAlone, close };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** The PostgreSQL that the settings name, the embedded one where they name none. */
export type OpenedPostgres = Readonly<{
  url: string;
  isAlone: boolean;
  /** What the embedded database is in; undefined with one of one's own. */
  folder: string | undefined;
  /** Stops the embedded one if nobody else needs it. */
  close: () => Promise<void>;
}>;

/** Finds the database, or starts it, without looking into it. */
export async function openPostgres(config: AppConfig, say: Watch['say']): Promise<OpenedPostgres> {
  const { dataDir, databaseUrl } = config;
  if (databaseUrl !== undefined)
    return { url: databaseUrl, isAlone: false, folder: undefined, close: async () => undefined };
  const server = await EmbeddedPostgres.open({ dataDir, say });
  return {
    url: server.url(),
    isAlone: !server.wasRunning,
    folder: server.folder,
    close: () => server.close(),
  };
}

/** An embedded database that was begun has a key already, wherever it is now. */
export async function isBegun({ dataDir, databaseUrl }: AppConfig): Promise<boolean> {
  return databaseUrl === undefined && (await EmbeddedPostgres.isIn(dataDir));
}

import type { AppConfig } from '../../platform/config';

/**
 * Where a link opens: the token stands behind the `#`, which browsers send to nobody, so that no log on the way holds
 * it. The origin is the first that the settings name, else this machine's own.
 */
export function linkUrl(config: Pick<AppConfig, 'door' | 'port'>, token: string): string {
  return addressOf(config, `/welcome#${token}`);
}

/** Where the link of a television opens; as {@link linkUrl}. */
export function wallUrl(config: Pick<AppConfig, 'door' | 'port'>, token: string): string {
  return addressOf(config, `/wall#${token}`);
}

/** Where the link of a report's letter opens; null where no origin is named, since a letter is read elsewhere. */
export function readerUrl(config: Pick<AppConfig, 'door' | 'port'>, token: string): string | null {
  return config.door.origins.length === 0 ? null : addressOf(config, `/reader#${token}`);
}

/** Where the link of a letter about a clinic's sheet opens; as {@link readerUrl}. */
export function sheetReaderUrl(config: Pick<AppConfig, 'door' | 'port'>, token: string): string | null {
  return config.door.origins.length === 0 ? null : addressOf(config, `/reader/sheet#${token}`);
}

/** Where the link of an alert opens, for who got it by mail or webhook; null where no origin is named. */
export function alertUrl(config: Pick<AppConfig, 'door' | 'port'>, token: string): string | null {
  return config.door.origins.length === 0 ? null : addressOf(config, `/alert#${token}`);
}

/** Where the sheet of a clinic is; null where no origin is named. */
export function sheetUrl(config: Pick<AppConfig, 'door' | 'port'>, clinicId: string): string | null {
  if (config.door.origins.length === 0) return null;
  return addressOf(config, `/sheets?clinic=${encodeURIComponent(clinicId)}`);
}

/** Where the list to call back of a clinic is; null where no origin is named. */
export function callbacksUrl(config: Pick<AppConfig, 'door' | 'port'>, clinicId: string): string | null {
  if (config.door.origins.length === 0) return null;
  return addressOf(config, `/callbacks?clinic=${encodeURIComponent(clinicId)}`);
}

/** A page of history; null where no origin is named. */
export function historyUrl(config: Pick<AppConfig, 'door' | 'port'>, query: string): string | null {
  return config.door.origins.length === 0 ? null : addressOf(config, `/history?${query}`);
}

function addressOf({ door, port }: Pick<AppConfig, 'door' | 'port'>, path: string): string {
  return `${door.origins[0] ?? `http://localhost:${port}`}${path}`;
}

import type { AppConfig } from '../../platform/config';

/**
 * Where a link opens: the token stands behind the `#`, which browsers send to nobody, so that no log on the way holds
 * it. The origin is the first that the settings name, else this machine's own.
 */
export function linkUrl({ door, port }: Pick<AppConfig, 'door' | 'port'>, token: string): string {
  return `${door.origins[0] ?? `http://localhost:${port}`}/welcome#${token}`;
}

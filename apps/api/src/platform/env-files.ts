import { readFileSync } from 'node:fs';

import { ConfigError } from './config';

type Env = Readonly<Record<string, string | undefined>>;

/** Variables that hold a secret; each may be named as a file instead, which other processes' lists do not show. */
const secretVariables = [
  'DATABASE_URL',
  'VIGIE_APP_URL',
  'VIGIE_INTAKE_URL',
  'VIGIE_FOLD_URL',
  'VIGIE_METRICS_TOKEN',
  'VIGIE_OIDC_CLIENT_SECRET',
  'VIGIE_SMTP_URL',
  'VIGIE_SURVEY_WEBHOOK_SECRET',
  'VIGIE_VAULT_KEY',
  'VIGIE_VAULT_KEY_BEFORE',
] as const;

/**
 * The environment with every `NAME_FILE` of a secret read into `NAME`, without the line's end. Throws a
 * {@link ConfigError} where the file cannot be read, or where both are set.
 */
export function withSecretFiles(env: Env): Record<string, string | undefined> {
  const read: Record<string, string | undefined> = { ...env };
  for (const name of secretVariables) {
    const file = env[`${name}_FILE`];
    if (file === undefined || file === '') continue;
    if (env[name] !== undefined && env[name] !== '')
      throw new ConfigError(`${name}: is set, and ${name}_FILE too: one of them`);
    try {
      read[name] = readFileSync(file, 'utf8').trim();
    } catch {
      throw new ConfigError(`${name}_FILE: cannot be read`);
    }
  }
  return read;
}

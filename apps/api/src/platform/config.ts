import { resolve } from 'node:path';
import { z } from 'zod';

const loopbackHosts = ['127.0.0.1', 'localhost', '::1'] as const;

const port = z.coerce.number().int().min(0).max(65_535);
const optionalUrl = (protocols: RegExp) => z.url({ protocol: protocols }).optional();

const environment = z
  .object({
    PORT: port.default(3000),
    HOST: z
      .enum(loopbackHosts, { error: 'only loopback is allowed until accounts exist' })
      .default('127.0.0.1'),
    DATABASE_URL: optionalUrl(/^postgres(ql)?$/),
    REDIS_URL: optionalUrl(/^rediss?$/),
    VIGIE_DATA_DIR: z.string().min(1).default('.data'),
    VIGIE_DEMO: z.enum(['on', 'off']).optional(),
    VIGIE_KEY: z.string().min(32, 'at least 32 characters').optional(),
    VIGIE_KEY_FILE: z.string().min(1).optional(),
    VIGIE_SURVEY_PORT: port.optional(),
    VIGIE_PUBLIC_URL: optionalUrl(/^https?$/),
    VIGIE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .refine((env) => env.DATABASE_URL === undefined || (env.VIGIE_KEY ?? env.VIGIE_KEY_FILE) !== undefined, {
    path: ['VIGIE_KEY'],
    error: 'required with DATABASE_URL (or VIGIE_KEY_FILE)',
  });

/** Everything the environment decides, parsed once at start. */
export type AppConfig = Readonly<{
  port: number;
  host: string;
  /** A PostgreSQL of one's own; undefined means the embedded one. */
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  /** Absolute. */
  dataDir: string;
  demo: boolean;
  key: string | undefined;
  keyFile: string | undefined;
  surveyPort: number | undefined;
  publicUrl: string | undefined;
  logLevel: string;
}>;

/** Stops the start: names each variable that is wrong, and never what it holds. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings from the environment. An empty variable counts as unset. Throws {@link ConfigError}. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): AppConfig {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given, { reportInput: false });
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describeIssue).join('\n'));
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    dataDir: resolve(values.VIGIE_DATA_DIR),
    demo: values.VIGIE_DEMO === undefined ? values.DATABASE_URL === undefined : values.VIGIE_DEMO === 'on',
    key: values.VIGIE_KEY,
    keyFile: values.VIGIE_KEY_FILE,
    surveyPort: values.VIGIE_SURVEY_PORT,
    publicUrl: values.VIGIE_PUBLIC_URL,
    logLevel: values.VIGIE_LOG_LEVEL,
  };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0] ?? 'environment')}: ${issue.message}`;
}

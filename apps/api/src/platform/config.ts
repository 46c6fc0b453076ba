import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

import { commaList, isAddressRange, isLoopback, isOrigin, optionalUrl, port, safeUrl } from './config-fields';
import { isOidcWhole, oidcFields, oidcOf, type OidcConfig } from './oidc-config';
import { requestFields, requestsOf, type RequestAllowances } from './request-config';
import { loginUrlFields, loginUrlsOf, loginUrlsProblem } from './roles/login-urls';
import type { LoginUrls, LoginUrlValues } from './roles/login-urls';

const environment = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().min(1).max(253).default('127.0.0.1'),
    VIGIE_TLS_CERT: z.string().min(1).optional(),
    VIGIE_TLS_KEY: z.string().min(1).optional(),
    VIGIE_BEHIND_PROXY: commaList(
      isAddressRange,
      'a comma list of addresses, such as 127.0.0.1 or 10.0.0.0/8',
    ),
    VIGIE_ORIGINS: commaList(isOrigin, 'a comma list of origins, such as https://vigie.example'),
    VIGIE_METRICS_TOKEN: z
      .string()
      .min(24, 'at least 24 characters')
      .regex(/^[\w.~+/=-]+$/u, 'letters, digits and . ~ + / = - _')
      .optional(),
    DATABASE_URL: optionalUrl(/^postgres(ql)?$/),
    ...loginUrlFields,
    ...oidcFields,
    ...requestFields,
    REDIS_URL: z.string().optional(),
    REDIS_URL_FILE: z.string().optional(),
    VIGIE_QUEUE_LOG_FOLDERS: commaList(isAbsolute, 'a comma list of folders, such as /var/log/asterisk'),
    VIGIE_DATA_DIR: z.string().min(1).default('.data'),
    VIGIE_DEMO: z.enum(['on', 'off']).optional(),
    VIGIE_KEY: z.string().min(32, 'at least 32 characters').optional(),
    VIGIE_KEY_FILE: z.string().min(1).optional(),
    VIGIE_VAULT_KEY: z.string().min(32, 'at least 32 characters').optional(),
    VIGIE_VAULT_KEY_BEFORE: z.string().min(32, 'at least 32 characters').optional(),
    VIGIE_SURVEY_PORT: port.optional(),
    VIGIE_SURVEY_HOST: z.string().min(1).default('127.0.0.1'),
    VIGIE_PUBLIC_URL: safeUrl,
    VIGIE_SURVEY_WEBHOOK_URL: safeUrl,
    VIGIE_SURVEY_WEBHOOK_SECRET: z.string().min(24, 'at least 24 characters').optional(),
    VIGIE_CALLING_HTTP: z.enum(['on', 'off']).default('off'),
    VIGIE_SMTP_URL: optionalUrl(/^smtps?$/),
    VIGIE_SMTP_FROM: z
      .string()
      .min(3)
      .max(320)
      .regex(/^[^\r\n]+@[^\r\n]+$/u, 'an e-mail address')
      .optional(),
    VIGIE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .refine((env) => env.DATABASE_URL === undefined || (env.VIGIE_KEY ?? env.VIGIE_KEY_FILE) !== undefined, {
    path: ['VIGIE_KEY'],
    error: 'required with DATABASE_URL (or VIGIE_KEY_FILE)',
  })
  .refine((env) => loginUrlsProblem(env) === undefined, {
    path: ['VIGIE_APP_URL'],
    error: ({ input }) => loginUrlsProblem(input as LoginUrlValues),
  })
  .refine((env) => !env.VIGIE_SURVEY_PORT || env.VIGIE_SURVEY_PORT !== env.PORT, {
    path: ['VIGIE_SURVEY_PORT'],
    error: 'must be another port than PORT',
  })
  .refine((env) => both(env.VIGIE_SURVEY_WEBHOOK_URL, env.VIGIE_SURVEY_WEBHOOK_SECRET), {
    path: ['VIGIE_SURVEY_WEBHOOK_SECRET'],
    error: 'goes together with VIGIE_SURVEY_WEBHOOK_URL',
  })
  .refine((env) => both(env.VIGIE_SMTP_URL, env.VIGIE_SMTP_FROM), {
    path: ['VIGIE_SMTP_FROM'],
    error: 'goes together with VIGIE_SMTP_URL',
  })
  .refine(isOidcWhole, {
    path: ['VIGIE_OIDC_ISSUER'],
    error: 'goes together with VIGIE_OIDC_CLIENT_ID and VIGIE_OIDC_CLIENT_SECRET_FILE',
  })
  .refine((env) => both(env.VIGIE_TLS_CERT, env.VIGIE_TLS_KEY), {
    path: ['VIGIE_TLS_KEY'],
    error: 'goes together with VIGIE_TLS_CERT',
  })
  .refine(
    (env) => isLoopback(env.HOST) || env.VIGIE_TLS_CERT !== undefined || env.VIGIE_BEHIND_PROXY.length > 0,
    {
      path: ['HOST'],
      error:
        'reaches beyond this machine: give VIGIE_TLS_CERT and VIGIE_TLS_KEY, or name the proxy that encrypts by VIGIE_BEHIND_PROXY',
    },
  )
  .refine(
    (env) => env.VIGIE_ORIGINS.length > 0 || (isLoopback(env.HOST) && env.VIGIE_BEHIND_PROXY.length === 0),
    {
      path: ['VIGIE_ORIGINS'],
      error: 'name the addresses people open, such as https://vigie.example',
    },
  );
type Environment = z.infer<typeof environment>;

/** How people and programs reach the server from elsewhere. */
export type DoorConfig = Readonly<{
  /** The addresses people open, `https://vigie.example`: pages of no other origin are answered. Empty: this machine alone. */
  origins: readonly string[];
  /** Addresses or ranges of the proxies whose word is taken on who asked, by what name and whether encrypted. */
  proxies: readonly string[];
  /** Files of the certificate and its key, where this process encrypts by itself. */
  tls: Readonly<{ cert: string; key: string }> | undefined;
  /** What Prometheus says to read `/metrics`; undefined: nobody may. */
  metricsToken: string | undefined;
  requests: RequestAllowances;
}>;

/** A mail server and the address that mail comes from. */
export type SmtpConfig = Readonly<{ url: string; from: string }>;

/** The patient's page and the ways of sending invitations to it. */
export type SurveyConfig = Readonly<{
  /** Where the patient's page listens; undefined: it does not. */
  port: number | undefined;
  /** Whether the port was asked for; one that only the demonstration would like may be taken. */
  isPortGiven: boolean;
  host: string;
  /** Where patients reach the page, without a slash at its end; undefined: nobody can be invited. */
  publicUrl: string | undefined;
  webhook: Readonly<{ url: string; secret: string }> | undefined;
}>;

/** Everything the environment decides, parsed once at start. */
export type AppConfig = Readonly<{
  port: number;
  host: string;
  door: DoorConfig;
  /** A PostgreSQL of one's own, as its owner; undefined means the embedded one. */
  databaseUrl: string | undefined;
  /** Roles for the pools that were made by hand; undefined: theirs are derived from the key. */
  loginUrls: LoginUrls | undefined;
  /** Variables that are set and mean nothing any more: who set them is told so. */
  retired: readonly string[];
  /** Where queue logs may be read that somebody names on a page. */
  queueLogFolders: readonly string[];
  /** Absolute. */
  dataDir: string;
  demo: boolean;
  key: string | undefined;
  keyFile: string | undefined;
  /** The secret of the vault of numbers, where it is held apart from the installation's, and the one before it. */
  vaultKey: string | undefined;
  vaultKeyBefore: string | undefined;
  surveys: SurveyConfig;
  smtp: SmtpConfig | undefined;
  /** Whether a telephone system may be asked to place calls without encryption, beyond this machine. */
  takesPlainCalling: boolean;
  /** Undefined: nobody comes in by an identity provider. */
  oidc: OidcConfig | undefined;
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
  const demo =
    values.VIGIE_DEMO === undefined ? values.DATABASE_URL === undefined : values.VIGIE_DEMO === 'on';
  return {
    port: values.PORT,
    host: values.HOST,
    door: {
      origins: values.VIGIE_ORIGINS,
      proxies: values.VIGIE_BEHIND_PROXY,
      tls: pair(values.VIGIE_TLS_CERT, values.VIGIE_TLS_KEY, (cert, key) => ({ cert, key })),
      metricsToken: values.VIGIE_METRICS_TOKEN,
      requests: requestsOf(values),
    },
    databaseUrl: values.DATABASE_URL,
    loginUrls: loginUrlsOf(values),
    retired: (['REDIS_URL', 'REDIS_URL_FILE'] as const).filter((name) => values[name] !== undefined),
    queueLogFolders:
      values.VIGIE_QUEUE_LOG_FOLDERS.length === 0 ? ['/var/log/asterisk'] : values.VIGIE_QUEUE_LOG_FOLDERS,
    dataDir: resolve(values.VIGIE_DATA_DIR),
    demo,
    key: values.VIGIE_KEY,
    keyFile: values.VIGIE_KEY_FILE,
    vaultKey: values.VIGIE_VAULT_KEY,
    vaultKeyBefore: values.VIGIE_VAULT_KEY_BEFORE,
    surveys: surveysOf(values, demo),
    smtp: pair(values.VIGIE_SMTP_URL, values.VIGIE_SMTP_FROM, (url, from) => ({ url, from })),
    takesPlainCalling: values.VIGIE_CALLING_HTTP === 'on',
    oidc: oidcOf(values),
    logLevel: values.VIGIE_LOG_LEVEL,
  };
}

/** The demonstration shows the patient's page too: at the next port, under this machine's own name. */
function surveysOf(values: Environment, demo: boolean): SurveyConfig {
  const wished = demo && values.PORT !== 0 ? values.PORT + 1 : undefined;
  const port = values.VIGIE_SURVEY_PORT ?? wished;
  const local = demo && port !== undefined ? `http://localhost:${port}` : undefined;
  return {
    port,
    isPortGiven: values.VIGIE_SURVEY_PORT !== undefined,
    host: values.VIGIE_SURVEY_HOST,
    publicUrl: values.VIGIE_PUBLIC_URL?.replace(/\/+$/u, '') ?? local,
    webhook: pair(values.VIGIE_SURVEY_WEBHOOK_URL, values.VIGIE_SURVEY_WEBHOOK_SECRET, (url, secret) => ({
      url,
      secret,
    })),
  };
}

function both(one: string | undefined, other: string | undefined): boolean {
  return (one === undefined) === (other === undefined);
}

function pair<T>(
  one: string | undefined,
  other: string | undefined,
  make: (one: string, other: string) => T,
): T | undefined {
  return one === undefined || other === undefined ? undefined : make(one, other);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0] ?? 'environment')}: ${issue.message}`;
}

/** Injects the {@link AppConfig}. */
export const APP_CONFIG = Symbol('APP_CONFIG');
/** Injects the folder that the embedded database is in; undefined with a database of one's own. */
export const DATA_FOLDER = Symbol('DATA_FOLDER');

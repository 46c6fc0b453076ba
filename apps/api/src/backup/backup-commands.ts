import type { Command } from 'commander';

import { SystemClock } from '../platform/clock';
import { readConfig, type AppConfig } from '../platform/config';
import { withSecretFiles } from '../platform/env-files';
import { isBegun, openPostgres } from '../platform/open-platform';
import { findSecretKey, loadSecretKey, secretFile } from '../platform/secret-key';
import { StartError } from '../platform/start-error';
import { wordFor } from '../platform/english-plural';
import { openBackupFile, type OpenedBackup } from './read-backup-file';
import { checkBackup, restoreBackup, type Share } from './restore-backup';
import { takeBackup } from './take-backup';
import { ProgressLine } from './progress-line';

type Env = Readonly<Record<string, string | undefined>>;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`${line}\n`);

/** `vigie backup FILE` and `vigie restore FILE`. They work on the database as it is: no schema is changed by looking. */
export function registerBackupCommands(program: Command, env: Env): void {
  program
    .command('backup')
    .description(
      'Writes everything in the database into one file, as it is at this moment; the server may run. The secret key is not in it.',
    )
    .argument('<file>', 'a new file; only this account may read it')
    .action((file: string) => backup(file, readConfig(withSecretFiles(env))));
  program
    .command('restore')
    .description(
      'Brings a backup into an empty server, whole or not at all. The key of that time must be in place.',
    )
    .argument('<file>', 'what vigie backup wrote')
    .option('--check', 'only reads the file and says whether it is whole; touches no database')
    .action((file: string, { check }: { readonly check?: boolean }) =>
      check === true
        ? checkOnly(file, readConfig(withSecretFiles(env)))
        : restore(file, readConfig(withSecretFiles(env))),
    );
}

async function backup(file: string, config: AppConfig): Promise<void> {
  if (config.databaseUrl === undefined && !(await isBegun(config)))
    throw new StartError(
      `There is nothing to back up in ${config.dataDir}. Set VIGIE_DATA_DIR or DATABASE_URL as the server has it.`,
    );
  const key = await loadSecretKey(config, await isBegun(config));
  const server = await openPostgres(config, () => undefined);
  const clock = new SystemClock();
  const line = new ProgressLine(clock, process.stderr);
  try {
    const source = { url: server.url, key, clock };
    const { bytes, trailer } = await takeBackup(file, source, ({ tenant, tenants, table, rows }) =>
      line.show(`centre ${tenant} of ${tenants}, ${table}, ${many(rows)} rows`),
    );
    line.clear();
    print(`${file}: ${sizeOf(trailer)}, ${megabytes(bytes)}, ${line.took()}.`);
    note(
      'The secret key is not in it: keep that apart, without it nothing can be restored. Whoever reads the file reads what ' +
        'the database holds.',
    );
  } finally {
    line.clear();
    await server.close();
  }
}

async function checkOnly(file: string, config: AppConfig): Promise<void> {
  const { backup: opened, key } = await openWithKey(file, config);
  const line = new ProgressLine(new SystemClock(), process.stderr);
  const trailer = await checkBackup(opened, key, sharing(line)).finally(() => line.clear());
  print(`${file} is whole: ${sizeOf(trailer)}, of ${opened.header.madeAt}. Nothing was restored.`);
}

async function restore(file: string, config: AppConfig): Promise<void> {
  const { backup: opened, key } = await openWithKey(file, config);
  const line = new ProgressLine(new SystemClock(), process.stderr);
  try {
    const target = { key, open: () => openPostgres(config, () => undefined) };
    const trailer = await restoreBackup(opened, target, sharing(line));
    line.clear();
    print(`Restored as it was on ${opened.header.madeAt}: ${sizeOf(trailer)}, ${line.took()}.`);
    note(
      'Nobody is signed in, and no one-time link is valid. What was taken back since then is as it was: look through API keys, ' +
        'links and people. Messages that still waited then are sent again, under the same ids.',
    );
  } finally {
    line.clear();
  }
}

async function openWithKey(file: string, config: AppConfig) {
  const opened: OpenedBackup = await openBackupFile(file);
  const key = await findSecretKey(config);
  if (key === undefined)
    throw new StartError(
      `The key that ${file} was made under is missing: put it into ${secretFile(config)} (only its owner may read it), or set VIGIE_KEY.`,
    );
  return { backup: opened, key };
}

const sharing =
  (line: ProgressLine): Share =>
  (doing, read, of) =>
    line.show(`${Math.floor((100 * read) / Math.max(1, of))} % ${doing}`);
const sizeOf = ({ tenants, rows }: { readonly tenants: number; readonly rows: number }): string =>
  `${many(tenants)} ${wordFor(tenants, 'centre')}, ${many(rows)} ${wordFor(rows, 'row')}`;
const many = (count: number): string => count.toLocaleString('en');
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

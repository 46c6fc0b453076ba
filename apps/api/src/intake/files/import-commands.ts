import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

import type { Command } from 'commander';

import type { CliContext, OpenCli } from '../../platform/cli-context';
import { counted, wordFor } from '../../platform/english-plural';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { isSourceName } from '../reading-rules';
import { CallsCsvImporter, defaultCallsSource } from '../calls-csv/calls-csv-importer';
import { SurveyCsvImporter } from '../survey-csv/survey-csv-importer';
import type { FileToImport } from './file-importer';
import { readWrittenAs, type WrittenAs } from './written-as';
import { toldImport } from './import-answer';
import { ImportLedger } from './import-ledger';
import type { ImportEntry } from './import-store';
import { ImportUndo } from './import-undo';

type Options = WrittenAs & { readonly tenant: string; readonly source: string; readonly timezone?: string };
type Tenant = { readonly tenant: string };

const charsetHelp = 'utf-8, windows-1252, iso-8859-15 or macintosh; by default each line tells its own';
const dateOrderHelp = 'dmy or mdy, for dates such as 03/04/2026; by default the file tells, or is refused';
const mostListed = 200;
const rowsPerNote = 50_000;

/** The commands for tables of calls and of answers, and for taking imports back, under the given `import` command. */
export function registerImportCommands(imports: Command, open: OpenCli): void {
  imports
    .command('calls-csv <file>')
    .description('take calls in from a table; of a call that is imported again the last import stands')
    .requiredOption('--tenant <id>', 'the call centre they belong to')
    .option('--source <name>', 'which telephone system they are of', defaultCallsSource)
    .option('--timezone <zone>', 'of local times; by default the clinic’s, else the centre’s')
    .option('--charset <name>', charsetHelp)
    .option('--date-order <order>', dateOrderHelp)
    .action(async (file: string, { tenant, source, timezone, ...written }: Options) => {
      if (!isSourceName(source)) throw new Error('--source must be 1 to 128 printable characters');
      const how = readWrittenAs(written);
      const context = await openFor(open, tenant);
      const importer = context.app.get(CallsCsvImporter);
      const answer = await importer.import(tenant, { source, timezone }, read(context, file, how));
      for (const line of toldImport(answer)) context.print(line);
    });
  imports
    .command('survey-csv <file>')
    .description(
      'take survey results from elsewhere in; of an answer that is imported again the last import stands',
    )
    .requiredOption('--tenant <id>', 'the call centre they belong to')
    .option('--timezone <zone>', 'of local times; by default the centre’s')
    .option('--charset <name>', charsetHelp)
    .option('--date-order <order>', dateOrderHelp)
    .action(async (file: string, { tenant, timezone, ...written }: Omit<Options, 'source'>) => {
      const how = readWrittenAs(written);
      const context = await openFor(open, tenant);
      const importer = context.app.get(SurveyCsvImporter);
      const answer = await importer.import(tenant, timezone, read(context, file, how));
      for (const line of toldImport(answer)) context.print(line);
    });
  registerListAndUndo(imports, open);
}

function registerListAndUndo(imports: Command, open: OpenCli): void {
  imports
    .command('list')
    .description('tables that were imported, the newest first')
    .requiredOption('--tenant <id>', 'whose')
    .action(async ({ tenant }: Tenant) => {
      const { app, print } = await openFor(open, tenant);
      const entries = await app.get(ImportLedger).list(tenant, mostListed);
      if (entries.length === 0) print('No tables were imported.');
      for (const entry of entries) print(toldEntry(entry));
    });
  imports
    .command('undo <number>')
    .description('take back what one import brought; every figure becomes what it would be without it')
    .requiredOption('--tenant <id>', 'whose')
    .action(async (number: string, { tenant }: Tenant) => {
      const { app, print } = await openFor(open, tenant);
      const answer = await app.get(ImportUndo).undo(tenant, importNumber(number));
      if (!answer.found) throw new Error(`There is no import ${number}: see import list --tenant ${tenant}`);
      if (answer.alreadyUndone && answer.takenBack === 0) print(`Import ${number} was undone before.`);
      else print(`${counted(answer.takenBack, 'row')} of import ${number} taken back`);
      if (answer.sealed > 0)
        print(
          `${counted(answer.sealed, 'row is', 'rows are')} older than the log and ${wordFor(answer.sealed, 'stays', 'stay')}`,
        );
    });
}

function importNumber(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new Error('an import is named by its number: see import list');
  return Number(text);
}

async function openFor(open: OpenCli, tenant: string): Promise<CliContext> {
  const context = await open();
  if ((await context.app.get(TenantDirectory).find(tenant)) !== undefined) return context;
  throw new Error(`There is no tenant "${tenant}": npm run vigie -- tenant create ${tenant}`);
}

function read(
  { note }: CliContext,
  path: string,
  how: Pick<FileToImport, 'charset' | 'dateOrder'>,
): FileToImport {
  let told = 0;
  const onPart = (received: number): void => {
    if (received - told < rowsPerNote) return;
    told = received;
    note(counted(received, 'row'));
  };
  return { chunks: chunksOf(path), name: basename(path), onPart, ...how };
}

/** Opened when it is first read, so that a file that is not there fails there. */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>;
}

function toldEntry(entry: ImportEntry): string {
  const { importId, kind, file, startedAt, accepted, corrected, duplicates, rejected } = entry;
  const when = new Date(startedAt).toISOString().slice(0, 16);
  const rows = `${accepted} taken (${corrected} corrections), ${duplicates} known, ${rejected} refused`;
  return [String(importId), when, kind, file ?? '-', rows, stateOf(entry)].join('\t');
}

function stateOf({ finishedAt, undoneAt }: ImportEntry): string {
  if (undoneAt !== null) return 'undone';
  return finishedAt === null ? 'unfinished' : 'in force';
}

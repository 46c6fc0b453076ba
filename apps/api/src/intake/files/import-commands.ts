import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

import type { Command } from 'commander';

import type { FollowupFault } from '@vigie/contracts';

import type { CliContext, OpenCli } from '../../platform/cli-context';
import { counted, wordFor } from '../../platform/english-plural';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { isSourceName } from '../reading-rules';
import { CallsCsvImporter, defaultCallsSource } from '../calls-csv/calls-csv-importer';
import { FollowupsCsvImporter } from '../followups-csv/followups-csv-importer';
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
  registerFollowups(imports, open);
  registerListAndUndo(imports, open);
}

type FollowupOptions = WrittenAs & {
  readonly tenant: string;
  readonly clinic: string;
  readonly type?: string;
  readonly preview?: boolean;
};

function registerFollowups(imports: Command, open: OpenCli): void {
  imports
    .command('followups-csv <file>')
    .description('plan a call for each row of a clinic’s list of discharges or visits; again changes nothing')
    .requiredOption('--tenant <id>', 'the call centre it belongs to')
    .requiredOption('--clinic <id>', 'the clinic whose patients they are')
    .option('--type <type>', 'of rows that name none, such as post_discharge')
    .option('--preview', 'only say what would become of it')
    .option('--charset <name>', charsetHelp)
    .option('--date-order <order>', 'dmy or mdy, for dates such as 03/04/2026; by default dmy')
    .action(async (file: string, { tenant, clinic, type, preview = false, ...written }: FollowupOptions) => {
      const context = await openFor(open, tenant);
      const list = { clinicId: clinic, type, preview, chunks: chunksOf(file), ...readWrittenAs(written) };
      const { received, accepted, known, rejectedCount, rejected, ignoredColumns } = await context.app
        .get(FollowupsCsvImporter)
        .import(tenant, { kind: 'all' }, list);
      const done = preview ? 'would be planned' : 'planned';
      context.print(
        `${counted(received, 'row')} read: ${accepted} ${done}, ${known} known already, ${rejectedCount} refused`,
      );
      for (const { line, fault } of rejected) context.print(`  line ${line}: ${faultTexts[fault]}`);
      if (ignoredColumns.length > 0) context.print(`  columns left out: ${ignoredColumns.join(', ')}`);
    });
}

const faultTexts: Readonly<Record<FollowupFault, string>> = {
  notRead: 'cannot be read: save the file as CSV in UTF-8, with as many cells as the header',
  who: 'says not who: fill reference, phone or hash',
  when: 'says not when: fill date, or from and until',
  date: 'a date is none: write 31/01/2026 or 2026-01-31',
  order: 'ends before it begins: look at from and until',
  over: 'its time is over: the call can no longer be made in time',
  ahead: 'is more than a year ahead',
  type: 'type must be sortie, visite, ordonnance, jour, or a word such as post_discharge',
  reference: 'reference must be one word of at most 32 characters and 8 digits: no name, no number',
  phone: 'phone is no number: format the column as text and fill it again',
  hash: 'hash must be 16 to 64 letters, digits, - and _ with a letter among them',
  language: 'language must be a word such as fr',
};

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

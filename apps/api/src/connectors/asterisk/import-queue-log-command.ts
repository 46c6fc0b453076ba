import type { QueueLogAnswer } from '@vigie/contracts';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';

import type { Command } from 'commander';

import { isKnownTimezone } from '@vigie/metrics';
import { EventIntake } from '../../intake/event-intake';
import { charsetNamed } from '../../intake/files/charset';
import type { CliContext, OpenCli } from '../../platform/cli-context';
import { Clock } from '../../platform/clock';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { FollowPositionStore } from './follow-position-store';
import { QueueLogFollower, type FollowerPorts } from './queue-log-follower';
import { QueueLogImporter } from './queue-log-importer';
import { SourceHeartbeat } from './source-heartbeat';
import { defaultQueueLogSource, isSourceName } from '../../intake/reading-rules';

type Options = {
  readonly tenant: string;
  readonly source: string;
  readonly follow?: boolean;
  readonly final?: boolean;
  readonly charset?: string;
  readonly timezone?: string;
};

/** `import asterisk-queue-log FILE --tenant ID [--source NAME] [--follow | --final]`, under the given `import` command. */
export function registerImportQueueLogCommand(imports: Command, open: OpenCli): void {
  imports
    .command('asterisk-queue-log <file>')
    .description('read an Asterisk queue_log; lines that were read before change nothing')
    .requiredOption('--tenant <id>', 'the call centre it belongs to')
    .option('--source <name>', 'which telephone system wrote it', defaultQueueLogSource)
    .option('--follow', 'keep reading as the log grows, through rotation and restarts; Ctrl-C ends it')
    .option('--final', 'also read a last line that no newline ends')
    .option(
      '--charset <name>',
      'of its text, where each line cannot tell it: windows-1252, iso-8859-15, macintosh',
    )
    .option('--timezone <zone>', 'on whose clocks the dates of a realtime table are; by default the centre’s')
    .action(async (file: string, options: Options) => {
      checkOptions(options);
      const context = await open();
      if ((await context.app.get(TenantDirectory).find(options.tenant)) === undefined) {
        throw new Error(
          `There is no tenant "${options.tenant}": npm run vigie -- tenant create ${options.tenant}`,
        );
      }
      await (options.follow === true ? follow(context, file, options) : importOnce(context, file, options));
    });
}

function checkOptions({ source, charset, timezone }: Options): void {
  if (!isSourceName(source)) throw new Error('--source must be 1 to 128 printable characters');
  if (timezone !== undefined && !isKnownTimezone(timezone))
    throw new Error('--timezone must be an IANA name such as Europe/Paris');
  charsetNamed(charset);
}

async function importOnce({ app, print }: CliContext, file: string, options: Options): Promise<void> {
  const chunks = createReadStream(file, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>;
  const { final = false, timezone } = options;
  const charset = charsetNamed(options.charset);
  const answer = await app
    .get(QueueLogImporter)
    .import(options.tenant, options.source, chunks, { final, charset, timezone });
  for (const line of toldAnswer(answer)) print(line);
}

async function follow({ app, note }: CliContext, file: string, options: Options): Promise<void> {
  const path = resolve(file);
  const importer = app.get(QueueLogImporter);
  const positions = app.get(FollowPositionStore);
  const { tenant, source, timezone } = options;
  const charset = charsetNamed(options.charset);
  const heartbeat = new SourceHeartbeat(app.get(EventIntake), app.get(Clock), { tenantId: tenant, source });
  const ports: FollowerPorts = {
    translator: (ordinals) => importer.translator(tenant, source, { ordinals, timezone }),
    begin: (translator) => importer.begin(tenant, translator, charset),
    looked: () => heartbeat.beat(),
    load: () => positions.load(tenant, source, path),
    save: (position) => positions.save(tenant, source, path, position),
    told: (event, answer) => {
      const line = toldEvent(event, answer);
      if (line !== undefined) note(line);
    },
  };
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  note(`Following ${path} into tenant ${tenant}. Ctrl-C ends it.`);
  await new QueueLogFollower(path, ports).follow(stop.signal);
}

function toldEvent(
  event: Parameters<FollowerPorts['told']>[0],
  answer: QueueLogAnswer | null,
): string | undefined {
  if (event === 'missing') return 'The log is not there yet; waiting for it.';
  if (event === 'rotated') return 'The log was rotated; going on with the new one.';
  if (event === 'interrupted')
    return 'The database does not answer; trying again from what is known to be kept.';
  if (event === 'truncated')
    return 'The log was cut or replaced; reading what its rotated copies still hold.';
  if (answer === null || (answer.rejectedCount === 0 && answer.accepted < 1000)) return undefined;
  return `${answer.lines} lines: ${answer.accepted} new, ${answer.duplicates} known, ${answer.rejectedCount} refused`;
}

/** The answer of an import in lines for a person. */
export function toldAnswer(answer: QueueLogAnswer): string[] {
  const names = Object.keys(answer.events).toSorted();
  return [
    `${answer.lines} lines read: ${answer.accepted} new events, ${answer.duplicates} known already, ${answer.rejectedCount} refused`,
    ...names.map((name) => `  ${name}: ${answer.events[name] ?? 0}`),
    ...answer.ignored.map(({ event, reason, count }) => `  ignored ${event} (${count}): ${reason}`),
    ...answer.rejected.map(({ line, code, message }) => `  line ${line} refused (${code}): ${message}`),
    ...answer.notes.map((note) => `  ${note}`),
    ...(answer.unfinishedLine ? ['  the last line has no newline and was not read; --final reads it'] : []),
  ];
}

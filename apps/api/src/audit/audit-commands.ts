import type { Command } from 'commander';

import type { OpenCli } from '../platform/cli-context';
import { StartError } from '../platform/start-error';
import { counted } from '../platform/english-plural';
import { requiredTenant } from '../tenants/tenant-directory';
import type { AuditHead } from './audit-entry';
import { AuditVerifications, headText } from './audit-verifications';
import type { AuditBreak } from './audit-verifier';

type Options = { readonly tenant: string; readonly known?: string };

/** `vigie audit verify`: exit code 1 when the log is not whole. */
export function registerAuditCommands(program: Command, open: OpenCli): void {
  program
    .command('audit')
    .description('Who did what: the log that nobody may change.')
    .command('verify')
    .description(
      'Computes the chain of the log anew and names the first entry that is not as it was written.',
    )
    .requiredOption('--tenant <id>', 'whose log')
    .option('--known <head>', 'NUMBER:HASH, as an earlier run printed it: must still be there')
    .action(async ({ tenant, known }: Options) => {
      const given = known === undefined ? [] : [readHead(known)];
      const cli = await open();
      await requiredTenant(cli, tenant);
      const verdict = await cli.app.get(AuditVerifications).run(tenant, given);
      if (verdict === undefined)
        throw new StartError('The log is being verified already; try again in a minute.');
      const { entries, from, head, firstBreak } = verdict;
      if (firstBreak !== null) {
        cli.print(
          `${counted(entries, 'entry is', 'entries are')} whole, up to ${head.seq}. ${sentenceOf(firstBreak)}`,
        );
        process.exitCode = 1;
        return;
      }
      const since =
        from === null ? '' : ` They begin with ${from.seq}, of ${new Date(from.at).toISOString()}.`;
      cli.print(`${counted(entries, 'entry', 'entries')}, whole.${since} The last is ${headText(head)}`);
    });
}

function readHead(text: string): AuditHead {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/u.exec(text) ?? [];
  if (hash === undefined) throw new StartError('--known: NUMBER:HASH, as vigie audit verify prints it.');
  return { seq: Number(seq), hash: Buffer.from(hash, 'hex') };
}

function sentenceOf({ seq, kind }: AuditBreak): string {
  switch (kind) {
    case 'altered':
      return `Entry ${seq} is not what was written.`;
    case 'missing':
      return `Entry ${seq} was taken away.`;
    case 'cut':
      return `Entry ${seq} and all after it were taken away, or an older backup was restored.`;
    case 'forged':
      return `Entry ${seq} is another one than was noted outside the database.`;
  }
}

import { invitationChannels } from '@vigie/contracts';
import { Option, type Command } from 'commander';

import type { OpenCli } from '../platform/cli-context';
import { Problem } from '../platform/problems';
import { StartError } from '../platform/start-error';
import { requiredTenant } from '../tenants/tenant-directory';
import type { RefusalRequest } from './invitation-request';
import { Invitations, type NoSample } from './invitations';
import { Refusals } from './refusals';
import { SurveyLinks } from './survey-links';

type Options = { readonly tenant: string; readonly language?: string };
type UndoOptions = RefusalRequest & { readonly tenant: string; readonly by: string; readonly reason: string };

const reasons: { readonly [reason in NoSample]: string } = {
  unknown_call: 'has no answered call yet that nobody was invited about.',
  no_template: 'has no survey in its settings.',
};

/** `vigie survey sample-link|undo-refusal|undone-refusals` */
export function registerSurveyCommands(program: Command, open: OpenCli): void {
  const survey = program.command('survey').description('Asking patients.');
  survey
    .command('sample-link')
    .description('A link to the patient’s page, about the latest call of a demonstration; nothing is sent.')
    .option('--tenant <id>', 'a demonstration: what is answered counts', 'demo')
    .option('--language <language>', 'fr, ca, es or en')
    .action(async (options: Options) => sampleLink(options, open));
  survey
    .command('undo-refusal')
    .description(
      'Lets somebody be asked again who is noted as never wanting to be; who did it and why is kept.',
    )
    .requiredOption('--tenant <id>')
    .addOption(
      new Option('--channel <channel>', 'what the address is')
        .choices(invitationChannels)
        .makeOptionMandatory(),
    )
    .requiredOption('--address <address>', 'the telephone number or the e-mail address')
    .requiredOption('--by <name>', 'who takes it back')
    .requiredOption('--reason <text>', 'why: they asked for it, it was noted by mistake')
    .action(async (options: UndoOptions) => undoRefusal(options, open));
  survey
    .command('undone-refusals')
    .description('When refusals were taken back, by whom and why; never whose they were.')
    .requiredOption('--tenant <id>')
    .action(async ({ tenant }: Pick<Options, 'tenant'>) => listUndone(tenant, open));
}

async function sampleLink({ tenant, language }: Options, open: OpenCli): Promise<void> {
  const cli = await open();
  const { demo } = await requiredTenant(cli, tenant);
  if (!demo)
    throw new StartError(`The tenant ${tenant} is no demonstration: a sample would count as an answer.`);
  const links = cli.app.get(SurveyLinks);
  if (!links.isConfigured)
    throw new StartError('VIGIE_PUBLIC_URL: says where patients reach the page; it is not set.');
  const sample = await cli.app.get(Invitations).sample(tenant, language);
  if (typeof sample === 'string') throw new StartError(`The tenant ${tenant} ${reasons[sample]}`);
  cli.note('The page answers while the server runs. The link works once, for seven days:');
  cli.print(links.addressOf(sample));
}

async function undoRefusal(
  { tenant, channel, address, by, reason }: UndoOptions,
  open: OpenCli,
): Promise<void> {
  const undoing = { by: by.trim(), reason: reason.trim() };
  if (undoing.by === '' || undoing.reason === '')
    throw new StartError('Say who takes the refusal back (--by) and why (--reason).');
  const cli = await open();
  await requiredTenant(cli, tenant);
  const found = await cli.app.get(Refusals).undo(tenant, { channel, address }, undoing).catch(toStartError);
  if (!found) throw new StartError('No refusal is noted of that address; nothing has changed.');
  cli.print('The refusal holds no longer. Who took it back and why is kept.');
}

/** What the route answers by a problem, said on the command line. */
function toStartError(error: unknown): never {
  if (error instanceof Problem) throw new StartError(error.message);
  throw error;
}

async function listUndone(tenant: string, open: OpenCli): Promise<void> {
  const cli = await open();
  await requiredTenant(cli, tenant);
  const undone = await cli.app.get(Refusals).undone(tenant);
  for (const { undoneAt, refusedAt, by, reason } of undone)
    cli.print([new Date(undoneAt).toISOString(), new Date(refusedAt).toISOString(), by, reason].join('\t'));
  if (undone.length === 0) cli.note('No refusal was ever taken back.');
}

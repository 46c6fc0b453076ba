import type { Command } from 'commander';

import type { OpenCli } from '../platform/cli-context';
import { StartError } from '../platform/start-error';
import { requiredTenant } from '../tenants/required-tenant';
import { Invitations, type NoSample } from './invitations';
import { SurveyLinks } from './survey-links';

type Options = { readonly tenant: string; readonly language?: string };

const reasons: { readonly [reason in NoSample]: string } = {
  unknown_call: 'has no answered call yet that nobody was invited about.',
  no_template: 'has no survey in its settings.',
};

/** `vigie survey sample-link` */
export function registerSurveyCommands(program: Command, open: OpenCli): void {
  program
    .command('survey')
    .description('Asking patients.')
    .command('sample-link')
    .description('A link to the patient’s page, about the latest call of a demonstration; nothing is sent.')
    .option('--tenant <id>', 'a demonstration: what is answered counts', 'demo')
    .option('--language <language>', 'fr, ca, es or en')
    .action(async (options: Options) => sampleLink(options, open));
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

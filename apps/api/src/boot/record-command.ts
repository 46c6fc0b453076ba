import type { Command } from 'commander';

import { theCommand, type AuditEntry } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import type { OpenCli } from '../platform/cli-context';
import { isTenantId, TenantDirectory } from '../tenants/tenant-directory';

/** What of a command's options says what it did; anything else may be a secret, a number or a person. */
const tellingOptions = ['source', 'scopes', 'from', 'role', 'clinics', 'yes'];

/**
 * Has the audit log of a tenant tell of every command that was done to it. A tenant that was deleted has no log any
 * more: the process's own log tells of that.
 */
export function recordCommands(program: Command, open: OpenCli): void {
  program.hook('postAction', async (_, command) => {
    const tenantId = tenantOf(command);
    if (tenantId === undefined) return;
    const { app } = await open();
    if ((await app.get(TenantDirectory).find(tenantId)) === undefined) return;
    await app.get(AuditLog).recordDone(tenantId, entryOf(command));
  });
}

function tenantOf(command: Command): string | undefined {
  const named = command.opts<{ tenant?: unknown }>().tenant;
  if (typeof named === 'string') return named;
  const [first] = command.args;
  return command.parent?.name() === 'tenant' && first !== undefined && isTenantId(first) ? first : undefined;
}

function entryOf(command: Command): AuditEntry {
  const options = command.opts<Readonly<Record<string, unknown>>>();
  const told = tellingOptions.flatMap((name) => {
    const value = options[name];
    if (value === true) return [name];
    return typeof value === 'string' ? [`${name}=${value}`] : [];
  });
  // What is no plain id (a file, an address, a number) is not told.
  const ids = command.args.filter((argument) => /^[a-z][\w-]{0,62}$/iu.test(argument));
  const said = [...ids, ...told].join(' ');
  return {
    actor: theCommand(),
    action: ['command', ...namesOf(command)].join('.'),
    subject: said === '' ? null : said,
  };
}

/** `api-key`, `create`: without the program's own name. */
function namesOf(command: Command): readonly string[] {
  return command.parent === null ? [] : [...namesOf(command.parent), command.name()];
}

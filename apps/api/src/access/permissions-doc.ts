import { allPermissions, ruleOf, type Permission } from './permissions';
import { roles, type Column, type Reach } from './roles';

const columns: readonly Column[] = [...roles, 'wall'];

/** `docs/permissions.md`: the table of permissions, as the guard and the sockets hold to it. */
export function permissionsDoc(): string {
  const heads = ['Permission', 'In words', ...columns, 'API key', 'demonstration', 'audit'];
  return `# Who may do what

<!-- Written by \`npm run docs\` from apps/api/src/access/permissions.ts: change it there. -->

A permission is one verb on one thing. A membership is one person, one role and one scope: the whole centre, some clinics, or some teams. What a person may is the union of the memberships, and what they see by it is the union of the scopes of those memberships whose role grants it; scopes of different kinds do not mix, and the widest kind counts: the whole centre, else teams, else clinics, else what is one’s own. Whatever is outside of that is answered as if it did not exist (404); a verb that is not allowed on a thing in scope is 403.

**scope**: over the scope of the membership, totals included. **own**: only what is the person's own: the calls, time and figures of the agent whose account it is. **wall**: the link of a television, read-only; its cookie opens the live stream’s board of totals and teams and nothing else, and is no way in where a person or a program is wanted. The demonstration, in which nothing is real, may be looked at from its own machine without signing in, where the table says so.

${row(heads)}
${row(heads.map(() => '---'))}
${allPermissions.map((permission) => row(cellsOf(permission))).join('\n')}
`;
}

function cellsOf(permission: Permission): readonly string[] {
  const rule = ruleOf(permission);
  const name = `\`${permission}\``;
  if (rule.of !== 'tenant') {
    const whoever = {
      anyone: 'anyone',
      self: 'whoever is signed in',
      operator: 'who has `VIGIE_METRICS_TOKEN`',
      wall: 'a television by its link',
    }[rule.of];
    return [name, `${rule.about}: ${whoever}`, ...columns.map(() => ''), '', '', ''];
  }
  const held: Readonly<Partial<Record<Column, Reach>>> = rule.roles;
  const key = rule.keyScope === null ? '–' : `\`${rule.keyScope}\``;
  return [
    name,
    rule.about,
    ...columns.map((column) => held[column] ?? '–'),
    key,
    rule.inDemo ? 'yes' : '–',
    rule.personal ?? '–',
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

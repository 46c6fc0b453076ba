import { ruleOf } from '../access/permissions';
import { roles } from '../access/roles';
import { register, type Processing } from './processing-register';

/** `docs/processing.md`: the register of processing (GDPR art. 30), from the periods and the permissions of the code. */
export function processingDoc(): string {
  const heads = ['Processing', 'Of whom', 'Why', 'What', 'Kept', 'Read by'];
  return `# Register of processing

<!-- Written by \`npm run docs\` from apps/api/src/callers/processing-register.ts: change it there. -->

What an organisation that runs Vigie writes into its register (GDPR, article 30), as far as the program knows it: everything of persons that is stored, why, and for how long. The periods and the roles are those of the code; what a centre has shortened stands on its page of retention. To be added by the centre: its name and that of its data-protection officer, the clinics it works for (they are the controllers, the centre is their processor), and where the server stands. Nothing here is legal advice.

${row(heads)}
${row(heads.map(() => '---'))}
${register.map((one) => row([one.what, one.whose, one.why, one.data, one.kept, readers(one)])).join('\n')}

- **Recipients**: whoever the monthly report is mailed to reads sums of one clinic, and no comment; whoever its evening note goes to reads by hour and reference who is owed a call. A provider of text messages, where one is set, is given the address and the link. Nobody else: no font, map, analysis or model of anybody else’s is asked.
- **Transfers** outside of the European Economic Area: none by the program.
- **Measures**: centres are kept apart twice ([the roles in PostgreSQL](operating.md#the-roles-in-postgresql)); numbers are hashed at the door under a key of the centre, to be rotated every year; texts of patients, second factors and refused events are sealed; every read of personal data is written into a chained log; sign-in by password, code, passkey or identity provider; no role sees more than [the table](permissions.md) says.
- **Rights**: a caller’s data is taken out, or erased, by number (\`vigie privacy export|erase\`, or the officer’s page); what is kept of a secretary stands on her own page, with who looked.
`;
}

/** Roles by the table of permissions, in its order. */
function readers({ read }: Processing): string {
  const named = roles.filter((role) =>
    read.some((permission) => {
      const rule = ruleOf(permission);
      return rule.of === 'tenant' && rule.roles[role] !== undefined;
    }),
  );
  return named.length === 0 ? 'nobody: it is retried by a command' : named.join(', ');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

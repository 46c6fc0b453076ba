import type { MailingPart } from '@vigie/contracts';

import type { RawQuery } from '../../metrics/metrics-question';

/** What an address has that is of one range or of a file; a mailing has its own. */
const ofAnAddress: ReadonlySet<string> = new Set([
  'range',
  'on',
  'from',
  'to',
  'tenant',
  'format',
  'locale',
  'sort',
]);

/** What narrows a mailing: as it is asked, and as the text it is kept as. `more` is what its table takes besides. */
export function mailingQuery(
  text: string,
  part: MailingPart,
): { readonly asked: RawQuery; readonly text: string; readonly more: readonly string[] } {
  const given = new URLSearchParams(text);
  for (const name of [...given.keys()]) if (ofAnAddress.has(name)) given.delete(name);
  if (part === 'page') given.delete('by');
  else if (!given.has('by')) given.set('by', 'clinic');
  const asked = Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const values = given.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
  return { asked, text: given.toString(), more: part === 'page' ? [] : ['by'] };
}

import { settingsSchema, type SettingsFile } from '@vigie/contracts';
import type { z } from 'zod';

import { checkSettings } from './check-settings';
import { readablePart } from './readable-part';
import type { SettingsFault } from './settings-problem';

export const notASetting = 'is not a setting';

type Judged =
  | { readonly ok: true; readonly document: SettingsFile }
  | { readonly ok: false; readonly faults: readonly SettingsFault[] };

/** Everything that is wrong with a settings document, at once: what does not read, and what the rest of it means. */
export function judgeSettings(whole: unknown): Judged {
  const parsed = settingsSchema.safeParse(whole);
  if (parsed.success) {
    const faults = checkSettings(parsed.data);
    return faults.length > 0 ? { ok: false, faults } : { ok: true, document: parsed.data };
  }
  const shape = parsed.error.issues.flatMap(faultsOfIssue);
  const rest = readablePart(whole);
  if (rest === undefined) return { ok: false, faults: shape };
  const meaning = checkSettings(rest.document).map(({ path, message }) => ({
    path: rest.pathInWhole(path),
    message,
  }));
  return { ok: false, faults: [...shape, ...meaning] };
}

/** What the schema found, said for someone who edits a file. */
function faultsOfIssue(issue: z.core.$ZodIssue): SettingsFault[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], message: notASetting }));
    case 'invalid_type':
      return [{ path, message: typeMessage(issue.expected, issue.message) }];
    default:
      return [{ path, message: issue.message }];
  }
}

function typeMessage(expected: string, message: string): string {
  if (/received undefined/iu.test(message)) return 'is missing';
  if (/received null/iu.test(message)) return 'holds nothing: give it a value or leave it out';
  if (expected === 'string' && /received (number|boolean|date)/iu.test(message))
    return 'must be text: put it in quotes';
  return message.replace(/^Invalid input: /u, '');
}

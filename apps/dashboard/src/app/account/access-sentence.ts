import type { ScopeView } from '@vigie/contracts';

import type { Words } from '../shell/words';
import type { OfficeWords } from '../words/dictionary';

type MembershipView = { readonly role: string; readonly scope: ScopeView };

/** The permissions and roles the pages have words for, in the order in which they are read. */
const permissions = [
  'board.see',
  'calls.see',
  'calls.read',
  'incidents.see',
  'callers.see',
  'frequent.see',
  'campaigns.see',
  'metrics.see',
  'agents.see',
  'satisfaction.see',
  'reports.see',
  'comments.see',
  'people.see',
  'settings.see',
  'sheets.see',
  'keys.see',
  'connectors.see',
  'audit.see',
  'erasures.see',
  'retention.see',
  'walls.see',
  'troubles.claim',
  'handovers.acknowledge',
  'incidents.work',
  'callbacks.work',
  'callbacks.number',
  'calls.place',
  'calls.note',
  'concerns.acknowledge',
  'reports.annotate',
  'invoice.count',
  'comments.hide',
  'surveys.invite',
  'tables.import',
  'people.manage',
  'walls.manage',
  'settings.change',
  'settings.manage',
  'settings.propose',
  'settings.decide',
  'sheets.write',
  'sheets.manage',
  'sheets.approve',
  'sheets.acknowledge',
  'campaigns.write',
  'keys.manage',
  'connectors.manage',
  'audit.verify',
  'audit.export',
  'calls.export',
  'callbacks.export',
  'callers.export',
  'callers.erase',
  'retention.change',
  'numbers.share',
  'marks.lift',
] as const satisfies readonly (keyof OfficeWords['account']['permissions'])[];
export const roleNames = [
  'supervisor',
  'manager',
  'secretary',
  'reviewer',
  'officer',
  'administrator',
] as const satisfies readonly (keyof OfficeWords['account']['roles'])[];

/** What a clinic or team is called: `KnownNames.of`. */
type NameOf = (kind: 'clinics' | 'teams', id: string) => string;
const idAlone: NameOf = (_, id) => id;

/** What of the centre a scope is, in words that go on from "for". */
export function scopeInWords(words: Words, scope: ScopeView, nameOf: NameOf = idAlone): string {
  switch (scope.kind) {
    case 'all':
      return words.t('account.scopes.all');
    case 'clinics':
      if (scope.clinicIds.length === 0) return words.t('account.scopes.nothing');
      return scope.clinicIds.length <= 3
        ? scope.clinicIds.map((id) => nameOf('clinics', id)).join(', ')
        : words.n('account.scopes.clinics', scope.clinicIds.length);
    case 'teams':
      return scope.teamIds.length === 1
        ? words.t('account.scopes.team', { name: nameOf('teams', scope.teamIds[0] ?? '') })
        : words.n('account.scopes.teams', scope.teamIds.length);
    case 'agent':
      return words.t('account.scopes.agent');
  }
}

/** What a role is over, in the same words: a secretary sees what is her own, whatever she was given it for. */
export function reachInWords(words: Words, { role, scope }: MembershipView, nameOf?: NameOf): string {
  return role === 'secretary' ? words.t('account.scopes.agent') : scopeInWords(words, scope, nameOf);
}

/** The name of a role; one that this page does not know yet is shown as it is. */
export function roleInWords(words: Words, role: string): string {
  const known = roleNames.find((name) => name === role);
  return known === undefined ? role : words.t(`account.roles.${known}`);
}

/** What somebody sees, what they do, and what is not theirs: every permission the pages have a word for, once. */
export type AccessInWords = Readonly<
  Record<'sees' | 'does' | 'not', readonly { readonly permission: string; readonly text: string }[]>
>;

/** What the permissions come to, in the order of the words. */
export function accessInWords(words: Words, held: readonly string[]): AccessInWords {
  const theirs = new Set(held);
  const rows = permissions.map((permission) => ({
    permission,
    text: words.t(`account.permissions.${permission}`),
  }));
  return {
    sees: rows.filter(({ permission }) => theirs.has(permission) && permission.endsWith('.see')),
    does: rows.filter(({ permission }) => theirs.has(permission) && !permission.endsWith('.see')),
    not: rows.filter(({ permission }) => !theirs.has(permission)),
  };
}

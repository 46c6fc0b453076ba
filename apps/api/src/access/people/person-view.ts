import type { PersonView } from '@vigie/contracts';

import type { DemoPerson } from '../demo-people';
import type { LetterState } from '../letters/access-letters';
import { permissionsOf } from '../viewer';
import type { PersonWithRoles } from './people';

/** The people of the demonstration, who sign in nowhere. */
export function demoView({ id, name, role, scope, agentId }: DemoPerson, createdAt: number): PersonView {
  const since = new Date(createdAt).toISOString();
  return {
    id,
    email: '',
    name,
    language: 'fr',
    agentId,
    createdAt: since,
    hasPassword: true,
    hasSecondFactor: false,
    passkeys: 0,
    linkUntil: null,
    byMail: false,
    letter: null,
    memberships: [{ role, scope, since }],
    permissions: [...permissionsOf({ agentId, memberships: [{ role, scope }] })],
  };
}

/** What is known of letters to people: whether any are sent, and what became of each one's last. */
type Mailing = Readonly<{ letters: ReadonlyMap<string, LetterState>; byMail: boolean }>;

/** One of the people as the API tells them. */
export function personView(person: PersonWithRoles, { letters, byMail }: Mailing): PersonView {
  const letter = letters.get(person.personId);
  const { personId, email, name, language, agentId, isActive, hasSecondFactor, passkeys } = person;
  return {
    id: personId,
    email,
    name,
    language,
    agentId,
    createdAt: new Date(person.createdAt).toISOString(),
    hasPassword: isActive,
    hasSecondFactor,
    byMail,
    letter: letter === undefined ? null : letterView(letter),
    passkeys,
    linkUntil: person.linkUntil === null ? null : new Date(person.linkUntil).toISOString(),
    memberships: person.memberships.map(({ role, scope, since }) => ({
      role,
      scope,
      since: new Date(since).toISOString(),
    })),
    permissions: [...permissionsOf(person)],
  };
}

/** What of a letter is told; what it was about, and where it went, is not kept. */
function letterView({ at, outcome }: LetterState): NonNullable<PersonView['letter']> {
  const states = {
    delivered: 'sent',
    handed_over: 'sent',
    refused: 'bounced',
    given_up: 'given_up',
    cancelled: 'given_up',
  } as const;
  return { at: new Date(at).toISOString(), state: outcome === null ? 'waiting' : states[outcome] };
}

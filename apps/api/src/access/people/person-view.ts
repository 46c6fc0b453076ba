import type { PersonView } from '@vigie/contracts';

import type { DemoPerson } from '../demo-people';
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
    linkUntil: null,
    memberships: [{ role, scope, since }],
    permissions: [...permissionsOf({ agentId, memberships: [{ role, scope }] })],
  };
}

/** One of the people as the API tells them. */
export function personView(person: PersonWithRoles): PersonView {
  const { personId, email, name, language, agentId, hasPassword, hasSecondFactor } = person;
  return {
    id: personId,
    email,
    name,
    language,
    agentId,
    createdAt: new Date(person.createdAt).toISOString(),
    hasPassword,
    hasSecondFactor,
    linkUntil: person.linkUntil === null ? null : new Date(person.linkUntil).toISOString(),
    memberships: person.memberships.map(({ role, scope, since }) => ({
      role,
      scope,
      since: new Date(since).toISOString(),
    })),
    permissions: [...permissionsOf(person)],
  };
}

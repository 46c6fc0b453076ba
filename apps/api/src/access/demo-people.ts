import type { Role } from './roles';
import type { SignedIn } from './viewer';
import type { ViewerScope } from './viewer-scope';

/** One of the people as whom the demonstration can be looked at: they exist there only, and sign in nowhere. */
export type DemoPerson = Readonly<{
  id: string;
  name: string;
  role: Role;
  scope: ViewerScope;
  agentId: string | null;
}>;

const all: ViewerScope = { kind: 'all' };

/** Ready-made, one of each role. Their clinic, team and agent are of the demonstration's settings. */
export const demoPeople: readonly DemoPerson[] = [
  { id: 'claire', name: 'Claire', role: 'supervisor', scope: all, agentId: null },
  {
    id: 'durand',
    name: 'Dr Durand',
    role: 'manager',
    scope: { kind: 'clinics', clinicIds: ['cabinet-durand'] },
    agentId: null,
  },
  {
    id: 'anne',
    name: 'Anne',
    role: 'secretary',
    scope: { kind: 'teams', teamIds: ['mg'] },
    agentId: 'amandine-g',
  },
  { id: 'marc', name: 'Marc', role: 'reviewer', scope: all, agentId: null },
  { id: 'ines', name: 'Inès', role: 'officer', scope: all, agentId: null },
  { id: 'paul', name: 'Paul', role: 'administrator', scope: all, agentId: null },
];

/** As if they had signed in; null when there is nobody of that id. */
export function signedInAs(tenantId: string, id: string): SignedIn | null {
  const person = demoPeople.find((one) => one.id === id);
  if (person === undefined) return null;
  const { name, agentId, role, scope } = person;
  return { tenantId, personId: person.id, sessionId: null, name, agentId, memberships: [{ role, scope }] };
}

import type { Me, PersonView } from '@vigie/contracts';

const since = '2026-09-02T07:00:00.000Z';

/** A supervisor who was given one team, and a manager who has not yet accepted the invitation. */
export const samplePeople: readonly PersonView[] = [
  {
    id: 'p1',
    email: 'claire@place.example',
    name: 'Claire Vasseur',
    language: 'fr',
    agentId: null,
    createdAt: since,
    hasPassword: true,
    hasSecondFactor: true,
    passkeys: 0,
    linkUntil: null,
    byMail: false,
    letter: null,
    memberships: [{ role: 'supervisor', scope: { kind: 'teams', teamIds: ['accueil'] }, since }],
    permissions: ['board.see', 'calls.see', 'metrics.see', 'troubles.claim'],
  },
  {
    id: 'p2',
    email: 'durand@place.example',
    name: 'Dr Durand',
    language: 'fr',
    agentId: null,
    createdAt: since,
    hasPassword: false,
    hasSecondFactor: false,
    passkeys: 0,
    linkUntil: '2026-11-30T07:00:00.000Z',
    byMail: true,
    letter: { at: '2026-11-29T07:00:00.000Z', state: 'bounced' },
    memberships: [{ role: 'manager', scope: { kind: 'clinics', clinicIds: ['durand'] }, since }],
    permissions: ['board.see', 'reports.see'],
  },
];

/** Who asks, with these permissions over the whole centre. */
export function sampleMe(permissions: readonly string[], more: Partial<Me> = {}): Me {
  return {
    tenant: { id: 'place', name: 'Télésecrétariat de la Place', demo: false, timezone: 'Europe/Paris' },
    person: {
      id: 'p9',
      name: 'Paul Rey',
      email: 'paul@place.example',
      language: 'fr',
      agentId: null,
      csv: 'language',
    },
    sessionId: 's1',
    roles: ['administrator'],
    memberships: [{ role: 'administrator', scope: { kind: 'all' } }],
    permissions: permissions.map((permission) => ({ permission, scope: { kind: 'all' } })),
    features: [],
    owesSecondFactor: false,
    demoPeople: [],
    ...more,
  };
}

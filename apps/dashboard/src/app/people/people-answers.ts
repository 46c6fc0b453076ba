// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { FactorRuleView, InvitedView, MadeLinkView, PersonView } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const person = {
  id: 's',
  email: 's',
  name: 's',
  language: 's',
  agentId: ['?', 's'],
  createdAt: 's',
  hasPassword: 'b',
  hasSecondFactor: 'b',
  passkeys: 'n',
  linkUntil: ['?', 's'],
  byMail: 'b',
  letter: ['?', { at: 's', state: ['=', 'waiting', 'sent', 'bounced', 'given_up'] }],
  memberships: [
    '[]',
    {
      role: 's',
      scope: [
        '|',
        { kind: ['=', 'all'] },
        { kind: ['=', 'clinics'], clinicIds: ['[]', 's'] },
        { kind: ['=', 'teams'], teamIds: ['[]', 's'] },
        { kind: ['=', 'agent'], agentId: 's' },
      ],
      since: 's',
    },
  ],
  permissions: ['[]', 's'],
} as const;
const madeLink = { url: 's', expiresAt: 's' } as const;
export const peopleShape = checkOf<readonly PersonView[]>(['[]', person]);
export const personShape = checkOf<PersonView>(person);
export const invitedShape = checkOf<InvitedView>({ person: person, link: ['?', madeLink] });
export const madeLinkShape = checkOf<MadeLinkView>(madeLink);
export const factorRuleShape = checkOf<FactorRuleView>({ roles: ['[]', 's'] });

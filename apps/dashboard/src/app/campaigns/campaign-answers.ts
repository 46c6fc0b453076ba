// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type {
  Campaign,
  CampaignList,
  CampaignVersions,
  ContactList,
  ImportedContacts,
  Marks,
} from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const campaignOrderView = {
  kind: ['=', 'vaccination', 'screening', 'event'],
  title: 's',
  sentence: 's',
  orderedBy: 's',
  orderedOn: 's',
  listSource: 's',
  startsOn: 's',
  endsOn: 's',
  callFrom: 's',
  callUntil: 's',
} as const;
const campaign = {
  id: 's',
  clinicId: 's',
  clinicName: 's',
  state: ['=', 'planned', 'running', 'ended'],
  version: 'n',
  order: campaignOrderView,
  endedAt: ['?', 's'],
  endedBy: ['?', 's'],
  listErasedAt: ['?', 's'],
  progress: {
    inCalls: { calls: 'n', accepted: 'n', refused: 'n', notOffered: 'n' },
    list: {
      listed: 'n',
      accepted: 'n',
      refused: 'n',
      notReached: 'n',
      left: 'n',
      noConsent: 'n',
      doNotCall: 'n',
    },
  },
  mayWrite: 'b',
  mayWork: 'b',
} as const;
export const campaignListShape = checkOf<CampaignList>({
  at: 's',
  clinics: ['[]', { id: 's', name: 's', today: 's', mayWrite: 'b' }],
  campaigns: ['[]', campaign],
});
export const campaignShape = checkOf<Campaign>(campaign);
export const campaignVersionsShape = checkOf<CampaignVersions>([
  '[]',
  { version: 'n', at: 's', by: 's', order: campaignOrderView },
]);
export const importedContactsShape = checkOf<ImportedContacts>({
  lines: 'n',
  added: 'n',
  known: 'n',
  noConsent: 'n',
  doNotCall: 'n',
  faults: ['[]', { line: 'n', why: ['=', 'bad_number', 'bad_reference', 'bad_consent'] }],
});
export const contactListShape = checkOf<ContactList>({
  at: 's',
  campaign: campaign,
  isCallingTime: 'b',
  contacts: [
    '[]',
    {
      id: 's',
      mask: ['?', 's'],
      reference: ['?', 's'],
      tries: 'n',
      latestTryAt: ['?', 's'],
      claim: ['?', { by: 's', isMine: 'b', until: 's' }],
    },
  ],
});
export const marksShape = checkOf<Marks>({
  clinics: ['[]', { id: 's', name: 's' }],
  clinicId: ['?', 's'],
  marks: ['[]', { id: 's', mask: ['?', 's'], reference: ['?', 's'], saidAt: 's', liftedAt: ['?', 's'] }],
});

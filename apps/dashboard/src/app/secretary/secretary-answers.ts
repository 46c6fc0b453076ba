// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { Noted, OwnCallAnswer, OwnSheet } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

export const ownCallAnswerShape = checkOf<OwnCallAnswer>({
  at: 's',
  call: [
    '?',
    {
      id: 's',
      phase: ['=', 'ringing', 'talking', 'ended'],
      since: 's',
      clinicId: ['?', 's'],
      clinicName: 's',
      language: ['?', 's'],
      waitMs: ['?', 'n'],
      mask: ['?', 's'],
      urgent: 'b',
      difficult: 'b',
      difficultReason: ['?', 's'],
      appointmentObtained: ['?', 'b'],
      reason: ['?', 's'],
      plansFollowups: 'b',
      followups: ['[]', { id: 's', type: 's', dueUntil: 's' }],
      campaign: [
        '?',
        {
          id: 's',
          title: 's',
          sentence: 's',
          answer: ['?', ['=', 'accepted', 'refused', 'notOffered']],
          before: ['?', ['=', 'accepted', 'refused']],
        },
      ],
      doNotCall: ['?', 'b'],
    },
  ],
  reasons: ['[]', 's'],
});
export const ownSheetShape = checkOf<OwnSheet>({
  clinicId: 's',
  name: 's',
  today: 's',
  version: ['?', 'n'],
  sheet: [
    '?',
    {
      language: ['=', 'fr', 'ca', 'es', 'en'],
      service: ['=', 'message', 'booking', 'triage'],
      greeting: { text: 's', seconds: ['?', 'n'], comesFirst: ['?', 'b'] },
      disclosure: 's',
      opening: { kind: ['=', 'closed', 'open'], text: 's' },
      emergency: 's',
      paths: ['[]', { id: 's', name: 's', kind: ['=', 'specific', 'general'], text: 's' }],
      basics: {
        hours: { text: 's', reviewedOn: ['?', 's'], reviewBy: ['?', 's'] },
        place: { text: 's', reviewedOn: ['?', 's'], reviewBy: ['?', 's'] },
        parking: { text: 's', reviewedOn: ['?', 's'], reviewBy: ['?', 's'] },
        website: { text: 's', reviewedOn: ['?', 's'], reviewBy: ['?', 's'] },
        telephone: { text: 's', reviewedOn: ['?', 's'], reviewBy: ['?', 's'] },
        email: { text: 's', reviewedOn: ['?', 's'], reviewBy: ['?', 's'] },
        insurances: { text: 's', reviewedOn: ['?', 's'], reviewBy: ['?', 's'] },
        professionals: { text: 's', reviewedOn: ['?', 's'], reviewBy: ['?', 's'] },
        services: { text: 's', reviewedOn: ['?', 's'], reviewBy: ['?', 's'] },
      },
      answers: ['[]', { id: 's', question: 's', text: 's', reviewedOn: ['?', 's'], reviewBy: ['?', 's'] }],
    },
  ],
});
export const notedShape = checkOf<Noted>({ at: 's', dueAt: ['?', 's'], followupId: ['?', 's'] });

// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { ReaderAnswer, ReaderFrame, ReaderSheet } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const readerAnswers = [
  '[]',
  {
    id: 's',
    at: 's',
    recipient: 'n',
    kind: ['=', 'received', 'question', 'accepted', 'refused'],
    actionId: ['?', 's'],
    text: ['?', 's'],
  },
] as const;
export const readerFrameShape = checkOf<ReaderFrame>({
  centre: 's',
  expiresAt: 's',
  openActions: ['[]', 's'],
  answers: readerAnswers,
  sheetWaits: ['?', 'n'],
  report: {
    language: ['=', 'fr', 'ca', 'en', 'es'],
    clinic: { id: 's', name: 's' },
    month: 's',
    status: ['=', 'running', 'provisional', 'final', 'revised', 'empty'],
    version: 'n',
    computedAt: 's',
    title: 's',
    subtitle: 's',
    documentTitle: 's',
    methodNote: 's',
    footer: 's',
    pages: ['[]', { id: ['=', 'summary', 'detail', 'method'], title: 's', blocks: ['[]', ['*']] }],
  },
});
export const readerAnswersShape = checkOf<readonly ReaderAnswer[]>(readerAnswers);
export const readerSheetShape = checkOf<ReaderSheet>({
  centre: 's',
  clinic: 's',
  language: ['=', 'fr', 'ca', 'es', 'en'],
  expiresAt: 's',
  today: 's',
  held: [
    '?',
    {
      version: {
        version: 'n',
        at: 's',
        by: 's',
        side: ['=', 'centre', 'clinic'],
        note: 's',
        heldFrom: ['?', 's'],
        approved: ['?', { at: 's', by: 's', recipient: ['?', 'n'] }],
        declined: ['?', { at: 's', by: 's', why: 's' }],
      },
      sheet: {
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
    },
  ],
});

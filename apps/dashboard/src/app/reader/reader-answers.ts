// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { ReaderAnswer, ReaderFrame } from '@vigie/contracts';

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

// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type {
  ChangedSheets,
  ClinicSheet,
  Sheet,
  SheetList,
  SheetQuestions,
  SheetReaders,
  SheetRequests,
  SheetVersionText,
} from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const sheet = {
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
} as const;
const sheetVersion = {
  version: 'n',
  at: 's',
  by: 's',
  side: ['=', 'centre', 'clinic'],
  note: 's',
  heldFrom: ['?', 's'],
  approved: ['?', { at: 's', by: 's', recipient: ['?', 'n'] }],
  declined: ['?', { at: 's', by: 's', why: 's' }],
} as const;
export const sheetListShape = checkOf<SheetList>([
  '[]',
  {
    clinicId: 's',
    name: 's',
    state: ['=', 'none', 'proposed', 'unapproved', 'approved'],
    version: ['?', 'n'],
    at: ['?', 's'],
    basics: { filled: 'n', stale: 'n', empty: 'n' },
    answers: 'n',
    staleAnswers: 'n',
  },
]);
export const clinicSheetShape = checkOf<ClinicSheet>({
  clinicId: 's',
  name: 's',
  state: ['=', 'none', 'proposed', 'unapproved', 'approved'],
  today: 's',
  held: ['?', 'n'],
  latest: 'n',
  sheet: ['?', sheet],
  versions: ['[]', sheetVersion],
  readers: ['?', { of: 'n', read: 'n', unread: ['?', ['[]', 's']] }],
  may: { write: 'b', manage: 'b', approve: 'b' },
});
export const sheetShape = checkOf<Sheet>(sheet);
export const sheetVersionTextShape = checkOf<SheetVersionText>({ version: sheetVersion, sheet: sheet });
export const sheetQuestionsShape = checkOf<SheetQuestions>({
  clinicId: 's',
  days: 'n',
  lookUps: 'n',
  missed: 'n',
  medianMs: ['?', 'n'],
  questions: [
    '[]',
    {
      question: 's',
      state: ['=', 'open', 'accepted', 'refused'],
      asked: 'n',
      proposed: 'n',
      lastAt: ['?', 's'],
      decided: ['?', { at: 's', by: 's', why: 's' }],
    },
  ],
  askedOnce: 'n',
  unclear: ['[]', { name: 's', count: 'n' }],
  mayDecide: 'b',
});
export const sheetReadersShape = checkOf<SheetReaders>({
  recipients: 'n',
  links: [
    '[]',
    { recipient: 'n', version: 'n', sentAt: 's', expiresAt: 's', openedAt: ['?', 's'], open: 'b' },
  ],
});
export const sheetRequestsShape = checkOf<SheetRequests>({
  clinicId: 's',
  requests: [
    '[]',
    {
      id: 's',
      side: ['=', 'centre', 'clinic'],
      at: 's',
      by: 's',
      text: 's',
      state: ['=', 'asked', 'taken', 'done', 'refused'],
      answered: ['?', { at: 's', by: 's', word: 's' }],
      waits: ['?', ['=', 'centre', 'clinic']],
      mayAnswer: 'b',
    },
  ],
  mayAsk: 'b',
});
export const changedSheetsShape = checkOf<ChangedSheets>([
  '[]',
  {
    clinicId: 's',
    name: 's',
    version: 'n',
    heldFrom: 's',
    changes: [
      '[]',
      {
        part: ['=', 'service', 'greeting', 'disclosure', 'opening', 'emergency', 'path', 'basic', 'answer'],
        name: 's',
        how: ['=', 'added', 'changed', 'removed'],
      },
    ],
  },
]);

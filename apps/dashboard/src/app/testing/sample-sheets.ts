import {
  basicNames,
  type ClinicSheet,
  type Sheet,
  type SheetList,
  type SheetQuestions,
} from '@vigie/contracts';

const empty = { text: '', reviewedOn: null, reviewBy: null };

/** What is said for a practice: eight basics are missing, one answer wants to be looked at again. */
export const sampleSheet: Sheet = {
  language: 'fr',
  service: 'booking',
  greeting: { text: 'Vous êtes bien au cabinet Durand.', seconds: 18, comesFirst: true },
  disclosure: 'Vous êtes en relation avec le télésecrétariat.',
  opening: { kind: 'closed', text: 'Rendez-vous ou renseignement ?' },
  emergency: 'Composez le 15.',
  paths: [
    { id: 'appointment', name: 'Rendez-vous', kind: 'specific', text: 'Proposer un créneau.' },
    { id: 'message', name: 'Message', kind: 'general', text: 'Noter le motif.' },
  ],
  basics: {
    ...(Object.fromEntries(basicNames.map((name) => [name, empty])) as Sheet['basics']),
    hours: { text: '8 h à 19 h', reviewedOn: '2026-01-12', reviewBy: null },
  },
  answers: [
    {
      id: 'late',
      question: 'Et en cas de retard ?',
      text: 'Prévenir.',
      reviewedOn: null,
      reviewBy: '2026-03-01',
    },
  ],
};

/** Its first version, as the centre wrote it. */
export const sampleClinicSheet: ClinicSheet = {
  clinicId: 'durand',
  name: 'Cabinet Durand',
  state: 'unapproved',
  today: '2026-11-23',
  held: 1,
  latest: 1,
  sheet: sampleSheet,
  versions: [
    {
      version: 1,
      at: '2026-11-20T09:00:00.000Z',
      by: 'Paul Rey',
      side: 'centre',
      note: 'La première',
      heldFrom: '2026-11-20T09:00:00.000Z',
      approved: null,
      declined: null,
    },
  ],
  readers: null,
  may: { write: true, manage: false, approve: true },
};

export const sampleSheetList: SheetList = [
  {
    clinicId: 'durand',
    name: 'Cabinet Durand',
    state: 'unapproved',
    version: 1,
    at: '2026-11-20T09:00:00.000Z',
    basics: { filled: 1, stale: 0, empty: 8 },
    answers: 1,
    staleAnswers: 1,
  },
  {
    clinicId: 'tilleuls',
    name: 'Cabinet des Tilleuls',
    state: 'none',
    version: null,
    at: null,
    basics: { filled: 0, stale: 0, empty: 9 },
    answers: 0,
    staleAnswers: 0,
  },
];

/** A question to be answered, one that was set aside, and a procedure that is unclear. */
export const sampleQuestions: SheetQuestions = {
  clinicId: 'durand',
  days: 90,
  lookUps: 212,
  missed: 58,
  medianMs: 8_000,
  askedOnce: 3,
  questions: [
    {
      question: 'parking',
      state: 'open',
      asked: 17,
      proposed: 2,
      lastAt: '2026-11-20T09:00:00.000Z',
      decided: null,
    },
    {
      question: 'tarif',
      state: 'refused',
      asked: 0,
      proposed: 0,
      lastAt: null,
      decided: { at: '2026-11-20T09:00:00.000Z', by: 'Paul', why: 'affiché' },
    },
  ],
  unclear: [{ name: 'Déplacer', count: 4 }],
  mayDecide: true,
};

import type { CallbackList, CallbackView } from '@vigie/contracts';

/** What the clock of the tests shows. */
export const nineOClock = Date.parse('2026-11-23T09:42:00Z');
/** So many minutes from then. */
export const at = (minutes: number): string => new Date(nineOClock + minutes * 60_000).toISOString();
/** A patient whom nobody answered half an hour ago. */
export const patient = (id: string, more: Partial<CallbackView> = {}): CallbackView => ({
  id,
  reference: id.toUpperCase(),
  state: 'open',
  clinicId: 'durand',
  clinicName: 'Cabinet Durand',
  teamId: 'mg',
  teamName: 'Médecine générale',
  mask: '06 39 98 •• ••',
  alone: false,
  causes: ['unanswered'],
  promised: false,
  urgent: false,
  openedAt: at(-30),
  latestCallAt: at(-30),
  dueAt: at(30),
  targetMinutes: 60,
  endsAt: at(2_000),
  calls: 1,
  longestWaitMs: 48_000,
  language: 'fr',
  reason: null,
  tries: 0,
  latestTry: null,
  suggested: null,
  claim: null,
  inCall: null,
  placed: null,
  followup: null,
  callable: true,
  callableChangesAt: at(600),
  numbersKept: false,
  ...more,
});
/** A list with sums of its own. */
export const list = (callbacks: readonly CallbackView[], more: Partial<CallbackList> = {}): CallbackList => ({
  at: at(0),
  me: 'p9',
  mayWork: true,
  placesCalls: false,
  plansFollowups: false,
  sums: {
    since: at(-1_500),
    owed: 42,
    open: 6,
    recovered: 31,
    recoveredWithinHour: 24,
    closed: 2,
    neverReached: 3,
    openFromBefore: 2,
    withheld: 4,
    followups: 0,
  },
  callbacks,
  ...more,
});

import * as z from 'zod/mini';

import { count, flag, instant, list, number, object, text } from './shapes';

/** What somebody who called back may say of it; see `docs/callbacks.md`. */
export const callbackOutcomes = [
  'reached',
  'noAnswer',
  'messageLeft',
  'otherPerson',
  'wrongNumber',
  'settled',
  'refused',
] as const;
export type CallbackOutcome = (typeof callbackOutcomes)[number];

/** Those that leave the caller to be called back; every other ends it. */
export const openOutcomes = [
  'noAnswer',
  'messageLeft',
  'otherPerson',
] as const satisfies readonly CallbackOutcome[];

/** Of a note beside an outcome that ends a row, in characters. */
export const longestNote = 120;

const callbackClaim = object({
  by: text,
  /** Who it is, to tell one's own from others'. */
  byId: text,
  at: instant,
  /** When it is released by itself; null while the call is under way. */
  until: z.nullable(instant),
});
export const callbackClaimViewSchema = callbackClaim;
export type CallbackClaimView = z.infer<typeof callbackClaim>;

/** How far a call has come that the telephone system was asked to place; see `docs/calling.md`. */
export const placedStates = [
  'asked',
  'ringing',
  'patient',
  'talking',
  'over',
  'refused',
  'unreachable',
  'unknown',
] as const;
export const placedCallSchema = object({
  requestId: text,
  at: instant,
  /** `ringing`: the set of who asked; `unknown`: whether the system heard of it is not known. */
  state: z.enum(placedStates),
  /** Why it was refused, as a stable word; null where it was not, or nobody says. */
  why: z.nullable(text),
});
export type PlacedCallView = z.infer<typeof placedCallSchema>;

/** Why the telephone system cannot be asked to call somebody. */
export const callObstacles = ['noWay', 'notGiven', 'noSet', 'noNumber'] as const;
export type CallObstacle = (typeof callObstacles)[number];

/** What is asked of a patient who is back from hospital, in its order, and what may be answered. */
export const dischargeQuestions = ['condition', 'medicines', 'appointments', 'services', 'plan'] as const;
export const dischargeAnswers = ['yes', 'no', 'unsure'] as const;
const dischargeAnswer = z.enum(dischargeAnswers);
/** What a patient who is back from hospital answered; see `docs/followups.md`. */
export const dischargeAnswersSchema = object({
  condition: dischargeAnswer,
  medicines: dischargeAnswer,
  appointments: dischargeAnswer,
  services: dischargeAnswer,
  plan: dischargeAnswer,
});
export type DischargeAnswers = z.infer<typeof dischargeAnswersSchema>;

/** A caller whom a clinic owes a call. */
export const callbackSchema = object({
  id: text,
  /** Short, and of nobody: by it the evening note of a clinic names them. */
  reference: text,
  state: z.enum(['planned', 'open', 'recovered', 'neverReached', 'closed']),
  clinicId: text,
  clinicName: text,
  teamId: z.nullable(text),
  teamName: z.nullable(text),
  /** The caller's number with dots in it; null where it is not known. */
  mask: z.nullable(text),
  /** Of a number that many call from, or of none: this call alone. */
  alone: flag,
  causes: list(
    z.enum([
      'unanswered',
      'voicemail',
      'asked',
      'badAnswer',
      'urgent',
      'reopened',
      'followup',
      'clinicAlert',
    ]),
  ),
  promised: flag,
  urgent: flag,
  openedAt: instant,
  latestCallAt: instant,
  dueAt: instant,
  /** Of the clinic: how soon somebody whom nobody answered should be called back. */
  targetMinutes: count,
  /** When it ends by itself; null for a promise. */
  endsAt: z.nullable(instant),
  /** The caller's own calls. */
  calls: count,
  longestWaitMs: z.nullable(count),
  language: z.nullable(text),
  reason: z.nullable(text),
  tries: count,
  latestTry: z.nullable(object({ at: instant, outcome: z.enum(callbackOutcomes) })),
  /** What the end of our own call suggests. */
  suggested: z.nullable(z.enum(callbackOutcomes)),
  claim: z.nullable(callbackClaim),
  /** The caller is on the telephone with us, or waits. */
  inCall: z.nullable(object({ since: instant, talking: flag, queueName: z.nullable(text) })),
  /** The call that the telephone system was asked to place, until somebody says what came of it. */
  placed: z.nullable(placedCallSchema),
  /** What was planned; null of what a call began. */
  followup: z.nullable(
    object({
      type: text,
      dueFrom: instant,
      plannedAt: instant,
      reference: z.nullable(text),
      /** What the patient answered after a discharge; null where nobody asked. */
      answers: z.nullable(dischargeAnswersSchema),
    }),
  ),
  /** Whether the clinic lets its patients be called now, and when that changes. */
  callable: flag,
  callableChangesAt: z.nullable(instant),
  /** Whether the clinic has the numbers of those who are to be called back kept: whoever calls one may be shown it. */
  numbersKept: flag,
});
export type CallbackView = z.infer<typeof callbackSchema>;

/** The number of somebody who is to be called back, as it is dialled and as it is read. */
export const callbackNumberSchema = object({ number: text, written: text });
export type CallbackNumber = z.infer<typeof callbackNumberSchema>;

/** One thing that happened on the way. */
export const callbackStepSchema = object({
  kind: z.enum([
    'lost',
    'asked',
    'badAnswer',
    'answered',
    'dialled',
    'tried',
    'reopened',
    'ended',
    'planned',
    'due',
    'replied',
    'acknowledged',
  ]),
  at: instant,
  /** Outcome of the call, or what somebody said of the try. */
  outcome: z.nullable(text),
  waitMs: z.nullable(count),
  talkMs: z.nullable(count),
  dueAt: z.nullable(instant),
  /** What was said beside an outcome that ended it, where the clinic takes it. */
  reason: z.nullable(text),
  note: z.nullable(text),
});
export const callbackDetailSchema = object({
  callback: callbackSchema,
  steps: list(callbackStepSchema),
  /** Why who asks cannot have the telephone system call; null where they can, once it is theirs. */
  callObstacle: z.nullable(z.enum(callObstacles)),
  /** Whether an outcome that ends it takes a note, and which reasons there are; null where the clinic takes neither. */
  closing: z.nullable(object({ reasons: list(text) })),
  /** Whether it is of a discharge, and its clinic has its patients asked then. */
  asksQuestions: flag,
  /** By which version of its sheet the clinic has its patients asked; null where it approved none, or nothing is asked. */
  questions: z.nullable(object({ version: count, approvedBy: text, approvedAt: instant, emergency: text })),
});
export type CallbackDetail = z.infer<typeof callbackDetailSchema>;
export type CallbackStep = CallbackDetail['steps'][number];

/** What became of the callers who came to be owed a call since an instant: the four parts add up to `owed`. */
export const callbackSumsSchema = object({
  since: instant,
  owed: count,
  open: count,
  recovered: count,
  recoveredWithinHour: count,
  closed: count,
  neverReached: count,
  /** Still owed from before then: with `open`, everybody on the list. */
  openFromBefore: count,
  /** Unanswered calls since then without a number: nobody can be called back. In none of the others. */
  withheld: count,
  /** Follow-ups that are due: on the list, and in none of the others. */
  followups: count,
});
export type CallbackSums = z.infer<typeof callbackSumsSchema>;

const callbackNumbersShape = {
  callersOwed: count,
  recovered: count,
  calledAgain: count,
  recoveredWithinHour: count,
  recoveredSameHalfDay: count,
  recoveredBeforeClosing: count,
  neverReached: count,
  closedForReason: count,
  toCallBack: count,
  recoveredRate: z.nullable(number),
  recoveredBeforeClosingRate: z.nullable(number),
  /** What the one clinic that a row is of wants of `recoveredBeforeClosingRate`; null where it says nothing. */
  recoveredBeforeClosingTarget: z.nullable(number),
  redials: count,
  redialsPerReached: z.nullable(number),
  medianToFirstTryMs: z.nullable(number),
  medianToReachedMs: z.nullable(number),
};
/** The figures of callers who were owed a call; see `docs/metrics.md`. */
export const callbackNumbersSchema = object(callbackNumbersShape);
export type CallbackNumbers = z.infer<typeof callbackNumbersSchema>;
const callbackFiguresRow = object({ key: text, ...callbackNumbersShape });

/** What became of those who were owed a call, on the day of the first of their lost calls; see `docs/metrics.md`. */
export const callbackFiguresSchema = object({
  timezone: text,
  rows: list(callbackFiguresRow),
  total: callbackFiguresRow,
});
export type CallbackFigures = z.infer<typeof callbackFiguresSchema>;

/** The list to call back, as of `at`. */
export const callbackListSchema = object({
  at: instant,
  /** Who asks, as claims name them. */
  me: text,
  /** Whether who asks may work it: the people of a clinic only where it calls its patients itself. */
  mayWork: flag,
  /** Whether any telephone system is set up to be asked to call. */
  placesCalls: flag,
  /** Whether calls are planned for any clinic of the scope. */
  plansFollowups: flag,
  sums: callbackSumsSchema,
  callbacks: list(callbackSchema),
});
export type CallbackList = z.infer<typeof callbackListSchema>;

/** What the link of an alert to a clinic opens: nothing of the patient. */
export const clinicAlertViewSchema = object({
  centre: text,
  clinicName: text,
  /** In which the clinic is written to. */
  language: z.enum(['fr', 'ca', 'en', 'es']),
  /** By which the centre finds the patient. */
  reference: text,
  answeredAt: instant,
  /** When somebody of the clinic said to know, or was told by telephone; null: nobody yet. */
  receivedAt: z.nullable(instant),
});
export type ClinicAlertView = z.infer<typeof clinicAlertViewSchema>;

/** What the socket tells of the list: rows as they are now, and those that are in it no more. */
export const callbackNewsSchema = object({
  at: instant,
  changed: list(callbackSchema),
  gone: list(text),
  sums: callbackSumsSchema,
});
export type CallbackNews = z.infer<typeof callbackNewsSchema>;

/** What of the socket `/callbacks` comes to its client. */
export type CallbackServerEvents = {
  readonly callbacks: (news: CallbackNews) => void;
  /** Everything may have changed: ask for the list again. */
  readonly reload: () => void;
};

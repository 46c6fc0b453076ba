import type { Outcome } from '../call';
import type { Instant } from '../fact';

/** What somebody who called back chose to say of the try. */
export type TryOutcome =
  'reached' | 'noAnswer' | 'messageLeft' | 'otherPerson' | 'wrongNumber' | 'settled' | 'refused';

/** Where the clinic takes it, why it was ended, in a word of the centre's own, and a short note without who it is about. */
export type TryBeside = { readonly reason?: string | undefined; readonly note?: string | undefined };

/** What an outcome does: the caller was reached, need not or cannot be, or is still owed a call. */
export const tryOutcomes = {
  reached: 'recovered',
  noAnswer: 'open',
  messageLeft: 'open',
  otherPerson: 'open',
  wrongNumber: 'closed',
  settled: 'closed',
  refused: 'closed',
} as const satisfies Record<TryOutcome, ObligationState>;

/** Every outcome, in the order in which it is offered. */
export const tryOutcomeNames = Object.keys(tryOutcomes) as readonly TryOutcome[];

/**
 * Where an obligation stands; each is in exactly one. `recovered`: somebody spoke with the caller; `closed`: for a
 * reason that somebody chose; `neverReached`: the deadline passed. A follow-up is `planned` until it is due.
 */
export type ObligationState = 'planned' | 'open' | 'recovered' | 'neverReached' | 'closed';

/** Why somebody is owed a call. Whatever is not `unanswered` is a promise. */
export type ObligationCause =
  'unanswered' | 'voicemail' | 'asked' | 'badAnswer' | 'urgent' | 'reopened' | 'followup' | 'clinicAlert';

/** How it ended: the caller rang again and was answered, an outcome somebody chose, the clinic said to know, or the deadline. */
export type ObligationEnd = 'calledAgain' | 'neverReached' | 'acknowledged' | TryOutcome;

/** One thing that happened on the way. Nothing says who of ours did it. */
export type ObligationStep =
  | {
      readonly kind: 'lost';
      readonly at: Instant;
      readonly outcome: Outcome | null;
      readonly waitMs: number | null;
    }
  | { readonly kind: 'asked'; readonly at: Instant; readonly dueAt: Instant | null }
  | { readonly kind: 'answered' | 'dialled'; readonly at: Instant; readonly talkMs: number | null }
  | ({ readonly kind: 'tried'; readonly at: Instant; readonly outcome: TryOutcome } & TryBeside)
  | {
      readonly kind: 'badAnswer' | 'reopened' | 'ended' | 'planned' | 'due' | 'replied' | 'acknowledged';
      readonly at: Instant;
    };

/** Who says to be calling. */
export type ObligationClaim = {
  readonly by: string;
  /** Of the person, or of the key that claimed for somebody. */
  readonly byId: string;
  readonly at: Instant;
  /** When it is released by itself; null while a call to the caller is under way. */
  readonly until: Instant | null;
};

/** A call of the caller that is going on: the patient is ringing us just now. */
export type CallerInCall = {
  readonly callKey: string;
  readonly since: Instant;
  readonly isTalking: boolean;
  readonly queueId: string | null;
};

/** How far a call has come that the telephone system was asked to place: what it said, else what its call tells. */
export type PlacingState =
  'asked' | 'ringing' | 'patient' | 'talking' | 'over' | 'refused' | 'unreachable' | 'unknown';

/** A call that somebody had the telephone system place: first to their own set, then to the patient. */
export type PlacedCall = {
  readonly requestId: string;
  readonly at: Instant;
  /** `ringing`: the set of who asked; `unknown`: whether the system heard of it is not known. */
  readonly state: PlacingState;
  /** Why the system refused, as a stable word; null where it did not, or does not say. */
  readonly why: string | null;
};

/** A call to a patient that was planned. Nothing of it is medical, and nothing says who the patient is to others. */
export type FollowupPlan = {
  readonly type: string;
  readonly plannedAt: Instant;
  /** Within which time the patient is to be called. */
  readonly dueFrom: Instant;
  readonly dueUntil: Instant;
  /** By what the clinic finds the patient in its own software. */
  readonly reference: string | null;
  /** The call on which it was planned. */
  readonly onCall: string | null;
  /** Whose number is known, as calls tell it: never the number. */
  readonly patient?: FollowupPatient;
  /** What the patient answered, and by which version of the clinic's sheet it was asked. */
  readonly replies?: DischargeReplies;
};

/** What is asked of a patient who is back from hospital, in its order (S2-13, S2-15). */
export const dischargeQuestions = ['condition', 'medicines', 'appointments', 'services', 'plan'] as const;
export type DischargeQuestion = (typeof dischargeQuestions)[number];
export const dischargeAnswers = ['yes', 'no', 'unsure'] as const;
export type DischargeAnswer = (typeof dischargeAnswers)[number];
export type DischargeReplies = {
  readonly version: number;
  readonly answers: Readonly<Record<DischargeQuestion, DischargeAnswer>>;
};

/** The type of the row by which the clinic is told of an answer that was not yes. */
export const clinicAlert = 'clinic_alert';
/** Whether the clinic is to be told. */
export const needsClinic = ({ answers }: DischargeReplies): boolean =>
  dischargeQuestions.some((question) => answers[question] !== 'yes');

/** The patient of a follow-up by the pseudonym of their number, and what of it may be shown. */
export type FollowupPatient = { readonly aniHash: string; readonly mask: string | null };

/** What one clinic owes one caller. `null` says "not known" or "not yet". */
export type Obligation = {
  /** The call that opened it, or the key of a follow-up. */
  readonly openedBy: string;
  readonly openedAt: Instant;
  readonly causes: readonly ObligationCause[];
  /** A promise never ends by itself as long as the call that opened it is kept. */
  readonly promised: boolean;
  readonly urgent: boolean;
  readonly state: ObligationState;
  readonly closedAt: Instant | null;
  readonly closedAs: ObligationEnd | null;
  readonly dueAt: Instant;
  /** When it ends by itself if nobody reaches the caller; null for a promise. */
  readonly endsAt: Instant | null;
  /** The caller's calls of it. */
  readonly calls: number;
  readonly latestCallAt: Instant;
  readonly longestWaitMs: number | null;
  readonly teamId: string | null;
  readonly language: string | null;
  readonly reason: string | null;
  readonly mask: string | null;
  /** How often somebody said not to have reached the caller. */
  readonly tries: number;
  readonly latestTry: { readonly at: Instant; readonly outcome: TryOutcome } | null;
  /** The first time we called, be it known from the telephone system or from who said so. */
  readonly firstTriedAt: Instant | null;
  /** Our latest call to the caller that nobody said the outcome of, once it is over. */
  readonly unsaid: { readonly at: Instant; readonly talkMs: number | null } | null;
  readonly claim: ObligationClaim | null;
  readonly inCall: CallerInCall | null;
  /** The latest call that the telephone system was asked to place and that nobody has said the outcome of. */
  readonly placed: PlacedCall | null;
  /** What was planned; null of what a call opened. */
  readonly followup: FollowupPlan | null;
  readonly steps: readonly ObligationStep[];
};

/** The outcome that the end of our own call suggests: the telephone system says "answered" for an answering machine too. */
export function suggestedOutcome(
  { unsaid }: Pick<Obligation, 'unsaid'>,
  reachedFromMs: number,
): TryOutcome | null {
  return (unsaid?.talkMs ?? -1) >= reachedFromMs ? 'reached' : null;
}

/** Whether somebody has it at an instant. */
export function isClaimed(claim: ObligationClaim | null, now: Instant): claim is ObligationClaim {
  return claim !== null && (claim.until === null || now < claim.until);
}

import type {
  FollowupPlan,
  Instant,
  ToldPlacing,
  TryBeside,
  TryOutcome,
  DischargeReplies,
} from '@vigie/calls';

/** The server's own events of obligations; the subject is the obligation, `callKey` in the data the call it began with. */
export const obligationEvents = {
  claimed: 'obligation.claimed',
  released: 'obligation.released',
  attempted: 'obligation.attempted',
  closed: 'obligation.closed',
  reopened: 'obligation.reopened',
  replied: 'obligation.replied',
  acknowledged: 'obligation.acknowledged',
  callAsked: 'obligation.call_asked',
  callTold: 'obligation.call_told',
  callPlaced: 'obligation.call_placed',
} as const;

/** The server's own event that the time of a follow-up has come; the subject is its key. */
export const followupDue = 'followup.due';

/** What is kept of an event about an obligation. */
export type ObligationNote =
  | { readonly kind: 'asked'; readonly dueAt: Instant | null }
  | ({ readonly kind: 'tried'; readonly outcome: TryOutcome; readonly ofPatient?: true } & TryBeside)
  | { readonly kind: 'claimed'; readonly by: string; readonly byId: string }
  | { readonly kind: 'released' | 'reopened' | 'passed' | 'due' | 'acknowledged' }
  | { readonly kind: 'callAsked'; readonly requestId: string }
  | {
      readonly kind: 'callTold';
      readonly requestId: string;
      readonly state: ToldPlacing;
      readonly why: string | null;
    }
  /** Of the call that a request brought about. */
  | { readonly kind: 'placed'; readonly requestId: string }
  | { readonly kind: 'replied'; readonly replies: DischargeReplies; readonly tellBy: Instant | null }
  | PlannedNote;

/** A follow-up as it was planned; its key stands where other notes have that of their call. */
export type PlannedNote = Omit<FollowupPlan, 'plannedAt'> & {
  readonly kind: 'planned';
  readonly clinicId: string;
  readonly language: string | null;
};

/** A note, and the call it is of. */
export type NotedCall = {
  readonly noteKey: string;
  readonly callKey: string;
  /** Of one callback, or of one request to place a call: events with the same one are about the same obligation. */
  readonly callbackKey: string | null;
  readonly at: Instant;
  readonly note: ObligationNote;
};

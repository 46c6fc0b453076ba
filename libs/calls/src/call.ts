import type { Instant } from './fact';

export type Outcome =
  | 'answered'
  | 'answeredByBot'
  | 'abandoned'
  | 'ivrAbandoned'
  | 'blocked'
  | 'closed'
  | 'timeoutOverflow'
  | 'voicemail'
  | 'callbackExit'
  | 'selfServed'
  | 'systemFailed'
  | 'unspecified'
  | 'unknown';

/**
 * Where a call stands. Every call is in exactly one. Undecided calls are in `greeting`, `waiting` or `ringing`; an
 * answered one is there again while it waits in another queue after a transfer.
 */
export type CallPhase = 'greeting' | 'waiting' | 'ringing' | 'talking' | 'wrap' | 'ended';

/** One passage of the call through one queue. */
export type Segment = {
  readonly id: string | null;
  readonly queueId: string;
  readonly teamId: string;
  readonly enqueuedAt: Instant;
  /** Null while waiting. */
  readonly leftAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly outcome: Outcome | null;
  /** Outcome detail such as `timeout`, `no_agents`, `key_exit`, `withdrawn`, `overflow`, `full`; `rescinded` marks a
   * queue that rang beside the one that answered: it counts nowhere. For `closed`: what the source called it. */
  readonly subCode: string | null;
  /** Wait of this segment; null while undecided or not known. */
  readonly waitMs: number | null;
  readonly shortAbandoned: boolean;
  /** False for a refused join that only names the queue (presented, not offered). */
  readonly offered: boolean;
};

/** One agent's part in the call: an offer, and what followed when it was answered. Durations in ms. */
export type Leg = {
  readonly id: string | null;
  /** How many offers it stands for: 1, save for rings that nobody took and that are kept as a count. */
  readonly rings: number;
  readonly agentId: string;
  readonly queueId: string | null;
  /** Index of its segment in the call; null for a leg that came from no queue. */
  readonly segment: number | null;
  readonly offeredAt: Instant | null;
  /** When it stopped ringing without being answered. */
  readonly offerEndedAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  /** How the offer ended when it was not answered. */
  readonly offerResult: string | null;
  readonly ringMs: number | null;
  /** Bridged time without holds; null while talking or when the end is unknown. */
  readonly talkMs: number | null;
  readonly holdMs: number;
  readonly holds: number;
  /** When each hold began and ended, in turn; one that goes on has no end. */
  readonly heldTimes: readonly Instant[];
  readonly muteMs: number;
  readonly mutes: number;
  readonly wrapStartedAt: Instant | null;
  readonly wrapEndedAt: Instant | null;
  readonly wrapMs: number | null;
  readonly transferred: 'blind' | 'attended' | 'queue' | null;
};

/** What was asked of the caller by one way (channel), and what came of it. `null` says "never told". */
export type CallSurvey = {
  /** Way of asking: `sms`, `email`, `ivr`, `agent`, `import`, or what the source calls it; `unknown` when it was not told. */
  readonly channel: string;
  /** Language of the questions: the last one told. */
  readonly language: string | null;
  /** First time told, as for the next three. */
  readonly invitedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly refusedAt: Instant | null;
  /** Item to value, all answers of this way taken together: of an item told twice the later value stands. */
  readonly items: SurveyValues | null;
};

/** Item to its integer value. */
export type SurveyValues = { readonly [itemId: string]: number };

/** A call as its facts tell it. `null` says "not known". */
export type Call = {
  readonly direction: 'inbound' | 'outbound';
  /** Counted nowhere (test line). */
  readonly test: boolean;
  /** Whether it counts: inbound, not a test, and more than notes (disposition, wrap-up, survey) are known of it. */
  readonly counted: boolean;
  /** First enqueue; for a call that never entered a queue its first fact. Attribution instant of all its counts. */
  readonly arrivedAt: Instant;
  /** First fact of all (first ring). */
  readonly firstAt: Instant;
  /** Latest fact. */
  readonly lastAt: Instant;
  readonly clinicId: string | null;
  readonly teamId: string | null;
  readonly queueId: string | null;
  readonly aniHash: string | null;
  readonly aniKind: string | null;
  readonly aniMask: string | null;
  readonly languageRequested: string | null;
  readonly languageServed: string | null;
  readonly reason: string | null;
  readonly phase: CallPhase;
  readonly outcome: Outcome | null;
  readonly subCode: string | null;
  readonly shortAbandoned: boolean;
  readonly offered: boolean;
  readonly covered: boolean;
  /** First bridge, or the instant the outcome was reached; null while undecided. */
  readonly decidedAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly waitMs: number | null;
  /** Waits in queues after a first answer, which no wait figure holds. */
  readonly transferWaitMs: number;
  readonly greetingMs: number | null;
  readonly segments: readonly Segment[];
  readonly legs: readonly Leg[];
  readonly transfers: number;
  readonly difficult: boolean;
  /** Why, as who took it says; of a call that is not difficult nothing. */
  readonly difficultReason: string | null;
  /** What came of it, as who took it says. */
  readonly disposition: string | null;
  readonly urgent: boolean;
  readonly appointmentObtained: boolean | null;
  /** Whether the need of an answered call was met, as its file says; null where none does. */
  readonly resolved: boolean | null;
  /** What the caller gave, 1 to 5, by whatever way told last; null without a survey. */
  readonly rating: number | null;
  /** By channel; each way of asking once. */
  readonly surveys: readonly CallSurvey[];
  /** When a callback reached the caller, each time, in order. */
  readonly reachedAt: readonly Instant[];
  /** When somebody last took note of the caller's wish to be called back. */
  readonly acknowledgedAt: Instant | null;
  /** Impossible transitions that later facts proved, negative durations set to 0: for data quality. */
  readonly anomalies: readonly string[];
};

/** The queue the caller is in now, the one entered first; undefined when in none. */
export const openSegmentOfCall = (call: Call): Segment | undefined =>
  call.segments.find((segment) => segment.leftAt === null);

/** Whether the caller stands in a queue and speaks with nobody: before a first answer, or after a transfer. */
export const isWaiting = ({ phase }: Pick<Call, 'phase'>): boolean =>
  phase === 'waiting' || phase === 'ringing';

/** Since when the caller waits: the first enqueue, or, after a first answer, that of the queue waited in now. Null while nobody waits. */
export function longestOpenAt(call: Call): Instant | null {
  const open = openSegmentOfCall(call);
  if (open === undefined || !isWaiting(call)) return null;
  return call.answeredAt === null ? call.arrivedAt : open.enqueuedAt;
}

import type { CallSurvey, Outcome } from './call';
import type { Instant } from './fact';

/** A segment while its call is being folded. */
export type DraftSegment = {
  id: string | null;
  readonly queueId: string;
  enqueuedAt: Instant;
  /** False when the enqueue was never told and cannot be computed: the wait is then unknown. */
  startKnown: boolean;
  leftAt: Instant | null;
  answeredAt: Instant | null;
  outcome: Outcome | null;
  subCode: string | null;
  /** False for a refused join. */
  readonly joined: boolean;
  rescinded: boolean;
  /** Begun after a first answer: a transfer. */
  readonly afterAnswer: boolean;
  /** Known by what followed only: an enqueue told later may be its own. */
  rebuilt: boolean;
};

/** A leg while its call is being folded. */
export type DraftLeg = {
  id: string | null;
  rings: number;
  readonly agentId: string;
  queueId: string | null;
  segment: number | null;
  offeredAt: Instant | null;
  offerEndedAt: Instant | null;
  offerResult: string | null;
  ringMs: number | null;
  answeredAt: Instant | null;
  endedAt: Instant | null;
  /** Ended by a transfer only: a later end of the same leg stands instead. */
  endedByTransfer: boolean;
  /** The source stopped telling: the end is a guess, so the talk is unknown. */
  lost: boolean;
  /** The agent was seen elsewhere since then: the end, unless one is told. */
  lostAt: Instant | null;
  /** Known by its end only: an answer told later is its own. */
  rebuilt: boolean;
  holdMs: number;
  holds: number;
  heldAt: Instant | null;
  /** When each hold began and ended, in turn. */
  heldTimes: readonly Instant[];
  muteMs: number;
  mutes: number;
  mutedAt: Instant | null;
  wrapStartedAt: Instant | null;
  wrapEndedAt: Instant | null;
  transferred: 'blind' | 'attended' | 'queue' | null;
};

/** A survey while its call is being folded. */
export type DraftSurvey = { -readonly [Field in keyof CallSurvey]: CallSurvey[Field] };

/** How a call ended when nobody answered it; the last one told stands. */
export type Terminal = { readonly outcome: Outcome; readonly subCode: string | null; readonly at: Instant };

/** A call while it is being folded. Lives for one fold and is never shared. */
export type DraftCall = {
  readonly segments: DraftSegment[];
  readonly legs: DraftLeg[];
  readonly anomalies: string[];
  readonly surveys: DraftSurvey[];
  acknowledgedAt: Instant | null;
  firstAt: Instant;
  lastAt: Instant;
  /** Facts that are more than notes. */
  substance: number;
  outbound: boolean;
  test: boolean;
  clinicId: string | null;
  dnis: string | null;
  aniHash: string | null;
  aniKind: string | null;
  aniMask: string | null;
  languageRequested: string | null;
  languageServed: string | null;
  reason: string | null;
  greetingSince: Instant | null;
  greetingMs: number | null;
  terminal: Terminal | null;
  /** First bridge. */
  answeredAt: Instant | null;
  /** Wait told by the answer of a call that no queue is known of. */
  directWaitMs: number;
  /** The caller's line was closed. */
  endedAt: Instant | null;
  /** The caller hung up on an agent: every conversation is over. */
  callerGoneAt: Instant | null;
  /** Nothing more is expected from the source since then. */
  givenUpAt: Instant | null;
  /** The greeting went on longer than any does: the caller must have hung up in it. */
  greetingLostAt: Instant | null;
  readonly reachedAt: Instant[];
  /** Robots that answered, by the names the source gives them; null as long as none did. */
  bots: Set<string> | null;
  transfers: number;
  difficult: boolean;
  difficultReason: string | null;
  disposition: string | null;
  urgent: boolean;
  appointmentObtained: boolean | null;
  resolved: boolean | null;
  rating: number | null;
};

const nothingNoted = {
  difficult: false,
  difficultReason: null,
  disposition: null,
  urgent: false,
  appointmentObtained: null,
} as const;

/** A call of which nothing is known yet. */
export function newDraft(): DraftCall {
  return {
    segments: [],
    legs: [],
    anomalies: [],
    surveys: [],
    acknowledgedAt: null,
    firstAt: 0,
    lastAt: 0,
    substance: 0,
    outbound: false,
    test: false,
    clinicId: null,
    dnis: null,
    aniHash: null,
    aniKind: null,
    aniMask: null,
    languageRequested: null,
    languageServed: null,
    reason: null,
    greetingSince: null,
    greetingMs: null,
    terminal: null,
    answeredAt: null,
    directWaitMs: 0,
    endedAt: null,
    callerGoneAt: null,
    givenUpAt: null,
    greetingLostAt: null,
    reachedAt: [],
    bots: null,
    transfers: 0,
    ...nothingNoted,
    resolved: null,
    rating: null,
  };
}

/** Remembers, once, that something impossible was told. */
export function noteAnomaly(draft: DraftCall, anomaly: string): void {
  if (!draft.anomalies.includes(anomaly)) draft.anomalies.push(anomaly);
}

/** Time between two instants; a negative one is 0 and an anomaly of the source's clock. */
export function elapsed(draft: DraftCall, from: Instant, to: Instant): number {
  if (to >= from) return to - from;
  noteAnomaly(draft, 'negative_duration');
  return 0;
}

/** Says how the call ended should nobody have answered it: the last one told stands. */
export function endCallAs(
  draft: DraftCall,
  at: Instant,
  outcome: Outcome,
  subCode: string | null = null,
): void {
  draft.terminal = { outcome, subCode, at };
}

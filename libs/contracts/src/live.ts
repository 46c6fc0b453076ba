import * as z from 'zod/mini';

import { byKey, count, fields, flag, instant, integer, list, number, object, text } from './shapes';
import { clinicRowKinds, headlineKinds, keyedSections, liveScopes, type LiveRefusal } from './live-protocol';
import { serviceLevelFormulaSchema } from './metrics';
import { estimateSchema, suppressionSchema } from './satisfaction';
import type { Stay, Watch } from './watch';

/** A ratio with its base: what a tile shows and what its formula card explains. `value` is null when `of` is 0. */
export const ratioSchema = object({ value: z.nullable(number), part: count, of: count });
export type Ratio = z.infer<typeof ratioSchema>;

/** Waits of everyone who waited and is decided in a window; percentiles are upper edges of their bins. */
export const waitsViewSchema = object({
  /** Decided calls of the window that were in a queue and whose wait is known. */
  known: count,
  /** Half waited no longer. */
  p50Ms: z.nullable(number),
  /** Nine in ten waited no longer. */
  p90Ms: z.nullable(number),
  /** Exact: sum ÷ known. */
  meanMs: z.nullable(number),
});
export type WaitsView = z.infer<typeof waitsViewSchema>;

/** Lines drawn on every lane, in ms: a colour changes only where one of them is passed. */
export const waitLinesSchema = object({ targetMs: count, watchMs: count, limitMs: count });
export type WaitLines = z.infer<typeof waitLinesSchema>;

export const agentStateSchema = z.enum([
  'free',
  'ringing',
  'on_call',
  'outbound',
  'wrap_up',
  'break',
  'training',
  'off_phone',
  'offline',
  'unknown',
]);
export type AgentState = z.infer<typeof agentStateSchema>;

/** Distinct secretaries by state; `offline` and `unknown` are not in `present`. */
export const agentCountsSchema = object({ present: count, ...fields(agentStateSchema.options, count) });
export type AgentCounts = z.infer<typeof agentCountsSchema>;

/** The centre itself: constant for a session unless its settings change. */
export const centreViewSchema = object({
  tenantId: text,
  /** Of what the board is, totals included: the whole centre, some clinics, some teams, or one secretary's own calls. */
  scope: z.enum(liveScopes),
  name: text,
  /** IANA name; the day and its quarters are those of this zone. */
  timezone: text,
  /** `fr`, `ca`, `en` or `es`. */
  locale: text,
  /** A demonstration: its callers are invented. */
  demo: flag,
  /** The centre’s own lines; teams and clinics have theirs. */
  lines: waitLinesSchema,
  /** Wanted share answered, a fraction. */
  answerRateTarget: number,
  /** Wanted service level, a fraction. */
  serviceLevelTarget: number,
  serviceLevelSeconds: count,
  secondServiceLevelSeconds: count,
  serviceLevelFormula: serviceLevelFormulaSchema,
  /** An abandon after a shorter wait is short. */
  shortAbandonMs: count,
  /** Names of queues, by id (for the open row's lists). */
  queueNames: byKey(text),
  /**
   * Whether it is told by name who could be freed: in wrap-up, on a break, off the phone, and since when. Where it is
   * not, `agents` says of each only whether they are free or on a call, of the others `unknown`, and never since when.
   */
  namesFreeable: flag,
  /** Start of the centre's day now shown, and its end: ISO instants. */
  dayStart: instant,
  dayEnd: instant,
});
export type CentreView = z.infer<typeof centreViewSchema>;

/** Follow-ups: those whose time has begun and whose outcome nobody has said are on the list to call back. */
export const followupsNowSchema = object({
  /** On the list, late ones among them. */
  open: count,
  /** Of these, to be done until the end of the centre's day, and not late yet. */
  dueToday: count,
  /** Of these, past their time. */
  late: count,
  /** Ended on the centre's day, by an outcome other than settled. */
  doneToday: count,
  /** Clinics to be telephoned, at once, about what a patient answered after a discharge. */
  clinicsToTell: count,
});
export type FollowupsNow = z.infer<typeof followupsNowSchema>;

/** Everything the tiles show. `…30m` is of calls decided in the last 30 minutes, `…Day` of the centre's day. */
export const totalsViewSchema = object({
  /** Callers in a queue, undecided; those in the greeting are not. */
  waiting: count,
  /** Callers who hear the greeting, before any queue. */
  greeting: count,
  /** Calls in conversation, on hold included; what they were at most in a time is `peakTalking` of `GET /api/v1/metrics`. */
  talkingNow: count,
  /** Enqueue instant (ms since 1970) of the caller who waits longest; the page ticks from it. */
  longestSince: z.nullable(integer),
  /** Calls presented per minute over the last 5 minutes, to a tenth. */
  inPerMinute: number,
  /** Calls answered per minute, likewise. */
  takenPerMinute: number,
  /** Calls that ended unanswered per minute, likewise. */
  lostPerMinute: number,
  /** Waiting now minus waiting 5 minutes ago. */
  waitingChange5m: integer,
  /** Everything that arrived today. */
  presentedDay: count,
  /** Of these, those that entered a queue. */
  offeredDay: count,
  /** Of the offered, those that wait no more. */
  decidedDay: count,
  /** Answered ÷ (answered + unanswered) of the calls decided in the last 30 minutes. */
  answerRate30m: ratioSchema,
  /** The same of the calls that arrived today. */
  answerRateDay: ratioSchema,
  /** The same of the calls decided in the hour before the last 30 minutes. */
  answerRatePreviousHour: ratioSchema,
  /** By the centre’s formula and threshold, of the calls decided in the last 30 minutes. */
  serviceLevel30m: ratioSchema,
  /** The same of the calls that arrived today. */
  serviceLevelDay: ratioSchema,
  /** As serviceLevel30m, at the second threshold. */
  secondServiceLevel30m: ratioSchema,
  waits30m: waitsViewSchema,
  waitsDay: waitsViewSchema,
  /** Calls of the day nobody answered. */
  unansweredDay: count,
  /** Callers who came to be owed a call today: nobody answered them, or a call was promised. */
  owedDay: count,
  /** Of these, those who were reached. */
  recoveredDay: count,
  /** Callers (one a clinic) on the list to call back, also of days before. */
  toCallBack: count,
  /** Their calls. */
  toCallBackCalls: count,
  /** When the first of them was lost. */
  oldestToCallBackAt: z.nullable(integer),
  /** Of `owedDay` likewise: how soon those of `recoveredDay` were reached, and what became of others. */
  recoveredSoonDay: object({
    withinHour: count,
    sameHalfDay: count,
    beforeClosing: count,
    closedForReason: count,
    neverReached: count,
  }),
  /** Calls to patients that were planned; null where no clinic of the board has any (`clinics[].followUps`). */
  followups: z.nullable(followupsNowSchema),
  /** Unanswered calls of withheld or unknown numbers: nobody can be called back. */
  unreachableDay: count,
  /** Unanswered calls decided in the last 30 minutes. */
  lost30m: count,
  /** Of these, those whose caller was not answered or reached since; a withheld number cannot be. */
  lostUnreached30m: count,
  /** Lines in use: callers in the greeting and in queues, and secretaries who speak; null on a board of some clinics. */
  linesBusy: z.nullable(count),
  /** How many there are (`centre.phoneLines` of the settings); null when it is not said. */
  phoneLines: z.nullable(count),
  /** Offers that rang and were not taken in the last 5 minutes. */
  ringNoAnswer5m: count,
  /** Calls refused in the last 5 minutes. */
  blocked5m: count,
  /** Offers that rang and were not taken in the last 30 minutes. */
  ringNoAnswer30m: count,
  /** Calls refused (busy, full, nobody logged in) in the last 30 minutes. */
  blocked30m: count,
  /** Callers who have waited longer than the service level’s threshold. */
  waitingPastThreshold: count,
  /** The wait of one who calls now, an estimate from the last minutes; null on fewer than five calls. */
  expectedWaitMs: z.nullable(number),
  /** Each person once; null on a board of some clinics, which tells nothing of secretaries. */
  agents: z.nullable(agentCountsSchema),
  /** Secretaries planned for this quarter of an hour, all teams together; null without a plan. */
  planned: z.nullable(count),
  /** Patients waiting past the target while someone of that queue is free; null where it is not known who is of it. */
  freeWhileWaiting: z.nullable(flag),
  /** Waiting callers at the end of each of the last 60 minutes, oldest first. */
  waitingSpark: list(count),
  /** Answer rate of each of the last 12 five-minute windows, oldest first. */
  answerRateSpark: list(z.nullable(number)),
});
export type TotalsView = z.infer<typeof totalsViewSchema>;

/** How much somebody should act: `watch` beyond the watch line, `act` beyond the limit. */
export const liveLevelSchema = z.enum(['calm', 'watch', 'act']);
export type LiveLevel = z.infer<typeof liveLevelSchema>;

/**
 * The sentence on top, as facts: the page words it in its language. There is one at every moment, also when all is
 * well. Kind and level are judged every ten seconds by the clock and are the worst of the last minute: a level stays
 * for 60 s at least and leaves after 60 s of calm, for every viewer and for `?at=` alike. `act`: somebody waits past the
 * limit; or, of the calls decided in the last 30 minutes (20 or more), fewer than 80 % of the wanted share were
 * answered; or in the last 5 minutes as many were lost as taken (3 or more); or a telephone system is silent. `watch`:
 * somebody waits past the watch line; or fewer than 90 % of the wanted share were answered; or five wait and more
 * come than are taken; or three calls were refused, or five rings untaken and fewer calls taken, in the last 5 minutes.
 * A kind that the figures beside it deny is not named: another that stands is, or else `easing`.
 */
export const headlineViewSchema = object({
  kind: z.enum(headlineKinds),
  level: liveLevelSchema,
  /** Since when the level is what it is, ms since 1970. */
  levelSince: integer,
  waiting: count,
  /** Calls that come against calls that are taken, over 5 minutes; who gives up makes no queue clear. */
  trend: z.enum(['growing', 'shrinking', 'steady']),
  inPerMinute: number,
  takenPerMinute: number,
  lostPerMinute: number,
  /** The clinic at least half of those who wait are waiting for. */
  clinic: z.nullable(object({ id: text, name: text, waiting: count })),
  /** The team at least half of those who wait are waiting for. */
  team: z.nullable(object({ id: text, name: text, waiting: count })),
  /** The team that lacks most secretaries against the plan. */
  missing: z.nullable(object({ id: text, name: text, missing: count })),
  expectedWaitMs: z.nullable(number),
  /** Of `telephony_silent`. */
  sourceId: z.nullable(text),
  /** ISO instant of the last event of a silent source. */
  since: z.nullable(text),
  /** Of `rings_untaken` and `lines_busy`: how many in the last 5 minutes. */
  count: z.nullable(count),
});
export type HeadlineView = z.infer<typeof headlineViewSchema>;

export const sourceViewSchema = object({
  id: text,
  name: text,
  /** ms since 1970, by our clock, of the last event or heartbeat. */
  lastEventAt: z.nullable(integer),
  /**
   * Silent against its own rhythm, in covered hours. One that sends heartbeats: nothing for 60 s. Another one: nothing
   * for 60 s at least, in which five calls should have come by what is usual at that hour of the week; or nothing for
   * longer than its setting (`sources[].silentAfterSeconds`) allows.
   */
  silent: flag,
  /** Clock offset told by the source's heartbeat; > 2 s watch, > 30 s act. */
  offsetMs: z.nullable(number),
  /** Of which times of the centre's day nothing was heard and is told no more: figures of it are incomplete. ms since 1970. */
  unheard: z.exactOptional(list(object({ from: integer, to: integer }))),
});
export type SourceView = z.infer<typeof sourceViewSchema>;

/** What a team's and a clinic's row have in common. */
const rowFiguresShape = {
  waiting: count,
  /** Enqueue instant of the one who waits longest. */
  longestSince: z.nullable(integer),
  /** Over the last 5 minutes, to a tenth. */
  inPerMinute: number,
  /** Likewise. */
  takenPerMinute: number,
  /** Calls that ended unanswered, likewise. */
  lostPerMinute: number,
  /** Unanswered calls decided in the last 30 minutes. */
  lost30m: count,
  /** Of these, those whose caller was not answered or reached since. */
  lostUnreached30m: count,
  /** Of the calls decided in the last 30 minutes. */
  answerRate30m: ratioSchema,
  /** Of the calls that arrived today. */
  answerRateDay: ratioSchema,
  /** Callers unanswered and not reached since. */
  toCallBack: count,
  /** Everything that arrived today. */
  presentedDay: count,
  lines: waitLinesSchema,
  answerRateTarget: number,
};
export const rowFiguresSchema = object(rowFiguresShape);
export type RowFigures = z.infer<typeof rowFiguresSchema>;

export const teamViewSchema = object({
  ...rowFiguresShape,
  id: text,
  name: text,
  /** Its place on the page: that of the settings. */
  order: count,
  /** How many clinics it takes calls for. */
  clinics: count,
  /** Its members; who is in two teams is in both. */
  agents: agentCountsSchema,
  /** Secretaries planned for this quarter of an hour; null without a plan. */
  planned: z.nullable(count),
});
export type TeamView = z.infer<typeof teamViewSchema>;

export const troubleReasonSchema = z.enum(['past_target', 'two_waiting', 'unreached']);
export type TroubleReason = z.infer<typeof troubleReasonSchema>;

/** Who deals with a clinic: a name typed once per browser, and since when (ms since 1970). */
export const claimViewSchema = object({ by: text, at: integer });
export type ClaimView = z.infer<typeof claimViewSchema>;

export const clinicViewSchema = object({
  ...rowFiguresShape,
  id: text,
  name: text,
  shortName: text,
  kind: z.enum(clinicRowKinds),
  /** The teams that take its calls. */
  teamIds: list(text),
  /** Whether the hours covered by contract run now. */
  covered: flag,
  /** Why the clinic is in trouble now, by the rules of the page; empty when calm. */
  trouble: list(troubleReasonSchema),
  /**
   * Its place among the clinics in trouble, the first being 0; null when it is calm for a minute. Most lost in 30
   * minutes first, by two at least; a place is given anew by the minute, so that rows hold still: one that comes
   * meanwhile stands last.
   */
  troubleRank: z.nullable(count),
  /** Who said "I am on it" (`POST /api/v1/live/clinics/:id/claim`) within the last hour. */
  claim: z.nullable(claimViewSchema),
});
export type ClinicView = z.infer<typeof clinicViewSchema>;

/** One patient in a queue or in the greeting. Nothing personal: a masked number at most. */
export const waitingViewSchema = object({
  id: text,
  /** Empty when it is not known. */
  clinicId: text,
  /** Empty when it is not known. */
  teamId: text,
  /** Null in the greeting. */
  queueId: z.nullable(text),
  phase: z.enum(['greeting', 'queued', 'ringing']),
  /** Enqueue instant (greeting: first ring), ms since 1970. */
  since: integer,
  /** 1 for a first call today, 3 for a third try of the same number to the same clinic; null when withheld. */
  attempt: z.nullable(count),
  /** The number without its end. */
  mask: z.nullable(text),
  /** The language asked for. */
  language: z.nullable(text),
  /** No event for 15 min: maybe a ghost; still counted. */
  toVerify: flag,
});
export type WaitingView = z.infer<typeof waitingViewSchema>;

export const agentViewSchema = object({
  id: text,
  name: text,
  teamIds: list(text),
  state: agentStateSchema,
  /** Since when, ms since 1970; null when not known. */
  since: z.nullable(integer),
  /** Of the call in hand. */
  clinicId: z.nullable(text),
});
export type AgentView = z.infer<typeof agentViewSchema>;

/** How many wait for a team: all that a secretary is told of the others' calls. */
export const standingViewSchema = object({
  id: text,
  name: text,
  /** Its place on the page. */
  order: count,
  waiting: count,
  /** Enqueue instant of the one who waits longest. */
  longestSince: z.nullable(integer),
  lines: waitLinesSchema,
});
export type StandingView = z.infer<typeof standingViewSchema>;

/** One quarter of an hour of the day, by arrival. The parts add up: presented = the sum of all others but the waits. */
export const quarterViewSchema = object({
  /** ISO instant. */
  start: instant,
  presented: count,
  answered: count,
  abandoned: count,
  /** ivrAbandoned + timeoutOverflow + voicemail + callbackExit + blocked + systemFailed + unspecified. */
  otherUnanswered: count,
  /** closed + selfServed + unknown + answeredByBot. */
  outside: count,
  /** waiting + greeting. */
  open: count,
  /** Nine in ten of its decided callers waited no longer. */
  p90Ms: z.nullable(number),
});
export type QuarterView = z.infer<typeof quarterViewSchema>;

/** What callers of a period answered to the item *overall*, all clinics together. Moves by ten new answers or more. */
export const runningSatisfactionSchema = object({
  /** Share who gave 4 or 5 of 5, with its 95 % interval. */
  satisfied: z.nullable(estimateSchema),
  /** Answers behind it; null when there are fewer than ten. */
  n: z.nullable(count),
  /** 10 to 29 answers: to be read with care. */
  fragile: flag,
  /** Why there is no figure; null when there is one. */
  suppressed: z.nullable(suppressionSchema),
});
export type RunningSatisfaction = z.infer<typeof runningSatisfactionSchema>;

/** Satisfaction on the wall: of the calls of today and of this month. */
export const satisfactionViewSchema = object({
  today: runningSatisfactionSchema,
  month: runningSatisfactionSchema,
});
export type SatisfactionView = z.infer<typeof satisfactionViewSchema>;

/**
 * A caller who was not content (*overall* 1 or 2 of 5) and wishes to be called back, within the last 24 h and until
 * somebody has taken note (`POST /api/v1/live/concerns/:id/acknowledge`). Told by the caller's own consent; never what
 * was answered or written.
 */
export const concernViewSchema = object({
  id: text,
  /** Empty when it is not known. */
  clinicId: text,
  /** Empty when it is not known. */
  teamId: text,
  /** When the caller answered, ms since 1970. */
  answeredAt: integer,
  /** When the caller had called, ms since 1970. */
  calledAt: integer,
  /** The number without its end. */
  mask: z.nullable(text),
  /** The language of the survey. */
  language: z.nullable(text),
});
export type ConcernView = z.infer<typeof concernViewSchema>;

/** What a supervisor is told at once: a call that was marked urgent, or a burst of difficult calls at a clinic. */
export const alertViewSchema = object({
  id: text,
  kind: z.enum(['urgent', 'difficult']),
  /** Empty when it is not known. */
  clinicId: text,
  /** `urgent`: when the call arrived; `difficult`: when the last of them was answered. ms since 1970. */
  at: integer,
  /** `difficult`: calls of the clinic marked so that were answered within the last 30 minutes, three or more; else 1. */
  count: count,
  /** `urgent`: whether the call still goes on; one that ended is told for 30 minutes. */
  isOpen: flag,
  /** `urgent`: who looks after it; until then it sounds. */
  taken: z.nullable(claimViewSchema),
});
export type AlertView = z.infer<typeof alertViewSchema>;

/** The whole board, by section and key: a patch replaces whole entries, never adds to them. */
const liveStateShape = {
  centre: centreViewSchema,
  /** Of the board's scope; null on a board of teams or of one secretary, which has no total of calls. */
  totals: z.nullable(totalsViewSchema),
  /** Likewise. */
  headline: z.nullable(headlineViewSchema),
  sources: byKey(sourceViewSchema),
  teams: byKey(teamViewSchema),
  clinics: byKey(clinicViewSchema),
  waiting: byKey(waitingViewSchema),
  agents: byKey(agentViewSchema),
  /** Teams by who waits for them, on the board of a secretary; empty on the others, which have `teams`. */
  standing: byKey(standingViewSchema),
  quarters: byKey(quarterViewSchema),
  /** Of all clinics together, and so only on the board of the whole centre. */
  satisfaction: z.nullable(satisfactionViewSchema),
  concerns: byKey(concernViewSchema),
  alerts: byKey(alertViewSchema),
};
export const liveStateSchema = object(liveStateShape);
export type LiveState = z.infer<typeof liveStateSchema>;

export const liveSnapshotSchema = object({
  ...liveStateShape,
  /** Changes when the server's numbering begins anew: a client then takes a new snapshot. */
  epoch: text,
  /** The tenant's sequence this state includes. */
  seq: count,
  /** The server's instant of this state, ISO. */
  at: instant,
});
export type LiveSnapshot = z.infer<typeof liveSnapshotSchema>;

/** Absolute values since the frame `prevSeq` sent to this socket: `set` replaces, `gone` removes. */
export const livePatchSchema = object({
  epoch: text,
  /** The `seq` of the frame sent to this socket before. */
  prevSeq: count,
  seq: count,
  at: instant,
  /** New values; a keyed section holds only the entries that changed. */
  set: object({
    centre: z.exactOptional(centreViewSchema),
    totals: z.exactOptional(totalsViewSchema),
    headline: z.exactOptional(headlineViewSchema),
    satisfaction: z.exactOptional(satisfactionViewSchema),
    sources: z.exactOptional(liveStateShape.sources),
    teams: z.exactOptional(liveStateShape.teams),
    clinics: z.exactOptional(liveStateShape.clinics),
    waiting: z.exactOptional(liveStateShape.waiting),
    agents: z.exactOptional(liveStateShape.agents),
    standing: z.exactOptional(liveStateShape.standing),
    quarters: z.exactOptional(liveStateShape.quarters),
    concerns: z.exactOptional(liveStateShape.concerns),
    alerts: z.exactOptional(liveStateShape.alerts),
  }),
  /** Keys of entries that are no more. */
  gone: object({ ...fields(keyedSections, z.exactOptional(list(text))) }),
});
export type LivePatch = z.infer<typeof livePatchSchema>;

/** Sent every 5 s. `seq` is that of the last frame sent to this socket, `head` the last number the tenant took. */
export const liveHeartbeatSchema = object({ epoch: text, seq: count, head: count, at: instant });
export type LiveHeartbeat = z.infer<typeof liveHeartbeatSchema>;

/** Events of the namespace `/live`, typed at both ends. */
export type LiveServerEvents = {
  snapshot: (frame: LiveSnapshot) => void;
  patch: (frame: LivePatch) => void;
  heartbeat: (frame: LiveHeartbeat) => void;
  /** The answer to `stay`. */
  staying: () => void;
  refused: (reason: LiveRefusal) => void;
};
export type LiveClientEvents = {
  /** Choose rows and ask for a snapshot; asked again it repairs a gap. */
  watch: (watch: Watch) => void;
  /** Watch nothing any more, and be closed all the same when what one may has changed. */
  stay: (stay: Stay) => void;
};
/** One finished or open call in an opened row's list, newest first (`GET /api/v1/live/calls`). */
export const recentCallViewSchema = object({
  id: text,
  arrivedAt: instant,
  clinicId: text,
  queueId: z.nullable(text),
  /** The outcome, or `waiting` or `greeting` of a call that has none yet. */
  outcome: text,
  waitMs: z.nullable(number),
  /** Null while nobody answered, while it is spoken, and when the end was never told. */
  talkMs: z.nullable(number),
  /** Since when caller and secretary speak: ISO instant; null when they do not. */
  talkingSince: z.nullable(instant),
  agentId: z.nullable(text),
  reason: z.nullable(text),
  mask: z.nullable(text),
  /** Which try of this caller today; null when the number is not known, or of another day. */
  attempt: z.nullable(count),
  /** The same caller was answered or reached later. */
  recovered: flag,
});
export type RecentCallView = z.infer<typeof recentCallViewSchema>;
export const recentCallsSchema = list(recentCallViewSchema);

/** Since when a concern is acknowledged (`POST /api/v1/live/concerns/:id/acknowledge`). */
export const acknowledgedSchema = object({ id: text, acknowledgedAt: instant });
export type Acknowledged = z.infer<typeof acknowledgedSchema>;

/** `GET /api/v1/tenants`: what the header lets one switch between. */
export const tenantViewSchema = object({ id: text, name: text, demo: flag });
export type TenantView = z.infer<typeof tenantViewSchema>;
export const tenantsSchema = list(tenantViewSchema);

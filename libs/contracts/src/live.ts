import type { Estimate, Suppression } from './satisfaction';
import type { Watch } from './watch';

/** The version of the live protocol; sent by the client in the handshake (`auth.protocol`). */
export const liveProtocolVersion = 1;

/** A ratio with its base: what a tile shows and what its formula card explains. `value` is null when `of` is 0. */
export type Ratio = { readonly value: number | null; readonly part: number; readonly of: number };

/** Waits of everyone who waited and is decided in a window; percentiles are upper edges of their bins. */
export type WaitsView = {
  /** Decided calls of the window that were in a queue and whose wait is known. */
  readonly known: number;
  /** Half waited no longer. */
  readonly p50Ms: number | null;
  /** Nine in ten waited no longer. */
  readonly p90Ms: number | null;
  /** Exact: sum ÷ known. */
  readonly meanMs: number | null;
};

/** Lines drawn on every lane, in ms: a colour changes only where one of them is passed. */
export type WaitLines = { readonly targetMs: number; readonly watchMs: number; readonly limitMs: number };

export type AgentState =
  | 'free'
  | 'ringing'
  | 'on_call'
  | 'outbound'
  | 'wrap_up'
  | 'break'
  | 'training'
  | 'off_phone'
  | 'offline'
  | 'unknown';

/** Distinct secretaries by state; `offline` and `unknown` are not in `present`. */
export type AgentCounts = { readonly present: number } & { readonly [state in AgentState]: number };

/** The centre itself: constant for a session unless its settings change. */
export type CentreView = {
  readonly tenantId: string;
  readonly name: string;
  /** IANA name; the day and its quarters are those of this zone. */
  readonly timezone: string;
  /** `fr`, `ca`, `en` or `es`. */
  readonly locale: string;
  /** A demonstration: its callers are invented. */
  readonly demo: boolean;
  /** The centre’s own lines; teams and clinics have theirs. */
  readonly lines: WaitLines;
  /** Wanted share answered, a fraction. */
  readonly answerRateTarget: number;
  /** Wanted service level, a fraction. */
  readonly serviceLevelTarget: number;
  readonly serviceLevelSeconds: number;
  readonly secondServiceLevelSeconds: number;
  readonly serviceLevelFormula: 'sl1' | 'sl2' | 'sl3' | 'sl4' | 'sl5';
  /** An abandon after a shorter wait is short. */
  readonly shortAbandonMs: number;
  /** Names of queues, by id (for the open row's lists). */
  readonly queueNames: { readonly [queueId: string]: string };
  /** Start of the centre's day now shown, and its end: ISO instants. */
  readonly dayStart: string;
  readonly dayEnd: string;
};

/** Everything the tiles show. `…30m` is of calls decided in the last 30 minutes, `…Day` of the centre's day. */
export type TotalsView = {
  /** Callers in a queue, undecided; those in the greeting are not. */
  readonly waiting: number;
  /** Callers who hear the greeting, before any queue. */
  readonly greeting: number;
  /** Enqueue instant (ms since 1970) of the caller who waits longest; the page ticks from it. */
  readonly longestSince: number | null;
  /** Calls presented per minute over the last 5 minutes, to a tenth. */
  readonly inPerMinute: number;
  /** Calls answered per minute, likewise. */
  readonly takenPerMinute: number;
  /** Calls that ended unanswered per minute, likewise. */
  readonly lostPerMinute: number;
  /** Waiting now minus waiting 5 minutes ago. */
  readonly waitingChange5m: number;
  /** Everything that arrived today. */
  readonly presentedDay: number;
  /** Of these, those that entered a queue. */
  readonly offeredDay: number;
  /** Of the offered, those that wait no more. */
  readonly decidedDay: number;
  /** Answered ÷ (answered + unanswered) of the calls decided in the last 30 minutes. */
  readonly answerRate30m: Ratio;
  /** The same of the calls that arrived today. */
  readonly answerRateDay: Ratio;
  /** The same of the calls decided in the hour before the last 30 minutes. */
  readonly answerRatePreviousHour: Ratio;
  /** By the centre’s formula and threshold, of the calls decided in the last 30 minutes. */
  readonly serviceLevel30m: Ratio;
  /** The same of the calls that arrived today. */
  readonly serviceLevelDay: Ratio;
  /** As serviceLevel30m, at the second threshold. */
  readonly secondServiceLevel30m: Ratio;
  readonly waits30m: WaitsView;
  readonly waitsDay: WaitsView;
  /** Calls of the day nobody answered. */
  readonly unansweredDay: number;
  /** Of these, those whose caller was answered or reached later. */
  readonly recoveredDay: number;
  /** Callers (clinic and number) unanswered and not reached since: to call back. */
  readonly toCallBack: number;
  /** The lost calls of those callers. */
  readonly toCallBackCalls: number;
  /** When the first of them was lost. */
  readonly oldestToCallBackAt: number | null;
  /** Unanswered calls of withheld or unknown numbers: nobody can be called back. */
  readonly unreachableDay: number;
  /** Unanswered calls decided in the last 30 minutes. */
  readonly lost30m: number;
  /** Of these, those whose caller was not answered or reached since; a withheld number cannot be. */
  readonly lostUnreached30m: number;
  /** Lines in use: callers in the greeting and in queues, and secretaries who speak. */
  readonly linesBusy: number;
  /** How many there are (`centre.phoneLines` of the settings); null when it is not said. */
  readonly phoneLines: number | null;
  /** Offers that rang and were not taken in the last 5 minutes. */
  readonly ringNoAnswer5m: number;
  /** Calls refused in the last 5 minutes. */
  readonly blocked5m: number;
  /** Offers that rang and were not taken in the last 30 minutes. */
  readonly ringNoAnswer30m: number;
  /** Calls refused (busy, full, nobody logged in) in the last 30 minutes. */
  readonly blocked30m: number;
  /** Callers who have waited longer than the service level’s threshold. */
  readonly waitingPastThreshold: number;
  /** The wait of one who calls now, an estimate from the last minutes; null when it cannot be told. */
  readonly expectedWaitMs: number | null;
  /** Each person once. */
  readonly agents: AgentCounts;
  /** Secretaries planned for this quarter of an hour, all teams together; null without a plan. */
  readonly planned: number | null;
  /** Patients waiting past the target while someone of that queue is free; null where it is not known who is of it. */
  readonly freeWhileWaiting: boolean | null;
  /** Waiting callers at the end of each of the last 60 minutes, oldest first. */
  readonly waitingSpark: readonly number[];
  /** Answer rate of each of the last 12 five-minute windows, oldest first. */
  readonly answerRateSpark: readonly (number | null)[];
};

/** How much somebody should act: `watch` beyond the watch line, `act` beyond the limit. */
export type LiveLevel = 'calm' | 'watch' | 'act';
export const headlineKinds = [
  'telephony_silent',
  'rings_untaken',
  'lines_busy',
  'given_up',
  'low_answer_rate',
  'peak',
  'long_wait',
  'calm',
] as const;
/** What is wrong; where several things are, the worst cause. */
export type HeadlineKind = (typeof headlineKinds)[number];

/**
 * The sentence on top, as facts: the page words it in its language. There is one at every moment, also when all is
 * well. Kind and level are judged every ten seconds by the clock and are the worst of the last minute: a level stays
 * for 60 s at least and leaves after 60 s of calm, for every viewer and for `?at=` alike. `act`: somebody waits past the
 * limit; or, of the calls decided in the last 30 minutes (20 or more), fewer than 80 % of the wanted share were
 * answered; or in the last 5 minutes as many were lost as taken (3 or more); or a telephone system is silent. `watch`:
 * somebody waits past the watch line; or fewer than 90 % of the wanted share were answered; or five wait and more
 * come than are taken; or three calls were refused, or five rings untaken and fewer calls taken, in the last 5 minutes.
 */
export type HeadlineView = {
  readonly kind: HeadlineKind;
  readonly level: LiveLevel;
  /** Since when the level is what it is, ms since 1970. */
  readonly levelSince: number;
  readonly waiting: number;
  /** Calls that come against calls that are taken, over 5 minutes; who gives up makes no queue clear. */
  readonly trend: 'growing' | 'shrinking' | 'steady';
  readonly inPerMinute: number;
  readonly takenPerMinute: number;
  readonly lostPerMinute: number;
  /** The clinic at least half of those who wait are waiting for. */
  readonly clinic: { readonly id: string; readonly name: string; readonly waiting: number } | null;
  /** The team at least half of those who wait are waiting for. */
  readonly team: { readonly id: string; readonly name: string; readonly waiting: number } | null;
  /** The team that lacks most secretaries against the plan. */
  readonly missing: { readonly id: string; readonly name: string; readonly missing: number } | null;
  readonly expectedWaitMs: number | null;
  /** Of `telephony_silent`. */
  readonly sourceId: string | null;
  /** ISO instant of the last event of a silent source. */
  readonly since: string | null;
  /** Of `rings_untaken` and `lines_busy`: how many in the last 5 minutes. */
  readonly count: number | null;
};

export type SourceView = {
  readonly id: string;
  readonly name: string;
  /** ms since 1970, by our clock, of the last event or heartbeat. */
  readonly lastEventAt: number | null;
  /**
   * Silent against its own rhythm, in covered hours. One that sends heartbeats: nothing for 60 s. Another one: nothing
   * for 60 s at least, in which five calls should have come by what is usual at that hour of the week; or nothing for
   * longer than its setting (`sources[].silentAfterSeconds`) allows.
   */
  readonly silent: boolean;
  /** Clock offset told by the source's heartbeat; > 2 s watch, > 30 s act. */
  readonly offsetMs: number | null;
};

/** What a team's and a clinic's row have in common. */
export type RowFigures = {
  readonly waiting: number;
  /** Enqueue instant of the one who waits longest. */
  readonly longestSince: number | null;
  /** Over the last 5 minutes, to a tenth. */
  readonly inPerMinute: number;
  /** Likewise. */
  readonly takenPerMinute: number;
  /** Calls that ended unanswered, likewise. */
  readonly lostPerMinute: number;
  /** Unanswered calls decided in the last 30 minutes. */
  readonly lost30m: number;
  /** Of these, those whose caller was not answered or reached since. */
  readonly lostUnreached30m: number;
  /** Of the calls decided in the last 30 minutes. */
  readonly answerRate30m: Ratio;
  /** Of the calls that arrived today. */
  readonly answerRateDay: Ratio;
  /** Callers unanswered and not reached since. */
  readonly toCallBack: number;
  /** Everything that arrived today. */
  readonly presentedDay: number;
  readonly lines: WaitLines;
  readonly answerRateTarget: number;
};
export type TeamView = RowFigures & {
  readonly id: string;
  readonly name: string;
  /** Its place on the page: that of the settings. */
  readonly order: number;
  /** How many clinics it takes calls for. */
  readonly clinics: number;
  /** Its members; who is in two teams is in both. */
  readonly agents: AgentCounts;
  /** Secretaries planned for this quarter of an hour; null without a plan. */
  readonly planned: number | null;
};
export type TroubleReason = 'past_target' | 'two_waiting' | 'unreached';
/** What a clinic calls itself; a setting. */
export const clinicKinds = ['cabinet', 'centre', 'clinique'] as const;
export type ClinicKind = (typeof clinicKinds)[number];
/** Who deals with a clinic: a name typed once per browser, and since when (ms since 1970). */
export type ClaimView = { readonly by: string; readonly at: number };
export type ClinicView = RowFigures & {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: ClinicKind;
  /** The teams that take its calls. */
  readonly teamIds: readonly string[];
  /** Whether the hours covered by contract run now. */
  readonly covered: boolean;
  /** Why the clinic is in trouble now, by the rules of the page; empty when calm. */
  readonly trouble: readonly TroubleReason[];
  /**
   * Its place among the clinics in trouble, the first being 0; null when it is calm for a minute. Most lost in 30
   * minutes first; a place is given anew by the minute, so that rows hold still: one that comes meanwhile stands last.
   */
  readonly troubleRank: number | null;
  /** Who said "I am on it" (`POST /api/v1/live/clinics/:id/claim`) within the last hour. */
  readonly claim: ClaimView | null;
};

/** One patient in a queue or in the greeting. Nothing personal: a masked number at most. */
export type WaitingView = {
  readonly id: string;
  /** Empty when it is not known. */
  readonly clinicId: string;
  /** Empty when it is not known. */
  readonly teamId: string;
  /** Null in the greeting. */
  readonly queueId: string | null;
  readonly phase: 'greeting' | 'queued' | 'ringing';
  /** Enqueue instant (greeting: first ring), ms since 1970. */
  readonly since: number;
  /** 1 for a first call today, 3 for a third try of the same number to the same clinic; null when withheld. */
  readonly attempt: number | null;
  /** The number without its end. */
  readonly mask: string | null;
  /** The language asked for. */
  readonly language: string | null;
  /** No event for 15 min: maybe a ghost; still counted. */
  readonly toVerify: boolean;
};

export type AgentView = {
  readonly id: string;
  readonly name: string;
  readonly teamIds: readonly string[];
  readonly state: AgentState;
  /** Since when, ms since 1970; null when not known. */
  readonly since: number | null;
  /** Of the call in hand. */
  readonly clinicId: string | null;
};

/** One quarter of an hour of the day, by arrival. The parts add up: presented = the sum of all others but the waits. */
export type QuarterView = {
  /** ISO instant. */
  readonly start: string;
  readonly presented: number;
  readonly answered: number;
  readonly abandoned: number;
  /** ivrAbandoned + timeoutOverflow + voicemail + callbackExit + blocked + systemFailed + unspecified. */
  readonly otherUnanswered: number;
  /** closed + selfServed + unknown + answeredByBot. */
  readonly outside: number;
  /** waiting + greeting. */
  readonly open: number;
  /** Nine in ten of its decided callers waited no longer. */
  readonly p90Ms: number | null;
};

/** What callers of a period answered to the item *overall*, all clinics together. Moves by ten new answers or more. */
export type RunningSatisfaction = {
  /** Share who gave 4 or 5 of 5, with its 95 % interval. */
  readonly satisfied: Estimate | null;
  /** Answers behind it; null when there are fewer than ten. */
  readonly n: number | null;
  /** 10 to 29 answers: to be read with care. */
  readonly fragile: boolean;
  /** Why there is no figure; null when there is one. */
  readonly suppressed: Suppression | null;
};
/** Satisfaction on the wall: of the calls of today and of this month. */
export type SatisfactionView = { readonly today: RunningSatisfaction; readonly month: RunningSatisfaction };

/**
 * A caller who was not content (*overall* 1 or 2 of 5) and wishes to be called back, within the last 24 h and until
 * somebody has taken note (`POST /api/v1/live/concerns/:id/acknowledge`). Told by the caller's own consent; never what
 * was answered or written.
 */
export type ConcernView = {
  readonly id: string;
  /** Empty when it is not known. */
  readonly clinicId: string;
  /** Empty when it is not known. */
  readonly teamId: string;
  /** When the caller answered, ms since 1970. */
  readonly answeredAt: number;
  /** When the caller had called, ms since 1970. */
  readonly calledAt: number;
  /** The number without its end. */
  readonly mask: string | null;
  /** The language of the survey. */
  readonly language: string | null;
};

/** The whole board, by section and key: a patch replaces whole entries, never adds to them. */
export type LiveState = {
  readonly centre: CentreView;
  readonly totals: TotalsView;
  readonly headline: HeadlineView;
  readonly sources: { readonly [id: string]: SourceView };
  readonly teams: { readonly [id: string]: TeamView };
  readonly clinics: { readonly [id: string]: ClinicView };
  readonly waiting: { readonly [id: string]: WaitingView };
  readonly agents: { readonly [id: string]: AgentView };
  readonly quarters: { readonly [start: string]: QuarterView };
  readonly satisfaction: SatisfactionView;
  readonly concerns: { readonly [id: string]: ConcernView };
};

/** The sections of a state that hold one entry a key. */
export const keyedSections = [
  'sources',
  'teams',
  'clinics',
  'waiting',
  'agents',
  'quarters',
  'concerns',
] as const;
export type KeyedSection = (typeof keyedSections)[number];

export type LiveSnapshot = LiveState & {
  /** Changes when the server's numbering begins anew: a client then takes a new snapshot. */
  readonly epoch: string;
  /** The tenant's sequence this state includes. */
  readonly seq: number;
  /** The server's instant of this state, ISO. */
  readonly at: string;
};

/** Absolute values since the frame `prevSeq` sent to this socket: `set` replaces, `gone` removes. */
export type LivePatch = {
  readonly epoch: string;
  /** The `seq` of the frame sent to this socket before. */
  readonly prevSeq: number;
  readonly seq: number;
  readonly at: string;
  /** New values; a keyed section holds only the entries that changed. */
  readonly set: {
    readonly centre?: CentreView;
    readonly totals?: TotalsView;
    readonly headline?: HeadlineView;
    readonly satisfaction?: SatisfactionView;
  } & { readonly [section in KeyedSection]?: LiveState[section] };
  /** Keys of entries that are no more. */
  readonly gone: { readonly [section in KeyedSection]?: readonly string[] };
};

/** Sent every 5 s. `seq` is that of the last frame sent to this socket, `head` the last number the tenant took. */
export type LiveHeartbeat = {
  readonly epoch: string;
  readonly seq: number;
  readonly head: number;
  readonly at: string;
};

/** Why a socket is refused or cut: the message of `connect_error`, or the `refused` event before the cut. */
export const liveRefusals = [
  'client_too_old',
  'forbidden',
  'unknown_tenant',
  'invalid_watch',
  'too_many_requests',
  'slow_consumer',
  'shutting_down',
] as const;
export type LiveRefusal = (typeof liveRefusals)[number];

/** Events of the namespace `/live`, typed at both ends. */
export type LiveServerEvents = {
  snapshot: (frame: LiveSnapshot) => void;
  patch: (frame: LivePatch) => void;
  heartbeat: (frame: LiveHeartbeat) => void;
  refused: (reason: LiveRefusal) => void;
};
export type LiveClientEvents = {
  /** Choose rows and ask for a snapshot; asked again it repairs a gap. */
  watch: (watch: Watch) => void;
};

/** One finished or open call in an opened row's list, newest first (`GET /api/v1/live/calls`). */
export type RecentCallView = {
  readonly id: string;
  readonly arrivedAt: string;
  readonly clinicId: string;
  readonly queueId: string | null;
  /** The outcome, or `waiting` or `greeting` of a call that has none yet. */
  readonly outcome: string;
  readonly waitMs: number | null;
  /** Null while nobody answered, while it is spoken, and when the end was never told. */
  readonly talkMs: number | null;
  /** Since when caller and secretary speak: ISO instant; null when they do not. */
  readonly talkingSince: string | null;
  readonly agentId: string | null;
  readonly reason: string | null;
  readonly mask: string | null;
  /** Which try of this caller today; null when the number is not known, or of another day. */
  readonly attempt: number | null;
  /** The same caller was answered or reached later. */
  readonly recovered: boolean;
};

/** `GET /api/v1/tenants`: what the header lets one switch between. */
export type TenantView = { readonly id: string; readonly name: string; readonly demo: boolean };

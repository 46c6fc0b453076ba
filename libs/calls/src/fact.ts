/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Instants from the earliest to the latest; as numbers they are sorted without a comparison being called for each. */
export const inOrder = (instants: readonly Instant[]): Float64Array => Float64Array.from(instants).sort();

/** The types of fact that a call is folded from. */
export type CallFactType =
  | 'call.initiated'
  | 'call.greeting_started'
  | 'call.greeting_ended'
  | 'call.blocked'
  | 'call.enqueued'
  | 'call.offered'
  | 'call.offer_ended'
  | 'call.answered'
  | 'call.held'
  | 'call.retrieved'
  | 'call.muted'
  | 'call.unmuted'
  | 'call.transferred'
  | 'call.dequeued'
  | 'call.leg_ended'
  | 'call.disconnected'
  | 'acw.started'
  | 'acw.ended'
  | 'call.dispositioned'
  /** Written by the server: an undecided call had no fact for 4 h. */
  | 'call.expired'
  /** Derived by the server from `source.restarted` for calls that were open then, or that its shutdown threw out. */
  | 'call.lost_by_source'
  /** Written by the server: the agent of an open conversation was seen elsewhere. */
  | 'call.leg_lost'
  /** Written by the server: a greeting went on longer than any does. */
  | 'call.greeting_expired'
  /** Derived by the server: rings that nobody took, beyond those that are kept. */
  | 'call.rings_counted'
  /** What was asked of the caller, and the answer: notes, they change no outcome. */
  | 'survey.invited'
  | 'survey.delivered'
  | 'survey.answered'
  | 'survey.refused'
  /** A whole call told at once, by a file: of several the one with the highest sequence stands. */
  | 'call.recorded'
  /** A caller's answer told by a file: of several by one channel the one with the highest sequence stands. */
  | 'survey.recorded'
  /** Written by the server: somebody took note of the caller's wish to be called back. */
  | 'survey.acknowledged'
  /** Somebody called the caller back and spoke with them. */
  | 'callback.reached'
  /** One way of a telephone system did not hear all of the call: what another way tells of it stands. */
  | 'call.unheard'
  /** Written by the server: another fact of the call was taken back. */
  | 'call.retracted';

/** The ways in which one telephone system may tell its calls: live (Asterisk, FreeSWITCH), a log of it, or a record of each call. */
export const ways = ['ami', 'esl', 'log', 'record'] as const;
export type Way = (typeof ways)[number];

/**
 * One thing that happened to a call. Facts carry only what the fold needs; which fields a type may hold is in the
 * event table of the contracts. Order is (at, rank of type, sequence, tie), never the
 * order of arrival; where the source numbers all it tells of the call, its own order goes before the rank.
 */
export type CallFact = {
  readonly type: CallFactType;
  readonly at: Instant;
  /** Order within one source when instants are equal; compared as text after being padded, absent sorts first. */
  readonly sequence?: string;
  /** A short digest of the event's identity: settles the order of facts that are equal in all else. */
  readonly tie: string;
  readonly segmentId?: string;
  readonly legId?: string;
  readonly queueId?: string;
  readonly agentId?: string;
  readonly clinicId?: string;
  readonly dnis?: string;
  readonly direction?: 'inbound' | 'outbound';
  readonly aniHash?: string;
  readonly aniKind?: 'fixed' | 'mobile' | 'foreign' | 'withheld';
  readonly aniMask?: string;
  /** Of `initiated` (language) and `enqueued` (languageRequested): the language asked for. */
  readonly languageRequested?: string;
  readonly languageServed?: string;
  /** Reason of `blocked`, `dequeued`; `answered` or why not of `recorded`; result of `offer_ended`; kind of `transferred`; cause of `disconnected`. */
  readonly reason?: string;
  /** Side of `leg_ended`, `disconnected`: caller, agent, system, transfer. */
  readonly side?: string;
  readonly key?: string;
  readonly ringMs?: number;
  readonly waitMs?: number;
  readonly talkMs?: number;
  readonly reasonCode?: string;
  readonly dispositionOutcome?: string;
  readonly difficult?: boolean;
  /** Of `dispositioned`: why it was difficult, as who took it says. */
  readonly difficultReason?: string;
  readonly urgent?: boolean;
  readonly appointmentObtained?: boolean;
  readonly estimated?: boolean;
  readonly test?: boolean;
  /** Of `survey.answered` that names no items: the item *overall*, 1 to 5. */
  readonly rating?: number;
  /** Of `survey.*`: the way of asking. */
  readonly channel?: string;
  /** Of `survey.*`: the language of the questions. */
  readonly surveyLanguage?: string;
  /** Of `survey.answered`: item to integer value. */
  readonly items?: { readonly [itemId: string]: number };
  /** Of `recorded`, of an answered call: whether the need was met, as the file says. */
  readonly resolved?: boolean;
  /** Of `retracted`: the tie of the fact that was taken back. */
  readonly retracts?: string;
  /** Of `lost_by_source`: for how long before the restart its source had told nothing of any call. */
  readonly silentMs?: number;
  /** Of `answered`: by a robot, not by a person. */
  readonly bot?: boolean;
  /** By which way of its telephone system it was told, where there are several. */
  readonly via?: Way;
  /** Of `unheard`: the caller was not found waiting any more. */
  readonly gone?: boolean;
  /** Of `enqueued` and `dequeued`: the telephone system has no word for a queue; see `withoutRefutedWait`. */
  readonly inferred?: boolean;
  /** Of `rings_counted`: how many. */
  readonly count?: number;
};

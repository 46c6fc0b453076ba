import * as z from 'zod/mini';

import { countedUnitSchema, incompleteSchema } from './metrics';
import { count, flag, instant, list, number, object, text } from './shapes';

/** A call, or its passage through one queue where an answer counts segments. */
export const callRowSchema = object({
  id: text,
  /** Which passage of the call it is, from 0; null where calls are counted. */
  segment: z.nullable(count),
  /** Of the call, or of the passage. */
  arrivedAt: instant,
  clinicId: z.nullable(text),
  clinicName: z.nullable(text),
  /** Null also where the viewer may not learn it. */
  queueId: z.nullable(text),
  queueName: z.nullable(text),
  teamId: z.nullable(text),
  /** The outcome, or `waiting` or `greeting` of a call that has none yet. */
  outcome: text,
  /** Why it was blocked or left the queue; of `closed`, what the source called it. */
  subCode: z.nullable(text),
  shortAbandoned: flag,
  covered: flag,
  waitMs: z.nullable(number),
  talkMs: z.nullable(number),
  holdMs: z.nullable(number),
  transfers: count,
  /** Who answered, in order; null to a clinic, which learns nobody's name. */
  agents: z.nullable(list(text)),
  language: z.nullable(text),
  reason: z.nullable(text),
  /** The caller's number with dots in it; null where it is not known. */
  mask: z.nullable(text),
});
export type CallRow = z.infer<typeof callRowSchema>;

/** `GET /api/v1/calls`: the calls that a count counts, latest first. */
export const callListSchema = object({
  from: instant,
  to: instant,
  timezone: text,
  unit: countedUnitSchema,
  /** On the first page, only where there are any: calls of these times may be missing. */
  incomplete: z.exactOptional(incompleteSchema),
  /** Of which count these are the calls. */
  count: text,
  /** How many there are; null on later pages. */
  total: z.nullable(count),
  calls: list(callRowSchema),
  /** To be handed in as `cursor`; null on the last page. A page may hold fewer calls than asked for, even none. */
  next: z.nullable(text),
});
export type CallList = z.infer<typeof callListSchema>;

/** What is told of a fact or a rule: ids are told beside their names. */
const detailsSchema = z.readonly(z.record(z.string(), z.nullable(z.union([text, number, flag]))));
export type CallDetails = z.infer<typeof detailsSchema>;

/** One thing that happened. `type` is that of the event (`docs/events.md`), or one the server derived. */
export const callStepSchema = object({ type: text, at: instant, details: detailsSchema });
export type CallStep = z.infer<typeof callStepSchema>;

/** A stretch of time of the picture. `missed`: it rang and was not taken. Without an end it goes on. */
export const callPieceSchema = object({
  kind: z.enum(['greeting', 'waiting', 'ringing', 'talking', 'held', 'wrapUp']),
  from: instant,
  to: z.nullable(instant),
  missed: flag,
});
export type CallPiece = z.infer<typeof callPieceSchema>;

/** One line of the picture: the caller, a queue, or who was rung. */
export const callLaneSchema = object({
  kind: z.enum(['caller', 'queue', 'agent']),
  id: z.nullable(text),
  /** Null where the viewer may not learn it. */
  name: z.nullable(text),
  pieces: list(callPieceSchema),
});
export type CallLane = z.infer<typeof callLaneSchema>;

/** By which rule something was counted; the page has a sentence for each, the API its parameters. */
export const callRules = [
  /** It is in no figure. `why`: test, outbound, notesOnly. */
  'notCounted',
  /** `covered`: whether the hours by contract ran when it arrived. */
  'presented',
  /** `passages`, `answeredPassages`, `agents`. */
  'answered',
  'answeredOutsideHours',
  'answeredByBot',
  /** `waitMs` (null: not known), `shortMs`. The wait is at least `shortMs`. */
  'abandoned',
  /** `waitMs`, `shortMs`. The wait is less than `shortMs`. */
  'shortAbandoned',
  'ivrAbandoned',
  /** `why`: full, no_agents, busy, or null: refused. */
  'blocked',
  /** `why`: announced, or outsideHours with `told`, the outcome the source told. */
  'closed',
  /** `why`: timeout, no_agents, key_exit, withdrawn, overflow. */
  'timeoutOverflow',
  'voicemail',
  'callbackExit',
  'selfServed',
  'systemFailed',
  'unspecified',
  'unknown',
  'waiting',
  'greeting',
  /** In the answer rate. `as`: answered, unanswered, neither. */
  'answerRate',
  /** Whether it entered a queue and so counts in the service level. */
  'offered',
  'notOffered',
  /** `waitMs`, `from`, `to` (instants). */
  'wait',
  'waitUnknown',
  /** `greetingMs`, in no wait. */
  'greetingTime',
  /** `seconds`, `waitMs`, `formula`. */
  'insideThreshold',
  'beyondThreshold',
  /** `waitMs`: in queues after a first answer, in no wait figure. */
  'laterWait',
  /** `count`. */
  'transferred',
  /** `count`: rings that nobody took; no unanswered call. */
  'ringNoAnswer',
  /** `talkMs`, `agents`. */
  'talk',
  /** `talkMs`, `shortMs`. */
  'shortTalk',
  /** `count`, `holdMs`. */
  'held',
  /** `handleMs` = `talkMs` + `holdMs` + `wrapMs`. */
  'handling',
  /** Wrap-up runs, or an end was never told: it is in no handling time. */
  'handlingUnknown',
] as const;
export type CallRuleKey = (typeof callRules)[number];

export const countedBySchema = object({ rule: z.enum(callRules), parameters: detailsSchema });
export type CountedBy = z.infer<typeof countedBySchema>;

/** `GET /api/v1/calls/{id}`: one call explained. */
export const callExplanationSchema = object({
  call: callRowSchema,
  timezone: text,
  /** The telephone system that told it. */
  source: text,
  firstAt: instant,
  endedAt: z.nullable(instant),
  lanes: list(callLaneSchema),
  /** What adds up to the time on the telephone, in order; null ends go on. */
  timeline: list(object({ kind: text, ms: number, name: z.nullable(text) })),
  facts: list(callStepSchema),
  counted: list(countedBySchema),
  /** Codes of what the facts contradict themselves in. */
  anomalies: list(text),
});
export type CallExplanation = z.infer<typeof callExplanationSchema>;

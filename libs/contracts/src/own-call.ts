import * as z from 'zod/mini';

import { ownCampaignSchema } from './campaigns';
import { count, flag, instant, list, number, object, text } from './shapes';
import { sheetSchema } from './sheets';

/** Where the call of a secretary stands: it rings at her, she speaks, or it was her last one. */
export const ownCallPhases = ['ringing', 'talking', 'ended'] as const;
export type OwnCallPhase = (typeof ownCallPhases)[number];

/** What came of a call, as a secretary says it with one key. */
export const callOutcomes = [
  'resolved',
  'message_to_clinic',
  'transferred',
  'callback_planned',
  'unresolved',
] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** Why a call was difficult, as who took it says. Nothing is inferred. */
export const difficultReasons = ['angry', 'distressed', 'complaint', 'aggressive'] as const;
export type DifficultReason = (typeof difficultReasons)[number];

/** Until when the caller of a call was promised another one. */
export const promisedTimes = ['today', 'nextOpenDay', 'none'] as const;
export type PromisedTime = (typeof promisedTimes)[number];

/** The call a secretary is in, that rings at her, or that she had last. */
export const ownCallSchema = object({
  id: text,
  phase: z.enum(ownCallPhases),
  /** Since when it is so. */
  since: instant,
  /** Null where it is not known. */
  clinicId: z.nullable(text),
  clinicName: text,
  language: z.nullable(text),
  /** How long the caller waited; null while it rings, and where it is not known. */
  waitMs: z.nullable(number),
  /** The caller's number without its end. */
  mask: z.nullable(text),
  /** As noted so far, by whoever noted it. */
  urgent: flag,
  difficult: flag,
  /** Why; null where nobody said so. */
  difficultReason: z.nullable(text),
  appointmentObtained: z.nullable(flag),
  reason: z.nullable(text),
  /** Whether calls to patients of its clinic are planned. */
  plansFollowups: flag,
  /** Those that were planned on it and are not over. */
  followups: list(object({ id: text, type: text, dueUntil: instant })),
  /** What is to be offered to the caller; null: nothing. */
  campaign: z.nullable(ownCampaignSchema),
  /** Whether the caller wants no call for campaigns of the clinic; null where it has none, or the number is withheld. */
  doNotCall: z.nullable(flag),
});
export type OwnCall = z.infer<typeof ownCallSchema>;

/** `GET /api/v1/own-call`. */
export const ownCallAnswerSchema = object({
  at: instant,
  /** Null where there was none in the last half hour. */
  call: z.nullable(ownCallSchema),
  /** Why callers call this centre, the most frequent first. */
  reasons: list(text),
});
export type OwnCallAnswer = z.infer<typeof ownCallAnswerSchema>;

/** `GET /api/v1/own-call/sheet`: what is said for a clinic. */
export const ownSheetSchema = object({
  clinicId: text,
  name: text,
  /** The clinic's present day, `YYYY-MM-DD`. */
  today: text,
  /** The version that secretaries have; null: none. */
  version: z.nullable(count),
  sheet: z.nullable(sheetSchema),
});
export type OwnSheet = z.infer<typeof ownSheetSchema>;

/** What noting something of a call answers: until when another call was promised by it, where it was; which was planned. */
export const notedSchema = object({
  at: instant,
  dueAt: z.nullable(instant),
  followupId: z.nullable(text),
});
export type Noted = z.infer<typeof notedSchema>;

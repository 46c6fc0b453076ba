import * as z from 'zod/mini';

import { count, flag, instant, list, number, object, text } from './shapes';

/** One call that a caller made before. */
const earlierCall = object({
  id: text,
  arrivedAt: instant,
  outcome: text,
  subCode: z.nullable(text),
  reason: z.nullable(text),
  language: z.nullable(text),
  waitMs: z.nullable(number),
  talkMs: z.nullable(number),
});
export type EarlierCall = z.infer<typeof earlierCall>;

/** What the clinic owes the caller now. */
const owedNow = object({
  id: text,
  openedAt: instant,
  dueAt: instant,
  promised: flag,
  urgent: flag,
  /** Past its time. */
  late: flag,
});

/** How far back a caller counts as frequent, and from how many calls on (S2-9). */
export const frequentDays = 30;
export const frequentCalls = 3;

/** The calls that one caller made to one clinic before, latest first; see `docs/callers.md`. */
export const earlierCallsSchema = object({
  clinicId: text,
  clinicName: text,
  /** `withheld`: no number was told; `shared`: many people call from it. Of both no call is told. */
  caller: z.enum(['known', 'withheld', 'shared']),
  mask: z.nullable(text),
  /** Calls to the clinic within the last 30 days, the one that goes on among them. */
  callsIn30Days: count,
  frequent: flag,
  calls: list(earlierCall),
  owed: list(owedNow),
  /** Where the next page begins; null: there are no more. */
  next: z.nullable(text),
});
export type EarlierCalls = z.infer<typeof earlierCallsSchema>;

const frequentCaller = object({
  clinicId: text,
  clinicName: text,
  mask: z.nullable(text),
  calls: count,
  answered: count,
  firstAt: instant,
  latestAt: instant,
  /** What they called for, most often first; a null reason: nobody noted any. */
  reasons: list(object({ reason: z.nullable(text), calls: count })),
  /** Whether the clinic owes them a call now. */
  owed: flag,
});
export type FrequentCaller = z.infer<typeof frequentCaller>;

/** Answer of `GET /api/v1/callers/frequent`: most calls first, at most 100. */
export const frequentCallersSchema = object({
  from: instant,
  to: instant,
  callers: list(frequentCaller),
  /** How many there are in all. */
  total: count,
  /** How often somebody looked at earlier calls in that time, by clinic; never by whom. */
  looks: list(object({ clinicId: text, clinicName: text, looks: count, ofRepeatCallers: count })),
});
export type FrequentCallers = z.infer<typeof frequentCallersSchema>;

/** Whose a number is that many people call from. */
export const sharedNumberKinds = ['nursingHome', 'pharmacy', 'laboratory', 'hospital', 'other'] as const;
export type SharedNumberKind = (typeof sharedNumberKinds)[number];

/** From how many clinics on a number that calls them within 30 days may be many people's. */
export const sharedClinics = 3;

const callingNumber = {
  /** A call from it: what the number is named by. */
  callId: text,
  mask: z.nullable(text),
  /** Within the last 30 days: calls, and the clinics that were called, by name. */
  calls: count,
  clinics: list(text),
  latestAt: instant,
};

/** Answer of `GET /api/v1/callers/shared`: numbers that may be many people's, and what was said of which. */
export const sharedNumbersSchema = object({
  from: instant,
  to: instant,
  /** Those that called three clinics or more and of which nothing was said: most clinics first, at most 100. */
  proposed: list(object(callingNumber)),
  /** How many there are in all. */
  total: count,
  decided: list(
    object({
      ...callingNumber,
      /** Null: it is one caller's own. */
      kind: z.nullable(z.enum(sharedNumberKinds)),
      decidedAt: instant,
      decidedBy: text,
    }),
  ),
  /** How many numbers the settings say to be shared. */
  bySettings: count,
});
export type SharedNumbers = z.infer<typeof sharedNumbersSchema>;

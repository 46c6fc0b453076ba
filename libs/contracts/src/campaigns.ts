import * as z from 'zod/mini';

import { count, flag, instant, list, number, object, text } from './shapes';

/** What a campaign is about: care that a clinic offers to its patients, never anything that is sold. */
export const campaignKinds = ['vaccination', 'screening', 'event'] as const;
export type CampaignKind = (typeof campaignKinds)[number];

/** What is noted of a campaign in a call; `none` takes it back. */
export const campaignAnswers = ['accepted', 'refused', 'notOffered', 'none'] as const;
export type CampaignNote = (typeof campaignAnswers)[number];

/** What comes of calling somebody of a list. */
export const contactOutcomes = [
  'accepted',
  'refused',
  'noAnswer',
  'otherPerson',
  'wrongNumber',
  'doNotCall',
] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

/** So often somebody of a list is called without being reached. */
export const mostContactTries = 3;

/** The clinic's recorded order: who, what is said, of which list, when, and that nothing is sold. */
export const campaignOrderViewSchema = object({
  kind: z.enum(campaignKinds),
  title: text,
  /** What secretaries say. */
  sentence: text,
  /** Who of the clinic ordered it, and on which day. */
  orderedBy: text,
  orderedOn: text,
  /** Where the clinic's list comes from; empty: it has none. */
  listSource: text,
  /** The first and the last day, by the clinic's clock, `YYYY-MM-DD`. */
  startsOn: text,
  endsOn: text,
  /** Between which times, `HH:MM`, its list is called; never outside the clinic's hours for calling. */
  callFrom: text,
  callUntil: text,
});
export type CampaignOrder = z.infer<typeof campaignOrderViewSchema>;

/** In calls: of how many that were answered while it ran it was noted what. */
const inCalls = object({
  /** Calls of the clinic that a person answered while it ran, to the quarter of an hour. */
  calls: count,
  accepted: count,
  refused: count,
  notOffered: count,
});

/** Of the list: everybody on it is in one of the parts. */
const ofList = object({
  listed: count,
  accepted: count,
  refused: count,
  notReached: count,
  left: count,
  noConsent: count,
  doNotCall: count,
});

/** How far a campaign came. */
export const campaignProgressSchema = object({ inCalls, list: ofList });
export type CampaignProgress = z.infer<typeof campaignProgressSchema>;

/** A campaign of a clinic. */
export const campaignSchema = object({
  id: text,
  clinicId: text,
  clinicName: text,
  state: z.enum(['planned', 'running', 'ended']),
  version: count,
  order: campaignOrderViewSchema,
  /** Since when nothing is offered any more. */
  endedAt: z.nullable(instant),
  /** Who ended it before its last day. */
  endedBy: z.nullable(text),
  /** When everybody of its list was erased; the sums stay. */
  listErasedAt: z.nullable(instant),
  progress: campaignProgressSchema,
  /** Whether the viewer may change it, and work its list. */
  mayWrite: flag,
  mayWork: flag,
});
export type Campaign = z.infer<typeof campaignSchema>;

/** `GET /api/v1/campaigns`: those of the viewer's scope, running ones first. */
export const campaignListSchema = object({
  at: instant,
  /** The clinics of the scope that have campaigns switched on, each with its present day. */
  clinics: list(object({ id: text, name: text, today: text, mayWrite: flag })),
  campaigns: list(campaignSchema),
});
export type CampaignList = z.infer<typeof campaignListSchema>;

/** `GET /api/v1/campaigns/{id}/versions`: every order of a campaign, newest first. */
export const campaignVersionsSchema = list(
  object({ version: count, at: instant, by: text, order: campaignOrderViewSchema }),
);
export type CampaignVersions = z.infer<typeof campaignVersionsSchema>;

/** `POST /api/v1/campaigns/{id}/list`: what came of a list. No line is told back, only its number. */
export const importedContactsSchema = object({
  /** Lines that name somebody. */
  lines: count,
  /** New on the list. */
  added: count,
  /** On it before; of what the list says of them the last word stands. */
  known: count,
  /** Of these lines, those that are never proposed, and why. */
  noConsent: count,
  doNotCall: count,
  faults: list(object({ line: count, why: z.enum(['bad_number', 'bad_reference', 'bad_consent']) })),
});
export type ImportedContacts = z.infer<typeof importedContactsSchema>;

/** Somebody of a list who is to be called. */
export const contactSchema = object({
  id: text,
  /** The number without its end; null where the list had none. */
  mask: z.nullable(text),
  /** By what the clinic finds the patient in its own software. */
  reference: z.nullable(text),
  tries: count,
  latestTryAt: z.nullable(instant),
  /** Who says to be calling, until it is released by itself. */
  claim: z.nullable(object({ by: text, isMine: flag, until: instant })),
});
export type Contact = z.infer<typeof contactSchema>;

/** `GET /api/v1/campaigns/{id}/contacts`: who is to be called now; nobody outside the hours for calling. */
export const contactListSchema = object({
  at: instant,
  campaign: campaignSchema,
  isCallingTime: flag,
  contacts: list(contactSchema),
});
export type ContactList = z.infer<typeof contactListSchema>;

const numbersShape = {
  campaignOffered: count,
  campaignAccepted: count,
  campaignRefused: count,
  campaignNotOffered: count,
  campaignOfferedInCalls: count,
  campaignOfferedByList: count,
  campaignAcceptedRate: z.nullable(number),
};
export const campaignNumbersSchema = object(numbersShape);
export type CampaignNumbers = z.infer<typeof campaignNumbersSchema>;
const figures = object({ key: text, ...numbersShape });

/** What campaigns offered and what was answered, by the day of the answer; see `docs/metrics.md`. */
export const campaignFiguresSchema = object({ timezone: text, rows: list(figures), total: figures });
export type CampaignFigures = z.infer<typeof campaignFiguresSchema>;

/** What a secretary has of the running campaign of her call's clinic. */
export const ownCampaignSchema = object({
  id: text,
  title: text,
  sentence: text,
  /** What was noted in this call. */
  answer: z.nullable(z.enum(['accepted', 'refused', 'notOffered'])),
  /** What the caller answered before: it is not offered again. */
  before: z.nullable(z.enum(['accepted', 'refused'])),
});
export type OwnCampaign = z.infer<typeof ownCampaignSchema>;

/** Why somebody who said not to be called may be called again. */
export const liftReasons = ['asked', 'mistake', 'otherOwner'] as const;
export type LiftReason = (typeof liftReasons)[number];

/** `GET /api/v1/campaigns/marks`: who of a clinic is not to be called, latest first. */
export const marksSchema = object({
  /** The clinics of the scope that have campaigns, or such marks. */
  clinics: list(object({ id: text, name: text })),
  /** Whose marks these are; null: there is no clinic. */
  clinicId: z.nullable(text),
  marks: list(
    object({
      id: text,
      /** Null where neither a call nor a list is kept that tells it: the caller was erased, or it was long ago. */
      mask: z.nullable(text),
      reference: z.nullable(text),
      /** When they said so last. */
      saidAt: instant,
      /** Since when they may be called again; null: they may not. */
      liftedAt: z.nullable(instant),
    }),
  ),
});
export type Marks = z.infer<typeof marksSchema>;

import { z } from 'zod';

import { diagnosisSettingsSchema } from './diagnosis-settings';
import { messageField } from './event-types';
import { contractCounts } from './invoice';
import { staffNoticeSettingSchema } from './settings-form-requests';
import { surveySettingsSchema } from './survey-settings';

/** Nothing that cannot be seen: a line end or a mark that turns the text round would put a name's end elsewhere. */
const seen = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;
const unseen = 'holds a character that cannot be seen';
/** Where a message goes that nobody on the way may read, or that never leaves the machine. */
const privateUrl = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]))[^/?#@]*([/?#].*)?$/u;
const privateUrlText = 'must begin with https://, or be on this machine, without a name or a password in it';
const id = z.string().min(1).max(128).regex(seen, unseen);
const name = z.string().min(1).max(128).regex(seen, unseen);
const clockTime = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/u, 'must be a time such as 08:30');
const span = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/u, 'must be a span such as 08:00-12:30');
const country = z.string().regex(/^[A-Z]{2}$/u, 'must be a country such as FR, ES or AD');
const localDate = z.iso.date();
const holidayRegion = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/u);

/** A set of the centre, as its telephone system names it: never somebody's telephone number. */
const extension = z
  .string()
  .regex(/^[\w.*#@:/+-]{1,64}$/u, 'must be a set such as 101 or PJSIP/101')
  .refine((text) => !/\d{8}/u.test(text.replaceAll(/[.*#/+-]/gu, '')), {
    message: 'must be a set of the centre, not a telephone number',
  });

/** Opening spans by weekday, local to the clinic; a day that is not named is closed; `[]` is closed. */
export const weekSchema = z.strictObject({
  mon: z.array(span).optional(),
  tue: z.array(span).optional(),
  wed: z.array(span).optional(),
  thu: z.array(span).optional(),
  fri: z.array(span).optional(),
  sat: z.array(span).optional(),
  sun: z.array(span).optional(),
});

/** A calendar: the week, the region whose public holidays close it, and dated exceptions that win over both. */
export const calendarSchema = z.strictObject({
  week: weekSchema,
  /** Public holidays: `FR`, `FR-57` (Alsace-Moselle), `ES-CT`, `AD`… ; absent = none close it. */
  holidays: holidayRegion.optional(),
  exceptions: z
    .array(z.strictObject({ date: localDate, spans: z.array(span) }))
    .max(1000)
    .optional(),
});

/** Lines of wait, in whole seconds: target ≤ watch ≤ limit. */
export const linesSchema = z
  .strictObject({
    targetSeconds: z.number().int().min(1).max(3600),
    watchSeconds: z.number().int().min(1).max(3600),
    limitSeconds: z.number().int().min(1).max(3600),
  })
  .refine((l) => l.targetSeconds <= l.watchSeconds && l.watchSeconds <= l.limitSeconds, {
    message: 'must rise: target ≤ watch ≤ limit',
  });

const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const quarterSpan = span.regex(
  /^\d\d:(00|15|30|45)-\d\d:(00|15|30|45)$/u,
  'must begin and end on a quarter of an hour',
);
const plannedSpan = z.strictObject({
  days: z.array(z.enum(weekdayNames)).min(1).max(7),
  span: quarterSpan,
  count: z.number().int().min(0).max(1000),
  /** Whether it holds on public holidays too; by default a usual week says nothing of them. */
  onHolidays: z.boolean().optional(),
});

/** How many of a team are missing on some days, whoever they are and why. */
const absence = z
  .strictObject({
    from: localDate,
    /** The last day. */
    to: localDate,
    /** On each of these days; by default all day. */
    span: quarterSpan.optional(),
    count: z.number().int().min(1).max(1000),
  })
  .refine(({ from, to }) => from <= to, { message: 'must end no earlier than it begins', path: ['to'] });

/** Somebody to talk to, by name, and how to reach them. */
const contact = z
  .strictObject({
    name: z.string().min(1).max(60).regex(seen, unseen),
    phone: z.string().min(1).max(32).regex(seen, unseen).optional(),
    email: z.email().max(254).optional(),
  })
  .refine(({ phone, email }) => phone !== undefined || email !== undefined, {
    message: 'must have a phone or an email',
  });

/** That a clinic wants the numbers of callers to be called back kept: who of it said so, when, and until when that holds. */
const keptNumbers = z
  .strictObject({
    instructedBy: z.string().trim().min(1).max(120).regex(seen, unseen),
    instructedOn: localDate,
    /** The last day of it. */
    until: localDate,
    /** How many days after a call was due its number stays at most; 7 by default. */
    daysAfterDue: z.number().int().min(1).max(7).optional(),
  })
  .refine(({ instructedOn, until }) => instructedOn <= until, {
    message: 'must end after it began: instructedOn ≤ until',
  });

/** What of a clinic's calls its contract pays as one line. */
const contractLine = z.strictObject({
  id,
  name: name.optional(),
  /** What is counted; answered calls by default. */
  count: z.enum(contractCounts).optional(),
  /** Of these queues alone; passages through them are counted then. */
  queues: z.array(id).min(1).max(50).optional(),
  reasons: z.array(z.string().min(1).max(64)).min(1).max(50).optional(),
  languages: z.array(z.string().min(1).max(16)).min(1).max(20).optional(),
  days: z.array(z.enum(weekdayNames)).min(1).max(7).optional(),
  /** Of these hours alone, by the clinic's clock. */
  hours: quarterSpan.optional(),
  /** Of the hours covered by contract alone. */
  coveredOnly: z.boolean().optional(),
});

const targets = {
  lines: linesSchema.optional(),
  answerRateTarget: z.number().min(0).max(1).optional(),
};

/** How long details are kept, in months; what the law or the patient's page says of calls and agents may only be shortened. */
const retentionSchema = z.strictObject({
  /** Events, calls and what patients answered; never longer than the patient's page promises. */
  callMonths: z.number().int().min(1).max(12).optional(),
  /** What each agent did, minute by minute. */
  agentMonths: z.number().int().min(1).max(3).optional(),
  /** Who did what; never shorter than calls are kept. */
  auditMonths: z.number().int().min(1).max(36).optional(),
});

/** The settings file: everything is optional but the ids; what is not named keeps its default. */
export const settingsSchema = z.strictObject({
  centre: z
    .strictObject({
      name: name.optional(),
      timezone: z.string().min(1).max(64).optional(),
      /** Where numbers without a country code are dialled; by default that of the time zone. */
      country: country.optional(),
      locale: z.enum(['fr', 'ca', 'en', 'es']).optional(),
      /** Whose public holidays a usual week of staff says nothing of; by default those of its country. */
      holidays: holidayRegion.optional(),
      /** Whom a clinic calls about its report. */
      contact: contact.optional(),
      shortAbandonSeconds: z.number().min(0).max(120).optional(),
      serviceLevelSeconds: z.number().int().min(1).max(3600).optional(),
      secondServiceLevelSeconds: z.number().int().min(1).max(3600).optional(),
      serviceLevelTarget: z.number().min(0).max(1).optional(),
      serviceLevelFormula: z.enum(['sl1', 'sl2', 'sl3', 'sl4', 'sl5']).optional(),
      dayStart: clockTime.optional(),
      /** How many calls the centre's telephone lines carry at once. */
      phoneLines: z.number().int().min(1).max(10_000).optional(),
      /** Hours without anything heard of an agent after which a log-in that nobody ended is over; 16 by default. */
      agentSilenceHours: z.number().min(1).max(72).optional(),
      /** Numbers of the centre's own test lines: their calls count nowhere. */
      testNumbers: z.array(z.string().max(32)).max(1000).optional(),
      /** Numbers that many patients call from (a nursing home, a pharmacy): each unanswered call is owed its own. */
      sharedNumbers: z.array(z.string().max(32)).max(1000).optional(),
      /** From how long a conversation on our own call is taken to have reached the patient; 30 s by default. */
      reachedFromSeconds: z.number().int().min(5).max(600).optional(),
      /** Why a call back was ended, in the centre's own words, where a clinic takes them: none of them medical. */
      callbackReasons: z.array(z.string().trim().min(1).max(40).regex(seen, unseen)).max(20).optional(),
      /** When staff were informed of what is told of each by name, and what they were told; without it nothing is. */
      staffNotice: staffNoticeSettingSchema.optional(),
      /** From where on a light of the six errors changes; what is not said is as `docs/settings.md` has it. */
      diagnosis: diagnosisSettingsSchema.optional(),
      /** How patients are asked, at every clinic that says nothing else. */
      survey: surveySettingsSchema.optional(),
      ...targets,
    })
    .optional(),
  retention: retentionSchema.optional(),
  teams: z
    .array(
      z.strictObject({
        id,
        name: name.optional(),
        queues: z.array(id).max(5000).optional(),
        members: z.array(id).max(5000).optional(),
        /** Secretaries planned in a usual week, by spans local to the centre; a plan imported for a day wins over it. */
        planned: z.array(plannedSpan).max(200).optional(),
        /** Who is missing of those planned, in a usual week or on a day with a plan of its own. */
        absences: z.array(absence).max(500).optional(),
        ...targets,
      }),
    )
    .max(200)
    .optional(),
  clinics: z
    .array(
      z.strictObject({
        id,
        name: name.optional(),
        shortName: z.string().min(1).max(40).regex(seen, unseen).optional(),
        kind: z.enum(['cabinet', 'centre', 'clinique']).optional(),
        timezone: z.string().min(1).max(64).optional(),
        /** Where its callers dial from without a country code; by default that of its time zone. */
        country: country.optional(),
        /** Dialled numbers that belong to this clinic. */
        numbers: z.array(z.string().max(32)).max(1000).optional(),
        /** The clinic's own opening hours. */
        hours: calendarSchema.optional(),
        /** The hours covered by contract: outside them an unanswered call is `closed`. Absent = always covered. */
        covered: calendarSchema.optional(),
        /** When its patients may be called back; by default while it is open. */
        callingHours: calendarSchema.optional(),
        /** Whether the clinic's own people call back too. */
        callsBack: z.boolean().optional(),
        /** Sealed numbers of callers who are to be called back; absent: none is kept. */
        keptNumbers: keptNumbers.optional(),
        /** How soon somebody whom nobody answered should be called back, in minutes; an hour by default. */
        callbackTargetMinutes: z.number().int().min(1).max(1440).optional(),
        /** Which share of them should be reached before the clinic closes; absent: none is promised. */
        reachedBeforeClosingTarget: z.number().min(0).max(1).optional(),
        /** Whether calls to its patients are planned here: follow-ups. */
        followUps: z.boolean().optional(),
        /** Whether patients of follow-ups after a discharge are asked how they are, by the sheet that the clinic approved. */
        dischargeQuestions: z.boolean().optional(),
        /** Who is told at once by e-mail, without anything of the patient, that an answer to them was not yes. */
        alertRecipients: z.array(z.email().max(254)).max(20).optional(),
        /** Its own software, told the same by a signed webhook. */
        alertWebhook: z
          .url({ protocol: /^https?$/u })
          .max(500)
          .regex(privateUrl, privateUrlText)
          .optional(),
        /** Whether an outcome that ends a row of the list to call back takes a reason and a short note. */
        callbackNotes: z.boolean().optional(),
        /** Whether campaigns run here, on the clinic's order: what is said in calls, and whom it has called. */
        campaigns: z.boolean().optional(),
        /** What a message for it must hold, by the names of `handover.written`; by default name, number and reason. */
        messageFields: z.array(messageField).max(20).optional(),
        /** Who gets the evening note: whom nobody reached, what is promised; nothing is sent when nothing is owed. */
        eveningNoteRecipients: z.array(z.email().max(254)).max(20).optional(),
        /** From when on it is sent, by the clinic's clock; 19:00 by default. */
        eveningNoteAt: clockTime.optional(),
        /** What its contract pays by the call, line by line; by default its answered calls. */
        contractLines: z.array(contractLine).max(20).optional(),
        shortAbandonSeconds: z.number().min(0).max(120).optional(),
        /** Language of its monthly report; by default the centre's. */
        reportLanguage: z.enum(['fr', 'ca', 'en', 'es']).optional(),
        /** Who gets the report by e-mail once its figures are final. */
        reportRecipients: z.array(z.email().max(254)).max(20).optional(),
        /** Whom this clinic calls about its report, where that is not the centre's contact. */
        contact: contact.optional(),
        /** How this clinic's patients are asked, where that differs from the centre's way. */
        survey: surveySettingsSchema.optional(),
        ...targets,
      }),
    )
    .max(5000)
    .optional(),
  queues: z
    .array(
      z.strictObject({
        id,
        name: name.optional(),
        clinicId: id.optional(),
        timeoutSeconds: z.number().int().min(1).max(14_400).optional(),
        /** Keys by which a caller leaves this queue to be called back. */
        callbackKeys: z.array(z.string().min(1).max(8)).max(16).optional(),
        /** Other names under which telephone systems tell of it, such as the one before it was renamed. */
        aliases: z.array(id).max(64).optional(),
      }),
    )
    .max(5000)
    .optional(),
  /** Telephone systems, by the name they send as `source`. */
  sources: z
    .array(
      z.strictObject({
        id,
        /** How long it may be silent in covered hours before that is an alarm; by default its usual rhythm decides. */
        silentAfterSeconds: z.number().int().min(30).max(86_400).optional(),
      }),
    )
    .max(200)
    .optional(),
  agents: z
    .array(
      z.strictObject({
        id,
        name: name.optional(),
        /** Other names under which telephone systems tell of the same person: interface, extension, login. */
        aliases: z.array(id).max(16).optional(),
        /** The set that rings when the telephone system is asked to call a patient for them. */
        extension: extension.optional(),
      }),
    )
    .max(10_000)
    .optional(),
});
export type SettingsFile = z.infer<typeof settingsSchema>;
export type ContactSetting = z.infer<typeof contact>;
export type PlannedSpan = z.infer<typeof plannedSpan>;
export type AbsenceSetting = z.infer<typeof absence>;
export type CalendarSetting = z.infer<typeof calendarSchema>;

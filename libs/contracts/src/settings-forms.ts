import * as z from 'zod/mini';

import { byKey, count, flag, instant, integer, list, object, text } from './shapes';

/** What settings are lists of, each item with a form of its own. */
export const settingsKinds = ['clinics', 'queues', 'teams', 'agents'] as const;
export type SettingsKind = (typeof settingsKinds)[number];

/** One clinic, queue, team or agent as the newest settings say it. */
export const settingsItemSchema = object({
  id: text,
  /** What it is called: its name in the settings, else as events call it. */
  name: text,
  /** Whether settings name it; false: an event did. */
  isSet: flag,
  /** Changes whenever anything of it does, in any version: a form sends back the one it began with. */
  revision: text,
  /** As the settings file has it. */
  values: byKey(z.unknown()),
  /** The fields that the viewer may change. */
  mayChange: list(text),
  /** Of the others, those that the viewer may propose to change. */
  mayPropose: list(text),
});
export type SettingsItem = z.infer<typeof settingsItemSchema>;

/** `GET /api/v1/settings`: what of the settings is of the viewer's scope. */
export const settingsViewSchema = object({
  /** The centre's present day, `YYYY-MM-DD`. */
  today: text,
  timezone: text,
  /** Whether whole settings may be taken out as a file, and items added: the viewer's scope is the whole centre. */
  isWhole: flag,
  clinics: list(settingsItemSchema),
  queues: list(settingsItemSchema),
  teams: list(settingsItemSchema),
  agents: list(settingsItemSchema),
});
export type SettingsView = z.infer<typeof settingsViewSchema>;

const named = list(object({ id: text, name: text }));
/** What of the same answer a page needs to name what a scope is of. */
export const centreNamesSchema = object({ clinics: named, teams: named });
export type CentreNames = z.infer<typeof centreNamesSchema>;

/** `PATCH /api/v1/settings/:kind/:id`. */
export const changedSettingsSchema = object({
  item: settingsItemSchema,
  /** Whether calls are folded again by it. */
  refolds: flag,
});
export type ChangedSettings = z.infer<typeof changedSettingsSchema>;

/** `GET /api/v1/settings/:kind/:id/changes`: newest first. */
export const settingsChangesSchema = list(
  object({
    at: instant,
    /** From when it holds; null: from the beginning. */
    from: z.nullable(instant),
    /** Null: a file. */
    by: z.nullable(text),
    /** Who had proposed it; null: nobody but who made it. */
    proposedBy: z.nullable(text),
    fields: list(object({ field: text, before: z.unknown(), after: z.unknown() })),
  }),
);
export type SettingsChanges = z.infer<typeof settingsChangesSchema>;

const months = { callMonths: integer, agentMonths: integer, auditMonths: integer };

/** Answer of `GET /api/v1/retention`: how long each kind of data is kept, and what went lately. */
export const retentionSchema = object({
  ...months,
  /** The longest that calls may be kept, as patients are promised. */
  promisedMonths: integer,
  /** Removals, newest first: of what kind, from before when, how many. */
  runs: list(object({ at: instant, kind: text, before: text, count })),
  /** Numbers of callers to be called back that are kept just now, and since when the oldest is; null without any. */
  keptNumbers: object({ count, oldestAt: z.nullable(instant) }),
  /** Every change of how long that is kept, newest first. */
  changes: settingsChangesSchema,
});
export type RetentionView = z.infer<typeof retentionSchema>;

/** Answer of `POST /api/v1/retention/preview`: what would go within the day. */
export const retentionPreviewSchema = object({ calls: count, agentDays: count, auditEntries: count });
export type RetentionPreview = z.infer<typeof retentionPreviewSchema>;

/** `GET /api/v1/staff-notice`: whether figures of persons may be told, since when, and by which notice. */
export const staffNoticeSchema = object({
  /** The centre's present day, `YYYY-MM-DD`: nobody was informed later. */
  today: text,
  /** When staff and their representatives were informed and consulted; null: not recorded. */
  informedOn: z.nullable(text),
  /** What they were told; empty where nothing is recorded. */
  text,
  /** Who is in wrap-up for long, on a break or off the phone, by name on the live board. */
  whoCouldBeFreed: flag,
  /** Figures by secretary of others than oneself. */
  figuresByAgent: flag,
  /** Secretaries on the board of a past moment. */
  pastAgents: flag,
  /** The last change of it; `by` null: a file. */
  recorded: z.nullable(object({ at: instant, by: z.nullable(text) })),
  /** Every change of it that is kept, newest first. */
  changes: settingsChangesSchema,
});
export type StaffNoticeView = z.infer<typeof staffNoticeSchema>;

export const proposalStates = ['open', 'accepted', 'refused', 'withdrawn'] as const;

/** A change of settings that somebody wishes for who may not make it. */
export const settingsProposalSchema = object({
  id: text,
  kind: z.enum(settingsKinds),
  itemId: text,
  /** What the item is called now. */
  itemName: text,
  state: z.enum(proposalStates),
  at: instant,
  by: text,
  /** Whether it is the viewer's own. */
  isMine: flag,
  /** The first day of the centre on which it is to hold, `YYYY-MM-DD`. */
  from: text,
  /** Why, in the words of who proposes it; empty: not said. */
  note: text,
  /** Of the item as it is now: who accepts sends back the one they looked at. */
  revision: text,
  /** What held when it was proposed, what holds now, and what is proposed; null: nothing. */
  fields: list(object({ field: text, before: z.unknown(), now: z.unknown(), after: z.unknown() })),
  /** Whether what holds of one of the fields is another than when it was proposed. */
  isStale: flag,
  /** What was answered, by whom; null while it is open. */
  decided: z.nullable(
    object({
      at: instant,
      by: text,
      /** From which day it holds, where it was accepted. */
      from: z.nullable(text),
      answer: text,
    }),
  ),
  /** Whether the viewer may accept or refuse it. */
  mayDecide: flag,
});
export type SettingsProposal = z.infer<typeof settingsProposalSchema>;

/** `GET /api/v1/settings/proposals`: of the viewer's scope; those that are open, then those decided last, each newest first. */
export const settingsProposalsSchema = list(settingsProposalSchema);
export type SettingsProposals = z.infer<typeof settingsProposalsSchema>;

/** How many are planned from one quarter of an hour to another, `08:00-12:00` by the centre's clock. */
const plannedSpanSchema = object({ span: text, count });

/** Who is planned of one team on one day. */
export const teamDaySchema = object({
  teamId: text,
  name: text,
  /** By the usual week; null: it says nothing of that day. */
  usual: z.nullable(list(plannedSpanSchema)),
  /** By a plan of that day alone, entered here or imported, which wins over the week; null: it has none. */
  ofDay: z.nullable(list(plannedSpanSchema)),
  /** Who is missing of them. */
  missing: list(plannedSpanSchema),
  /** What comes of it, as the wall compares it with who is present; null: nothing says how many. */
  planned: z.nullable(list(plannedSpanSchema)),
  /** How many are planned at this moment, where it is the present day. */
  now: z.nullable(count),
  /** Changes whenever the plan of that day does: a form sends back the one it began with. */
  revision: text,
  mayChange: flag,
});
export type TeamDay = z.infer<typeof teamDaySchema>;

/** `GET /api/v1/staff-plan`: the teams of the viewer's scope on one day. */
export const staffDaySchema = object({
  /** The centre's present day, and the one that is told, `YYYY-MM-DD`. */
  today: text,
  day: text,
  teams: list(teamDaySchema),
});
export type StaffDay = z.infer<typeof staffDaySchema>;

/** `GET /api/v1/staff-plan/:teamId/changes`: plans of a team's days that were entered, imported or taken away, newest first. */
export const staffPlanChangesSchema = list(
  object({
    at: instant,
    /** Null: a table. */
    by: z.nullable(text),
    day: text,
    before: z.nullable(list(plannedSpanSchema)),
    after: z.nullable(list(plannedSpanSchema)),
  }),
);
export type StaffPlanChanges = z.infer<typeof staffPlanChangesSchema>;

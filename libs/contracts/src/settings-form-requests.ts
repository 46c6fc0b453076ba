import { z } from 'zod';

/** `PATCH /api/v1/settings/:kind/:id`: fields as the settings file has them; null takes one away. */
export const changeSettingsSchema = z.strictObject({
  /** Of the item as the form began with it; `new` for one that is not there yet. */
  revision: z.string().max(64),
  /** The first day of the centre on which it holds. */
  from: z.iso.date(),
  changes: z.record(z.string().max(64), z.unknown()),
});
export type ChangeSettings = z.input<typeof changeSettingsSchema>;

/** Body of `PUT /api/v1/retention` and of its preview: how long each is kept, in months. */
export const retentionRequestSchema = z.strictObject({
  callMonths: z.number().int().min(1).max(12),
  agentMonths: z.number().int().min(1).max(3),
  auditMonths: z.number().int().min(1).max(36),
});
export type RetentionRequest = z.infer<typeof retentionRequestSchema>;

/** What watches a person by name; each may be on or off by itself. */
export const personFeatures = ['whoCouldBeFreed', 'figuresByAgent', 'pastAgents'] as const;
export type PersonFeature = (typeof personFeatures)[number];

/** Lines may end in a notice; nothing else that cannot be seen may be in it. */
const readable = /^(?:[^\p{Cc}\p{Cf}]|[\n\r\t])*$/u;
const noticeText = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .regex(readable, 'holds a character that cannot be seen');

/** `centre.staffNotice` of the settings: a feature that is not named is off. */
export const staffNoticeSettingSchema = z.strictObject({
  /** When staff and their representatives were informed and consulted. */
  informedOn: z.iso.date(),
  /** What they were told. */
  text: noticeText,
  whoCouldBeFreed: z.boolean().optional(),
  figuresByAgent: z.boolean().optional(),
  pastAgents: z.boolean().optional(),
});
export type StaffNoticeSetting = z.infer<typeof staffNoticeSettingSchema>;

/** Body of `PUT /api/v1/staff-notice`. */
export const staffNoticeRequestSchema = staffNoticeSettingSchema.required();
export type StaffNoticeRequest = z.infer<typeof staffNoticeRequestSchema>;

/** `POST /api/v1/settings/:kind/:id/proposals`: the same change, for somebody else to make. */
export const proposeSettingsSchema = changeSettingsSchema.extend({
  /** Why; it is read by who decides. */
  note: z.string().trim().max(500),
});
export type ProposeSettings = z.input<typeof proposeSettingsSchema>;

/** `POST /api/v1/settings/proposals/:id/accept`. */
export const acceptProposalSchema = z.strictObject({
  /** Of the item as the proposal showed it. */
  revision: z.string().max(64),
  /** The first day of the centre on which it holds: the one that was wished for, or another. */
  from: z.iso.date(),
});
export type AcceptProposal = z.input<typeof acceptProposalSchema>;

/** `POST /api/v1/settings/proposals/:id/refuse`: with a sentence for who proposed it. */
export const refuseProposalSchema = z.strictObject({ answer: z.string().trim().min(1).max(500) });
export type RefuseProposal = z.input<typeof refuseProposalSchema>;

/** `PUT /api/v1/staff-plan/:teamId`: the plan of one day of a team. */
export const planDaySchema = z.strictObject({
  day: z.iso.date(),
  /** Of the day as the form began with it. */
  revision: z.string().max(64),
  /** Spans that overlap add up; null: the usual week holds again. */
  spans: z
    .array(
      z.strictObject({
        span: z
          .string()
          .regex(
            /^([01]\d|2[0-3]):(00|15|30|45)-(([01]\d|2[0-3]):(00|15|30|45)|24:00)$/u,
            'must be a span of quarters of an hour such as 08:00-12:30',
          ),
        count: z.number().int().min(0).max(1000),
      }),
    )
    .max(96)
    .nullable(),
});
export type PlanDay = z.input<typeof planDaySchema>;

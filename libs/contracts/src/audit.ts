import * as z from 'zod/mini';

import { byKey, count, instant, integer, list, object, text } from './shapes';

/** Who may have done something; see {@link auditEntrySchema}. */
export const auditActorKinds = [
  'person',
  'key',
  'wall',
  'reader',
  'machine',
  'command',
  'server',
  'nobody',
] as const;

/** One line of the audit log. */
export const auditEntrySchema = object({
  /** Counted from 1 for each tenant, without a gap. */
  seq: integer,
  at: instant,
  actor: object({
    kind: z.enum(auditActorKinds),
    /** The person's, key's or link's; of a command the account it ran under. */
    id: z.nullable(text),
    /** Under which role it was allowed; several are joined by `+`. */
    role: z.nullable(text),
  }),
  /** A permission that was used, or what happened. */
  action: text,
  subject: z.nullable(text),
  requestId: z.nullable(text),
  /** Of the network it came from; never the single machine. */
  address: z.nullable(text),
  /** How many times within a second. */
  times: count,
});
export type AuditEntryView = z.infer<typeof auditEntrySchema>;

/** Answer of `GET /api/v1/audit`: newest first. */
export const auditPageSchema = object({
  entries: list(auditEntrySchema),
  /** What whoever is named by an id in these entries is called: people, those who left among them, and keys. */
  names: byKey(text),
  /** To be asked for as `before`; null on the last page. */
  next: z.nullable(integer),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

/** The first thing that is wrong with a log; see {@link auditVerificationSchema}. */
export const auditBreakKinds = ['altered', 'missing', 'cut', 'forged'] as const;

/** Answer of `/api/v1/audit/verification`: what the last one found, and how far the one under way has come. */
export const auditVerificationSchema = object({
  /** Null while none is under way. */
  running: z.nullable(object({ startedAt: instant, read: count, of: count })),
  /** Null before the first. */
  last: z.nullable(
    object({
      at: instant,
      entries: count,
      /** The first entry that is kept; null in an empty log. */
      from: z.nullable(object({ seq: integer, at: instant })),
      /** The last one that is whole, `NUMBER:HASH`: to be noted elsewhere. */
      head: text,
      /** Null when the log is whole. */
      firstBreak: z.nullable(object({ seq: integer, kind: z.enum(auditBreakKinds) })),
    }),
  ),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;

import * as z from 'zod/mini';

import { byKey, count, flag, instant, integer, list, object, text } from './shapes';

/** What a connector is doing. `unwatched`: no server has said for a minute that it sees to it. */
export const connectorStates = ['starting', 'running', 'failing', 'unwatched'] as const;

/** How a connection stands, as the server that holds it says. */
export const connectorStatusSchema = object({
  state: z.enum(connectorStates),
  /** Since when it is in that state. */
  since: instant,
  /** Why it fails, as a stable word; null while it does not. */
  fault: z.nullable(text),
  /** What the system said, for whoever runs it; never a secret. */
  detail: z.nullable(text),
  /** Tries that failed on end. */
  tries: count,
  nextTryAt: z.nullable(instant),
  lastEventAt: z.nullable(instant),
  /** Events of the last whole minute. */
  eventsPerMinute: count,
  /** By how much the telephone system's clock is ahead of ours; null where it is not measured. */
  offsetMs: z.nullable(integer),
  accepted: count,
  duplicates: count,
  refused: count,
  /** Events that were refused, by reason, the most frequent first. */
  refusals: list(object({ code: text, count })),
  /** What the source told that has no meaning here, by name, the most frequent first. */
  unknown: list(object({ name: text, count })),
});
export type ConnectorStatus = z.infer<typeof connectorStatusSchema>;

/** A time of which a source told nothing and tells nothing any more. */
export const sourceGapSchema = object({ from: instant, to: instant, why: text });

/** One telephone system that the server listens to by itself. */
export const connectorSchema = object({
  id: text,
  kind: text,
  name: text,
  /** What its events name as their source. */
  source: text,
  options: byKey(z.union([text, integer, flag])),
  hasSecret: flag,
  /** No recording of the real system exists: it was written after documentation. */
  isExperimental: flag,
  /** Where the telephone system calls us, after the address of the server; null of one that we call. */
  hookPath: z.nullable(text),
  createdAt: instant,
  status: connectorStatusSchema,
  /** What was recorded of what it says, without names and numbers; null: nothing. */
  recording: z.nullable(
    object({ begunAt: instant, until: instant, isRunning: flag, messages: count, bytes: count }),
  ),
  /** The latest first, of the last 30 days. */
  gaps: list(sourceGapSchema),
});
export type ConnectorView = z.infer<typeof connectorSchema>;

/** Connectors, and what else is heard of: a source that sends by itself, with a key. */
export const connectorsSchema = object({
  connectors: list(connectorSchema),
  others: list(object({ source: text, lastHeardAt: z.nullable(instant), offsetMs: z.nullable(integer) })),
});
export type ConnectorsView = z.infer<typeof connectorsSchema>;

/** What an example of a delivery says: its facts, numbers masked, and what of it could not be understood. */
export const hookTrialSchema = object({
  facts: list(
    object({
      type: text,
      /** As the settings of a webhook call such a fact; null where they have no name for it. */
      meaning: z.nullable(text),
      subject: text,
      at: instant,
      fields: list(object({ name: text, text })),
    }),
  ),
  /** `code` is a stable word; `field` is where it was looked for, `value` what stood there. */
  problems: list(object({ code: text, field: text, value: text })),
});
export type HookTrial = z.infer<typeof hookTrialSchema>;

/** What became of a delivery, told after COMMIT. */
export const hookAnswerSchema = object({
  /** Facts that it said. */
  received: count,
  accepted: count,
  duplicates: count,
  refused: count,
});
export type HookAnswer = z.infer<typeof hookAnswerSchema>;

/** What came of trying a connection: its steps in order, up to the first that failed; with an example, what that says. */
export const connectorTestSchema = object({
  ...hookTrialSchema.def.innerType.shape,
  ok: flag,
  steps: list(object({ step: text, ok: flag, fault: z.nullable(text), detail: z.nullable(text) })),
});
export type ConnectorTest = z.infer<typeof connectorTestSchema>;

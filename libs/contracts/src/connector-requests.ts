import { z } from 'zod';

import { opaqueId } from './event-types';

const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^\P{Cc}+$/u, 'printable characters');
/** The server holds them against the table of kinds: a page may be older than it. */
const options = z
  .record(
    z.string().max(64),
    z.union([z.string().max(1_024), z.number().int().min(0).max(1_000_000), z.boolean()]),
  )
  .readonly();
const secret = z.string().min(1).max(1_024);

/** `POST /api/v1/connectors`. */
export const newConnectorSchema = z.strictObject({
  kind: z.string().min(1).max(64),
  name,
  source: opaqueId,
  options: options.default({}),
  secret: secret.nullable().default(null),
});
export type NewConnector = z.input<typeof newConnectorSchema>;

/** `PATCH /api/v1/connectors/:id`: what is left out stays. */
export const changeConnectorSchema = z.strictObject({
  name: name.optional(),
  options: options.optional(),
  secret: secret.optional(),
});
export type ChangeConnector = z.input<typeof changeConnectorSchema>;

/** `POST /api/v1/connectors/test`: a connection that is not kept; with `id`, what is left out is that connector's. */
export const tryConnectorSchema = z.strictObject({
  id: z.string().min(1).max(128).optional(),
  kind: z.string().min(1).max(64).optional(),
  options: options.optional(),
  secret: secret.optional(),
  /** What a telephone system delivers, as it does: it is read, and nothing of it is kept. */
  example: z.string().min(1).max(65_536).optional(),
});
export type TryConnector = z.input<typeof tryConnectorSchema>;

import * as z from 'zod/mini';

import { flag, instant, list, object, text } from './shapes';

/** One API key as it is listed: everything but its secret. */
export const apiKeySchema = object({
  id: text,
  /** What uses it. */
  name: text,
  scopes: list(text),
  /** The source whose events alone it sends; null: any. */
  sendsAs: z.nullable(text),
  /** What it reads and sends is of these clinics alone; null: of the whole centre. */
  clinicIds: z.nullable(list(text)),
  /** Whether it was made when `metrics:read` was everything there is to read: its scopes are those it kept. */
  isOld: flag,
  createdAt: instant,
  /** Null: it has no end of its own. */
  expiresAt: z.nullable(instant),
  revokedAt: z.nullable(instant),
  /** To within a minute; null: never. */
  usedAt: z.nullable(instant),
  /** The id of the key in whose place it was made. */
  replaces: z.nullable(text),
});
export type ApiKeyView = z.infer<typeof apiKeySchema>;
export const apiKeysSchema = list(apiKeySchema);

/** A key that was made. `secret` is what a program sends; it is shown this once. */
export const madeApiKeySchema = object({ key: apiKeySchema, secret: text });
export type MadeApiKeyView = z.infer<typeof madeApiKeySchema>;

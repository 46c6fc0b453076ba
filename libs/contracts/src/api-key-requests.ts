import { z } from 'zod';

import { opaqueId } from './event-types';

const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^\P{Cc}+$/u, 'printable characters');
const instant = z.iso.datetime({ offset: true });
/** The server holds them against its own table: a page may be older than it. */
const scopes = z.array(z.string().max(64)).min(1).max(32).readonly();

/** `POST /api/v1/keys`. */
export const newApiKeySchema = z.strictObject({
  name,
  scopes,
  /** Required where events are sent: as the telephone system names itself in its events. */
  sendsAs: opaqueId.nullable().default(null),
  clinicIds: z.array(opaqueId).min(1).max(500).readonly().nullable().default(null),
  expiresAt: instant.nullable().default(null),
});
export type NewApiKey = z.input<typeof newApiKeySchema>;

/** `PATCH /api/v1/keys/:id`: what is left out stays. */
export const changeApiKeySchema = z.strictObject({ name: name.optional(), scopes: scopes.optional() });

/** `POST /api/v1/keys/:id/replace`: until when the key before it still opens; now, where that is past. */
export const replaceApiKeySchema = z.strictObject({ until: instant });

import { z } from 'zod';

import { dialFields } from '../dial';

/** The password that every FreeSWITCH begins with. */
export const knownPassword = 'ClueCon';

/** Settings of a connection to an event socket. */
export const eslOptionsSchema = z.strictObject({
  host: dialFields.host,
  port: dialFields.port.default(8_021),
  /** Of the directory, `user@domain`: by default the password of the event socket itself is asked. */
  user: z
    .string()
    .max(128)
    .regex(/^[\w.+-]+@[\w.-]+$/u, 'user@domain')
    .optional(),
});
export type EslOptions = z.infer<typeof eslOptionsSchema>;

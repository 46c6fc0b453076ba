import { z } from 'zod';

import { dialFields, type DialAddress } from '../../dial';

const plain = /^[\x20-\x7e]+$/u;

/** Settings of a connection to a manager interface. */
export const amiOptionsSchema = z.strictObject({
  host: dialFields.host,
  port: dialFields.port.optional(),
  user: z.string().min(1).max(128).regex(plain, 'printable characters'),
  /** Encrypted; 5039 by default, where 5038 is the port without. */
  tls: z.boolean().optional(),
  fingerprint: dialFields.fingerprint.optional(),
  /** By default a digest of the password is sent; `true`: the password itself. */
  plain: z.boolean().optional(),
});
export type AmiOptions = z.infer<typeof amiOptionsSchema>;

/** Where a manager interface is: at the usual port unless another is set. */
export const amiAddress = ({ host, port, tls, fingerprint }: AmiOptions): DialAddress => ({
  host,
  port: port ?? (tls === true ? 5_039 : 5_038),
  tls,
  fingerprint,
});

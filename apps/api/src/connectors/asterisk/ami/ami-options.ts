import { z } from 'zod';

const plain = /^[\x20-\x7e]+$/u;

/** Settings of a connection to a manager interface. */
export const amiOptionsSchema = z.strictObject({
  host: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[\w.:-]+$/u, 'a name or an address'),
  port: z.number().int().min(1).max(65_535).optional(),
  user: z.string().min(1).max(128).regex(plain, 'printable characters'),
  /** Encrypted; 5039 by default, where 5038 is the port without. */
  tls: z.boolean().optional(),
  /** Of the certificate, SHA-256: for one that no authority has signed. */
  fingerprint: z
    .string()
    .regex(/^([0-9a-f]{2}:?){32}$/iu, '64 hexadecimal digits')
    .optional(),
  /** By default a digest of the password is sent; `true`: the password itself. */
  plain: z.boolean().optional(),
});
export type AmiOptions = z.infer<typeof amiOptionsSchema>;

export const portOf = ({ port, tls }: AmiOptions): number => port ?? (tls === true ? 5_039 : 5_038);

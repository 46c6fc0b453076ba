import { z } from 'zod';

const ofAws = /^(?:sqs|[\w-]+\.sqs)\.([a-z]{2}(?:-[a-z]+)+-\d)\.(?:vpce\.)?amazonaws\.com(?:\.cn)?$/u;
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Where a queue is: at AWS, encrypted, or on this machine for a trial. Null of any other address. */
export function queueAt(text: string): { readonly url: URL; readonly region: string | undefined } | null {
  const url = URL.parse(text);
  if (
    url === null ||
    url.username !== '' ||
    url.search !== '' ||
    !/^\/[\w-]{1,128}\/[\w.-]{1,80}$/u.test(url.pathname)
  )
    return null;
  const [, region] = ofAws.exec(url.hostname) ?? [];
  if (region !== undefined) return url.protocol === 'https:' && url.port === '' ? { url, region } : null;
  return loopback.has(url.hostname) ? { url, region: undefined } : null;
}

/** Settings of a queue of Amazon SQS; the secret access key is the connector’s secret. */
export const sqsOptionsSchema = z.strictObject({
  queue: z
    .string()
    .max(512)
    .refine((text) => queueAt(text) !== null, 'https://sqs.REGION.amazonaws.com/ACCOUNT/NAME'),
  accessKeyId: z.string().regex(/^[A-Z0-9]{16,128}$/u, 'an access key ID, 20 capitals and digits'),
});
export type SqsOptions = z.infer<typeof sqsOptionsSchema>;

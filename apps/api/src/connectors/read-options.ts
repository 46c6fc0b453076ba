import type { z } from 'zod';

import { badRequest } from '../platform/problems';
import type { ConnectorOptions } from './connector';

/** Settings of a connector as its kind keeps them. Throws 400 `invalid_body`, naming the field and never quoting it. */
export function readOptions<T extends ConnectorOptions>(schema: z.ZodType<T>, options: unknown): T {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = ['options', ...(issue?.path ?? [])].join('.');
  const what = issue?.code === 'unrecognized_keys' ? 'has a field that is not known' : (issue?.message ?? '');
  throw badRequest('invalid_body', `${where}: ${what}.`);
}

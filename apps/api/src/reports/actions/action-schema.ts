import type { ReportAction } from '@vigie/contracts';
import { isMonth } from '@vigie/metrics';
import { z } from 'zod';

import { badRequest } from '../../platform/problems';

const line = (longest: number) => z.string().trim().min(1).max(longest);
const fields = {
  text: line(300),
  owner: line(120),
  due: z.iso.date().nullable(),
  expected: z.string().trim().max(300),
};

const added = z.strictObject({
  ...fields,
  clinicId: z.string().min(1).max(128),
  month: z.string().refine(isMonth, 'must be a month such as 2026-10'),
  due: fields.due.default(null),
  expected: fields.expected.default(''),
});
const edited = z
  .strictObject({
    ...fields,
    status: z.enum(['open', 'done', 'dropped']),
    outcome: z.string().trim().max(500).nullable(),
  })
  .partial();
const noted = z.strictObject({ paragraphs: z.array(line(600)).max(10) });

export type NewAction = z.infer<typeof added>;
/** What a change may name; the clinic and the month of an action stay. */
export type ActionEdit = Partial<Omit<ReportAction, 'id' | 'clinicId' | 'month'>>;

/** Each reads a body, or rejects with a 400 that names the field. */
export const readNewAction = (body: unknown): NewAction => read(added, body);
export const readActionEdit = (body: unknown): ActionEdit => withoutAbsent(read(edited, body));
export const readNotes = (body: unknown): readonly string[] => read(noted, body).paragraphs;

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(Buffer.isBuffer(body) ? parsedJson(body) : body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'body' : issue.path.join('.');
  throw badRequest('invalid_body', `\`${where}\`: ${issue?.message ?? 'is wrong'}.`);
}

/** Bodies come as they were sent. */
function parsedJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest('invalid_body', 'The body must be JSON.');
  }
}

function withoutAbsent(edit: z.infer<typeof edited>): ActionEdit {
  return Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
}

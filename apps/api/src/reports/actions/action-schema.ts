import type { ReportAction } from '@vigie/contracts';
import { isMonth } from '@vigie/metrics';
import { z } from 'zod';

import { readBody } from '../../platform/http/read-request';

const line = (longest: number) => z.string().trim().min(1).max(longest);
const fields = {
  text: line(300),
  owner: line(120),
  due: z.iso.date().regex(/^2\d/u, 'must be a date of these years').nullable(),
  expected: z.string().trim().max(300),
};

/** What a new action holds. */
export const newActionSchema = z.strictObject({
  ...fields,
  clinicId: z.string().min(1).max(128),
  month: z.string().refine(isMonth, 'must be a month such as 2026-10'),
  due: fields.due.default(null),
  expected: fields.expected.default(''),
});
/** What may be changed of one. */
export const actionEditSchema = z
  .strictObject({
    ...fields,
    status: z.enum(['open', 'done', 'dropped']),
    outcome: z.string().trim().max(500).nullable(),
  })
  .partial();
/** The notes of a month. */
export const notesSchema = z.strictObject({ paragraphs: z.array(line(600)).max(10) });

export type NewAction = z.infer<typeof newActionSchema>;
/** What a change may name; the clinic and the month of an action stay. */
export type ActionEdit = Partial<Omit<ReportAction, 'id' | 'clinicId' | 'month'>>;

/** Each reads a body, or rejects with a 400 that names the field. */
export const readNewAction = (body: unknown): NewAction => readBody(newActionSchema, body);
export const readActionEdit = (body: unknown): ActionEdit => withoutAbsent(readBody(actionEditSchema, body));
export const readNotes = (body: unknown): readonly string[] => readBody(notesSchema, body).paragraphs;

function withoutAbsent(edit: z.infer<typeof actionEditSchema>): ActionEdit {
  return Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
}

import * as z from 'zod/mini';
import { z as zod } from 'zod';

import { count, instant, list, object, text } from './shapes';
import { basicNames, type Sheet } from './sheets';

/** What a sheet is made of, as a change of it is told. */
export const sheetParts = [
  'service',
  'greeting',
  'disclosure',
  'opening',
  'emergency',
  'path',
  'basic',
  'answer',
] as const;

const sheetChangeSchema = object({
  part: z.enum(sheetParts),
  /** Of a path or an answer its name in the sheet, of a basic its key; else empty. */
  name: text,
  how: z.enum(['added', 'changed', 'removed']),
});
export type SheetChange = z.infer<typeof sheetChangeSchema>;

/** `GET /api/v1/sheet-changes`, and what an acknowledgement answers: by clinic, what one has not said to have read. */
export const changedSheetsSchema = list(
  object({
    clinicId: text,
    name: text,
    /** The version that secretaries have, which is acknowledged, and since when. */
    version: count,
    heldFrom: instant,
    /** Since the version that one said to have read; where one never did, since the one before. */
    changes: list(sheetChangeSchema),
  }),
);
export type ChangedSheets = z.infer<typeof changedSheetsSchema>;

/** `POST /api/v1/sheet-changes/:clinicId`: the version whose changes one has read. */
export const seenSheetSchema = zod.strictObject({ version: zod.int().min(1) });

/**
 * What somebody who knew one version must learn to say the other: emergencies first, then in the order of the sheet. That
 * something was looked at again, and in which language a sheet is, is nothing to learn.
 */
export function sheetChanges(before: Sheet, after: Sheet): readonly SheetChange[] {
  const alone = (part: SheetChange['part'], was: unknown, is: unknown): readonly SheetChange[] =>
    same(was, is) ? [] : [{ part, name: '', how: 'changed' }];
  return [
    ...alone('emergency', before.emergency, after.emergency),
    ...alone('service', before.service, after.service),
    ...alone('greeting', before.greeting.text, after.greeting.text),
    ...alone('disclosure', before.disclosure, after.disclosure),
    ...alone('opening', before.opening, after.opening),
    ...ofList('path', before.paths.map(pathOf), after.paths.map(pathOf)),
    ...ofList('basic', basicsOf(before), basicsOf(after)),
    ...ofList('answer', before.answers.map(answerOf), after.answers.map(answerOf)),
  ];
}

type Entry = Readonly<{ id: string; name: string; said: string }>;

function ofList(
  part: SheetChange['part'],
  before: readonly Entry[],
  after: readonly Entry[],
): readonly SheetChange[] {
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const kept = new Set(after.map(({ id }) => id));
  const changed = after.flatMap(({ id, name, said }): SheetChange[] => {
    const was = known.get(id);
    if (was === undefined) return [{ part, name, how: 'added' }];
    return was.said === said && was.name === name ? [] : [{ part, name, how: 'changed' }];
  });
  const removed = before.filter(({ id }) => !kept.has(id));
  return [...changed, ...removed.map(({ name }): SheetChange => ({ part, name, how: 'removed' }))];
}

const pathOf = ({ id, name, kind, text: said }: Sheet['paths'][number]): Entry => ({
  id,
  name,
  said: `${kind} ${said}`,
});
const answerOf = ({ id, question, text: said }: Sheet['answers'][number]): Entry => ({
  id,
  name: question,
  said,
});
/** A basic that nobody wrote is not there. */
const basicsOf = ({ basics }: Sheet): readonly Entry[] =>
  basicNames
    .map((name) => ({ id: name, name, said: basics[name].text.trim() }))
    .filter(({ said }) => said !== '');

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

import fc from 'fast-check';

import type { Narrowed } from './recount';
import { quarterMs, type Cut } from './wall-clock';

/** A question as chance makes it; `from` and `length` in quarters of an hour. */
export type Question = {
  readonly from: number;
  readonly length: number;
  readonly timezone: string;
  readonly interval: Cut;
  readonly by: 'none' | 'queue' | 'team' | 'clinic' | 'agent' | 'language' | 'reason';
  readonly table: 'clinic' | 'team' | 'queue' | 'language' | 'reason' | 'hour' | 'weekday';
  readonly seconds: number;
  readonly formula: 'sl1' | 'sl2' | 'sl3' | 'sl4' | 'sl5';
  readonly coveredOnly: boolean;
} & Partial<{
  readonly clinicId: readonly string[];
  readonly teamId: readonly string[];
  readonly queueId: readonly string[];
  readonly language: readonly string[];
  readonly reason: readonly string[];
  readonly weekdays: readonly number[];
  readonly dayStart: number;
  readonly dayEnd: number;
}>;

const some = (...of: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 3 });

/** Any filter, zone and interval, in any range of so many quarters of an hour; shrinks to the plainest that fails. */
export const questionsOver = (quarters: number): fc.Arbitrary<Question> =>
  fc
    .record(
      {
        from: fc.integer({ min: 0, max: quarters - 1 }),
        length: fc.oneof(fc.integer({ min: 1, max: 96 }), fc.integer({ min: 1, max: quarters })),
        timezone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'),
        interval: fc.constantFrom<Cut[]>('all', '1mo', '1w', '1d', '1h', '30m', '15m'),
        by: fc.constantFrom<Question['by'][]>(
          'none',
          'clinic',
          'team',
          'queue',
          'language',
          'reason',
          'agent',
        ),
        table: fc.constantFrom<Question['table'][]>(
          'clinic',
          'team',
          'queue',
          'language',
          'reason',
          'hour',
          'weekday',
        ),
        seconds: fc.constantFrom(20, 5, 60, 120, 180, 240),
        formula: fc.constantFrom<Question['formula'][]>('sl2', 'sl1', 'sl3', 'sl4', 'sl5'),
        coveredOnly: fc.boolean(),
        clinicId: some('cabinet-durand', 'clinique-parc', 'centre-lilas', 'centre-pirineus', ''),
        teamId: some('mg', 'cds', 'cat', ''),
        queueId: some('mg-rendez-vous', 'durand', 'catala', 'urgent', 'parc'),
        language: some('fr', 'ca', ''),
        reason: some('rendez-vous', 'ordonnance', ''),
        weekdays: fc.constantFrom([1], [6, 7], [1, 4, 5]),
        dayStart: fc.constantFrom(0, 480, 555),
        dayEnd: fc.constantFrom(720, 1020, 1440),
      },
      {
        requiredKeys: [
          'from',
          'length',
          'timezone',
          'interval',
          'by',
          'table',
          'seconds',
          'formula',
          'coveredOnly',
        ],
      },
    )
    .map((question) => trimmed(question as Question, quarters));

const longestFine = 96 * 7;

/** No answer of more rows than may be asked for: fine intervals of short ranges. */
function trimmed(question: Question, quarters: number): Question {
  const { from, length, interval, by } = question;
  const isFine = ['15m', '30m', '1h'].includes(interval);
  const longest = isFine && by !== 'none' ? longestFine : 96 * 30;
  return { ...question, length: Math.min(length, quarters - from, isFine ? longest : quarters) };
}

/** The same as the slow count understands it. */
export function narrowedBy(question: Question, first: number): Narrowed {
  const { from, length, timezone, coveredOnly, weekdays, dayStart, dayEnd } = question;
  const { clinicId, teamId, queueId, language, reason } = question;
  const only = { clinic: clinicId, team: teamId, queue: queueId, language, reason };
  return {
    from: first + from * quarterMs,
    to: first + (from + length) * quarterMs,
    timezone,
    only: Object.fromEntries(Object.entries(only).filter(([, of]) => of !== undefined)),
    weekdays,
    dayStart,
    dayEnd,
    coveredOnly,
  };
}

const clock24 = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The same as an address asks it, range and interval left to who asks. */
export function addressOf(question: Question, first: number): URLSearchParams {
  const { from, to, timezone, coveredOnly, weekdays, dayStart, dayEnd } = narrowedBy(question, first);
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    timezone,
    serviceLevelSeconds: String(question.seconds),
    serviceLevelFormula: question.formula,
  });
  for (const name of ['clinicId', 'teamId', 'queueId', 'language', 'reason'] as const)
    for (const value of question[name] ?? []) query.append(name, value);
  if (coveredOnly) query.set('coveredOnly', 'true');
  if (weekdays !== undefined) query.set('weekdays', weekdays.join(','));
  if (dayStart !== undefined) query.set('dayStart', clock24(dayStart));
  if (dayEnd !== undefined) query.set('dayEnd', clock24(dayEnd));
  return query;
}

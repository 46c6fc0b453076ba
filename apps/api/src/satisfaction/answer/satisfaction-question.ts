import {
  satisfactionDimensions,
  type SatisfactionAnswer,
  type SatisfactionDimension,
} from '@vigie/contracts';
import { z } from 'zod';

import { readMonth } from '../../platform/http/read-request';
import { badRequest } from '../../platform/problems';

/** A period of the published grid, one clinic of it or all, by one way of asking. */
export type SatisfactionQuestion = {
  /** First month, `YYYY-MM`: any for one month; January, April, July, October for three; January for twelve. */
  readonly month: string;
  readonly months: SatisfactionAnswer['months'];
  /** Null: all clinics. */
  readonly clinicId: string | null;
  /** Null: the only one there is. */
  readonly channel: string | null;
  readonly by: SatisfactionDimension;
};

const one = z.string({ error: 'must be given once' });
const parameters = z.strictObject({
  tenant: z.unknown().optional(),
  month: one,
  months: z.enum(['1', '3', '12'], { error: 'must be 1, 3 or 12' }).default('1'),
  clinicId: one.min(1, 'must name a clinic').max(128).optional(),
  surveyChannel: one.min(1, 'must name a way of asking').max(64).optional(),
  by: z
    .enum(satisfactionDimensions, { error: `must be one of ${satisfactionDimensions.join(', ')}` })
    .default('none'),
});

const lengths = { '1': 1, '3': 3, '12': 12 } as const;

/**
 * Reads the query of `GET /api/v1/satisfaction`. Throws a 400 whose code is `missing_parameter`, `unknown_parameter`,
 * `invalid_parameter`, `invalid_month`, `off_grid` (no calendar quarter or year begins there) or `split_of_a_month` (longer blocks are
 * not told apart further).
 */
export function readSatisfactionQuestion(query: Readonly<Record<string, unknown>>): SatisfactionQuestion {
  const parsed = parameters.safeParse(query);
  if (!parsed.success) throw complaint(parsed.error, query);
  const { clinicId, surveyChannel, by } = parsed.data;
  const month = readMonth(parsed.data.month);
  const months = lengths[parsed.data.months];
  if ((Number(month.slice(5)) - 1) % months !== 0) {
    const starts = months === 12 ? 'in January' : 'in January, April, July or October';
    throw badRequest('off_grid', `A block of ${months} months begins ${starts}.`);
  }
  if (months > 1 && by !== 'none') {
    throw badRequest('split_of_a_month', 'Only a single month is told apart by a further dimension.');
  }
  return { month, months, clinicId: clinicId ?? null, channel: surveyChannel ?? null, by };
}

function complaint(error: z.ZodError, query: Readonly<Record<string, unknown>>) {
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys') {
    return badRequest('unknown_parameter', `There is no parameter \`${issue.keys[0] ?? ''}\`.`);
  }
  const name = String(issue?.path[0] ?? '');
  if (query[name] === undefined) return badRequest('missing_parameter', `\`${name}\` is required.`);
  return badRequest('invalid_parameter', `\`${name}\` ${issue?.message ?? 'is wrong'}.`);
}

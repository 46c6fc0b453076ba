import type { Instant } from '@vigie/calls';
import {
  dimensions,
  intervals,
  serviceLevelFormulas,
  type CountedUnit,
  type Dimension,
  type Interval,
  type ServiceLevelFormula,
} from '@vigie/contracts';
import { isBinEdge, isKnownTimezone, parseMoment } from '@vigie/metrics';
import { z } from 'zod';
import { badRequest } from '../platform/problems';

/** A dimension a question may be narrowed by. */
export type Filtered = Exclude<Dimension, 'none'>;
/** The wanted keys of each narrowed dimension; a dimension that is not there is not narrowed. */
export type Filters = { readonly [dimension in Filtered]?: readonly string[] };

/** The quarters of a local week that count. */
export type LocalWindow = {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekdays?: readonly number[];
  /** Minutes after local midnight, on a quarter; half-open. */
  readonly dayStart?: number;
  readonly dayEnd?: number;
};

/** `GET /api/v1/metrics`, understood and checked. */
export type MetricsQuestion = {
  readonly from: Instant;
  readonly to: Instant;
  readonly timezone: string;
  readonly interval: Interval;
  readonly by: Dimension;
  readonly unit: CountedUnit;
  readonly filters: Filters;
  readonly window: LocalWindow;
  /** Only calls that arrived within the hours covered by contract. */
  readonly coveredOnly: boolean;
  readonly serviceLevelSeconds: number;
  readonly serviceLevelFormula: ServiceLevelFormula;
  /** The way of asking whose ratings are told; null: the only one there is. */
  readonly channel: string | null;
  /** Whether peaks are asked for; by a dimension that has none they stay null. */
  readonly peaks: boolean;
  /** Whether it is asked what became of those who were owed a call. */
  readonly callbacks: boolean;
  /** Whether agents' time is asked for; of what has none it is null. */
  readonly agentTime: boolean;
  /** Whether only counts are wanted that no histogram of waits is read for: those are the most of what is stored. */
  readonly withoutWaits?: true;
  /** Whether it is asked how callers came back. */
  readonly returns: boolean;
  /** Under which key something is told, where a viewer may not learn its own. */
  readonly keyAs?: (key: string) => string;
};

/** What a question that does not say takes from the settings. */
export type MetricsDefaults = {
  readonly timezone: string;
  readonly serviceLevelSeconds: number;
  readonly serviceLevelFormula: ServiceLevelFormula;
};

/** Query parameters as they arrive: a name given several times is a list. */
export type RawQuery = Readonly<Record<string, unknown>>;

const one = z.string({ error: 'must be given once' });
const keys = z
  .union([z.string().max(128), z.array(z.string().max(128)).max(500)], { error: 'must be at most 500 ids' })
  .transform((value) => (typeof value === 'string' ? [value] : [...new Set(value)]))
  .optional();

const parameters = z.strictObject({
  tenant: z.unknown().optional(),
  from: one,
  to: one,
  timezone: one.refine(isKnownTimezone, 'is no time zone').optional(),
  interval: z.enum(intervals, { error: `must be one of ${intervals.join(', ')}` }).default('all'),
  by: z.enum(dimensions, { error: `must be one of ${dimensions.join(', ')}` }).default('none'),
  queueId: keys,
  teamId: keys,
  clinicId: keys,
  agentId: keys,
  language: keys,
  reason: keys,
  serviceLevelSeconds: one
    .regex(/^\d{1,5}$/u, 'must be whole seconds')
    .transform(Number)
    .optional(),
  serviceLevelFormula: z
    .enum(serviceLevelFormulas, { error: `must be one of ${serviceLevelFormulas.join(', ')}` })
    .optional(),
  peaks: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
  callbacks: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
  agentTime: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
  returns: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
  coveredOnly: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
  surveyChannel: one.min(1, 'must name a way of asking').max(64).optional(),
  weekdays: one
    .regex(/^[1-7](,[1-7])*$/u, 'must be a list such as 1,2,3 (1 = Monday)')
    .transform((list) => [...new Set(list.split(',').map(Number))])
    .optional(),
  dayStart: one.regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'must be a time such as 08:00').optional(),
  dayEnd: one.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/u, 'must be a time such as 19:00').optional(),
});
type Parameters = z.infer<typeof parameters>;

const quarterMs = 900_000;
const longestRangeMs = 3_660 * 86_400_000;

/**
 * Reads the query of `GET /api/v1/metrics`. Throws a 400 whose code says what is wrong: `invalid_parameter`,
 * `unknown_parameter`, `missing_parameter`, `invalid_time`, `unaligned`, `empty_range`, `range_too_wide`, `too_wide`
 * or `not_a_wait_edge`.
 */
export function readMetricsQuestion(query: RawQuery, defaults: MetricsDefaults): MetricsQuestion {
  const parsed = parameters.safeParse(query);
  if (!parsed.success) throw complaint(parsed.error, query);
  const given = parsed.data;
  const timezone = given.timezone ?? defaults.timezone;
  const filters = readFilters(given);
  const range = readRange(given, timezone);
  return {
    ...range,
    timezone,
    interval: given.interval,
    by: given.by,
    unit: unitOf(given.by, filters),
    filters,
    window: readWindow(given),
    coveredOnly: given.coveredOnly === 'true',
    serviceLevelSeconds: readThreshold(given.serviceLevelSeconds ?? defaults.serviceLevelSeconds),
    serviceLevelFormula: given.serviceLevelFormula ?? defaults.serviceLevelFormula,
    channel: given.surveyChannel ?? null,
    peaks: readNarrow('peaks', given, range),
    callbacks: given.callbacks === 'true',
    agentTime: given.agentTime === 'true',
    returns: readNarrow('returns', given, range),
  };
}

/** A question about agents counts legs, one about queues segments, any other calls. */
export function unitOf(by: Dimension, filters: Filters): CountedUnit {
  if (by === 'agent' || filters.agent !== undefined) return 'legs';
  if (by === 'queue' || filters.queue !== undefined) return 'segments';
  return 'calls';
}

function readRange(given: Parameters, timezone: string): { from: Instant; to: Instant } {
  const from = readMoment('from', given.from, timezone);
  const to = readMoment('to', given.to, timezone);
  if (from >= to)
    throw badRequest('empty_range', '`to` must come after `from`; the range does not hold `to` itself.');
  if (to - from > longestRangeMs) throw badRequest('range_too_wide', 'A range may be at most ten years.');
  return { from, to };
}

function readMoment(name: string, text: string, timezone: string): Instant {
  const at = parseMoment(text, timezone);
  if (at === undefined) {
    throw badRequest(
      'invalid_time',
      `\`${name}\` must be a local date (2026-11-22) or an RFC 3339 time with its offset.`,
    );
  }
  if (at % quarterMs !== 0) throw badRequest('unaligned', `\`${name}\` must be on a 15-minute edge.`);
  return at;
}

/**
 * Beyond this the calls of a range are too many to be looked through for one answer; a quarter of a year may hold the hour
 * that is shown twice.
 */
export const longestNarrowMs = 92 * 86_400_000 + 3_600_000;

/** Whether something is asked for that is found from the calls themselves. */
function readNarrow(
  name: 'peaks' | 'returns',
  { [name]: asked }: Parameters,
  { from, to }: { from: Instant; to: Instant },
): boolean {
  if (asked === 'true' && to - from > longestNarrowMs)
    throw badRequest('too_wide', `\`${name}\` is told over 92 days at most: ask for a shorter range.`);
  return asked === 'true';
}

function readFilters(given: Parameters): Filters {
  const { queueId, teamId, clinicId, agentId, language, reason } = given;
  const all = { queue: queueId, team: teamId, clinic: clinicId, agent: agentId, language, reason };
  return Object.fromEntries(Object.entries(all).filter(([, values]) => values !== undefined));
}

function readWindow({ weekdays, dayStart, dayEnd }: Parameters): LocalWindow {
  const window = {
    ...(weekdays && { weekdays }),
    ...(dayStart !== undefined && { dayStart: readClock('dayStart', dayStart) }),
    ...(dayEnd !== undefined && { dayEnd: readClock('dayEnd', dayEnd) }),
  };
  if ((window.dayStart ?? 0) >= (window.dayEnd ?? 1440)) {
    throw badRequest('invalid_parameter', '`dayEnd` must come after `dayStart`.');
  }
  return window;
}

function readClock(name: string, text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  if (minutes % 15 !== 0) throw badRequest('unaligned', `\`${name}\` must be on a quarter of an hour.`);
  return hours * 60 + minutes;
}

function readThreshold(seconds: number): number {
  if (seconds > 0 && isBinEdge(seconds)) return seconds;
  const edges = 'any second from 1 to 120, every 2 to 240, every 4 to 480, every 8 to 960, and so on';
  throw badRequest(
    'not_a_wait_edge',
    `\`serviceLevelSeconds\` must be where waits are told apart: ${edges}.`,
  );
}

function complaint(error: z.ZodError, query: RawQuery) {
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys') {
    return badRequest('unknown_parameter', `There is no parameter \`${issue.keys[0] ?? ''}\`.`);
  }
  const name = String(issue?.path[0] ?? '');
  if (query[name] === undefined) return badRequest('missing_parameter', `\`${name}\` is required.`);
  return badRequest('invalid_parameter', `\`${name}\` ${issue?.message ?? 'is wrong'}.`);
}

import type { Instant } from '@vigie/calls';
import {
  historyComparisons,
  historyIntervals,
  historyRanges,
  type HistoryComparison,
  type HistoryInterval,
  type HistoryRange,
} from '@vigie/contracts';
import {
  comparedRange,
  cutAt,
  fittingInterval,
  instantOfLocalDate,
  isKnownTimezone,
  namedRange,
  parseMoment,
  type TimeRange,
} from '@vigie/metrics';

import { seesAllOfClinic } from '../access/scope-reach';
import type { ViewerScope } from '../access/viewer';
import type { RawQuery } from '../metrics/metrics-question';
import { readChoice } from '../platform/http/read-request';
import { badRequest } from '../platform/problems';
import type { ResolvedSettings } from '../settings/resolved-settings';

/** What of an address history understands itself; the rest is a question about metrics. */
export type HistoryFrame = {
  readonly name: HistoryRange;
  readonly range: TimeRange;
  /** Whether the range was cut at the quarter of an hour that runs. */
  readonly running: boolean;
  readonly timezone: string;
  readonly interval: HistoryInterval;
  readonly compared: (TimeRange & { readonly with: HistoryComparison }) | null;
};

/** By what an address is read. */
export type ReadBy = {
  readonly settings: Pick<ResolvedSettings, 'timezone' | 'clinic'>;
  readonly scope: ViewerScope;
  readonly now: Instant;
};

const own = ['range', 'on', 'from', 'to', 'compare', 'interval', 'timezone'] as const;
/** What narrows a history, besides its range; what else `GET /api/v1/metrics` takes has no meaning here. */
const filters = [
  'tenant',
  'clinicId',
  'teamId',
  'queueId',
  'language',
  'reason',
  'weekdays',
  'dayStart',
  'dayEnd',
  'coveredOnly',
  'serviceLevelSeconds',
  'serviceLevelFormula',
] as const;

/** The names of every parameter that narrows, for who takes more of their own. */
export const historyParameters: readonly string[] = [...own, ...filters];

/**
 * Reads range, comparison and interval of an address. Throws a 400 whose code is `unknown_parameter`,
 * `missing_parameter`, `invalid_parameter`, `invalid_time`, `unaligned` or `empty_range`.
 */
export function readFrame(query: RawQuery, by: ReadBy): HistoryFrame {
  const timezone = zoneOf(query, by);
  const name =
    query['range'] === undefined ? usualRange(query) : readChoice('range', historyRanges, query['range']);
  const whole = readRange(name, query, { timezone, now: by.now });
  const range = cutAt(whole, by.now);
  const comparison =
    query['compare'] === undefined ? 'before' : readChoice('compare', historyComparisons, query['compare']);
  const compared =
    comparison === 'none' ? null : { with: comparison, ...comparedRange(whole, range, comparison, timezone) };
  return {
    name,
    range,
    running: range.end !== whole.end,
    timezone,
    interval: readInterval(query['interval'], whole, timezone),
    compared,
  };
}

/** The question about metrics that an address holds, of a range; `more` are parameters its route takes besides. */
export function metricsQueryOf(query: RawQuery, frame: HistoryFrame, more: readonly string[] = []): RawQuery {
  const known: readonly string[] = [...historyParameters, ...more];
  const stranger = Object.keys(query).find((name) => !known.includes(name));
  if (stranger !== undefined) throw badRequest('unknown_parameter', `There is no parameter \`${stranger}\`.`);
  const narrowed = filters.filter((name) => query[name] !== undefined).map((name) => [name, query[name]]);
  return {
    ...(Object.fromEntries(narrowed) as RawQuery),
    from: new Date(frame.range.start).toISOString(),
    to: new Date(frame.range.end).toISOString(),
    timezone: frame.timezone,
    interval: frame.interval,
  };
}

const usualRange = (query: RawQuery): HistoryRange => (query['from'] === undefined ? 'month' : 'custom');

/** The zone asked for; else that of the one clinic asked for and seen, or the only one seen; else the centre's. */
function zoneOf(query: RawQuery, { settings, scope }: ReadBy): string {
  const { timezone, clinicId } = query;
  if (timezone !== undefined) {
    if (typeof timezone === 'string' && isKnownTimezone(timezone)) return timezone;
    throw badRequest('invalid_parameter', '`timezone` is no time zone.');
  }
  if (typeof clinicId === 'string' && seesAllOfClinic(scope, clinicId))
    return settings.clinic(clinicId).timezone;
  const [only, ...others] = scope.kind === 'clinics' ? scope.clinicIds : [];
  return only === undefined || others.length > 0 ? settings.timezone : settings.clinic(only).timezone;
}

type Clock = { readonly timezone: string; readonly now: Instant };

function readRange(name: HistoryRange, query: RawQuery, clock: Clock): TimeRange {
  if (name === 'custom') {
    const [start, end] = [readMoment('from', query, clock), readMoment('to', query, clock)];
    if (start < end) return { start, end };
    throw badRequest('empty_range', '`to` must come after `from`; the range does not hold `to` itself.');
  }
  if (query['from'] !== undefined || query['to'] !== undefined)
    throw badRequest('invalid_parameter', '`from` and `to` are of the range `custom`.');
  const at = readDay(query['on'], clock);
  if (name === 'yesterday') {
    const today = namedRange('day', at, clock.timezone);
    return namedRange('day', today.start - 1, clock.timezone);
  }
  return namedRange(name === 'today' ? 'day' : name, at, clock.timezone);
}

function readDay(on: unknown, { timezone, now }: Clock): Instant {
  if (on === undefined) return now;
  const at = typeof on === 'string' ? instantOfLocalDate(on, timezone) : undefined;
  if (at === undefined) throw badRequest('invalid_time', '`on` must be a local date such as 2026-11-22.');
  return at;
}

function readMoment(name: 'from' | 'to', query: RawQuery, { timezone }: Clock): Instant {
  const text = query[name];
  if (text === undefined) throw badRequest('missing_parameter', `\`${name}\` is required.`);
  const at = typeof text === 'string' ? parseMoment(text, timezone) : undefined;
  if (at === undefined)
    throw badRequest('invalid_time', `\`${name}\` must be a local date or an RFC 3339 time with its offset.`);
  if (at % 900_000 !== 0) throw badRequest('unaligned', `\`${name}\` must be on a 15-minute edge.`);
  return at;
}

const mostPoints = 3_000;
const shortest = {
  '15m': 900_000,
  '1h': 3_600_000,
  '1d': 82_800_000,
  '1w': 601_200_000,
  '1mo': 2_419_200_000,
};

function readInterval(text: unknown, range: TimeRange, timezone: string): HistoryInterval {
  if (text === undefined || text === 'auto') return fittingInterval(range, timezone);
  const interval = readChoice('interval', historyIntervals, text);
  if ((range.end - range.start) / shortest[interval] <= mostPoints) return interval;
  throw badRequest('too_many_rows', 'The trend would have more than 3,000 points: ask for longer intervals.');
}

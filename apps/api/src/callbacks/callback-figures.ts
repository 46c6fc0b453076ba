import { callersOwed, instantOfLocalDate, recoveredRate, type CallbackTally } from '@vigie/metrics';
import type { CallbackFigures } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Viewer, ViewerScope } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { readChoice } from '../platform/http/read-request';
import { badRequest } from '../platform/problems';
import { TenantSettings } from '../settings/tenant-settings';
import { stateAt } from './callback-query';
import { idsOf, ofScope } from './callback-scope';

/** What is asked: callers whose first lost call was of these local days, the last one not among them. */
export type FiguresQuestion = Readonly<{ from?: unknown; to?: unknown; by?: unknown }>;

const groupings = ['none', 'day', 'clinic'] as const;
type Grouping = (typeof groupings)[number];

/** SQL of the key of a row. */
const keySqls: Readonly<Record<Grouping, string>> = {
  none: `''`,
  day: `to_char(opened_at AT TIME ZONE $5::text, 'YYYY-MM-DD')`,
  clinic: 'clinic_id',
};
const recovered = `FILTER (WHERE state = 'recovered'`;
const msBetween = (later: string): string => `(extract(epoch FROM ${later} - opened_at) * 1000)::bigint`;

type Row = CallbackTally & {
  readonly key: string;
  readonly medianToFirstTryMs: number | null;
  readonly medianToReachedMs: number | null;
};

/** What became of those who were owed a call: of the registry of `libs/metrics`, of the scope of who asks. */
@Injectable()
export class CallbackFiguresReader {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  of({ tenantId, scope }: Viewer, asked: FiguresQuestion): Promise<CallbackFigures> {
    const now = this.clock.now();
    const by = asked.by === undefined ? 'none' : readChoice('by', groupings, asked.by);
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const { timezone } = this.settings.current(tenantId);
      const { from, to } = daysOf(asked, timezone);
      const read = (grouping: Grouping) => rowsOf(tx, tenantId, { scope, from, to, timezone, grouping, now });
      const [total] = await read('none');
      return {
        timezone,
        rows: by === 'none' ? [] : (await read(by)).map(figuresOf),
        total: figuresOf(total ?? nothing),
      };
    });
  }
}

type Asked = Readonly<{
  scope: ViewerScope;
  from: number;
  to: number;
  timezone: string;
  grouping: Grouping;
  now: number;
}>;

function rowsOf(tx: EntityManager, tenantId: string, asked: Asked): Promise<Row[]> {
  const { scope, from, to, timezone, grouping, now } = asked;
  return tx.query<Row[]>(
    `SELECT ${keySqls[grouping]} AS key,
       count(*) ${recovered}) AS recovered,
       count(*) ${recovered} AND closed_as = 'calledAgain') AS "calledAgain",
       count(*) ${recovered} AND closed_at <= opened_at + interval '1 hour') AS "recoveredWithinHour",
       count(*) ${recovered} AND same_half_day) AS "recoveredSameHalfDay",
       count(*) ${recovered} AND before_closing) AS "recoveredBeforeClosing",
       count(*) FILTER (WHERE state = 'neverReached') AS "neverReached",
       count(*) FILTER (WHERE state = 'closed') AS "closedForReason",
       count(*) FILTER (WHERE state = 'open') AS "toCallBack",
       percentile_disc(0.5) WITHIN GROUP (ORDER BY ${msBetween('first_tried_at')})
         FILTER (WHERE first_tried_at IS NOT NULL) AS "medianToFirstTryMs",
       percentile_disc(0.5) WITHIN GROUP (ORDER BY ${msBetween('closed_at')}) ${recovered}) AS "medianToReachedMs"
     FROM (SELECT clinic_id, opened_at, closed_at, closed_as, first_tried_at, same_half_day, before_closing,
         ${stateAt('$6')} AS state
       FROM obligation WHERE tenant_id = $1 AND opened_at >= to_timestamp($3 / 1000.0)
         AND opened_at < to_timestamp($4 / 1000.0) AND ${ofScope(scope, '$2')} AND $5::text IS NOT NULL) AS owed
     GROUP BY 1 ORDER BY 1`,
    [tenantId, idsOf(scope), from, to, timezone, now],
  );
}

const nothing: Row = {
  key: '',
  recovered: 0,
  calledAgain: 0,
  recoveredWithinHour: 0,
  recoveredSameHalfDay: 0,
  recoveredBeforeClosing: 0,
  neverReached: 0,
  closedForReason: 0,
  toCallBack: 0,
  medianToFirstTryMs: null,
  medianToReachedMs: null,
};

const figuresOf = (row: Row): CallbackFigures['total'] => ({
  ...row,
  callersOwed: callersOwed(row),
  recoveredRate: recoveredRate(row),
});

/** The instants between which local days are asked for; the last one is not among them. */
export function daysOf(
  asked: Readonly<{ from?: unknown; to?: unknown }>,
  timezone: string,
): Readonly<Record<'from' | 'to', number>> {
  const [from, to] = [dayOf('from', asked.from, timezone), dayOf('to', asked.to, timezone)];
  if (from >= to)
    throw badRequest('empty_range', '`to` must come after `from`; the range does not hold `to` itself.');
  return { from, to };
}

function dayOf(name: string, text: unknown, timezone: string): number {
  const at = typeof text === 'string' ? instantOfLocalDate(text, timezone) : undefined;
  if (at === undefined) throw badRequest('invalid_time', `\`${name}\` must be a date such as 2026-11-24.`);
  return at;
}

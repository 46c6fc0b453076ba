import { instantOfLocalDate, localClock } from '@vigie/metrics';
import type { CallbackFigures, CallbackNumbers } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import type { Viewer } from '../access/viewer';
import { readOwedFigures, type OwedFigures } from '../metrics/owed-query';
import { planTime, type TimePlan } from '../metrics/time-plan';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { readChoice } from '../platform/http/read-request';
import { badRequest } from '../platform/problems';
import { TenantSettings } from '../settings/tenant-settings';

/** What is asked: callers whose first lost call was of these local days, the last one not among them. */
export type FiguresQuestion = Readonly<{ from?: unknown; to?: unknown; by?: unknown }>;

const groupings = ['none', 'day', 'clinic'] as const;
type Grouping = (typeof groupings)[number];

/** What became of those who were owed a call: of the registry of `libs/metrics`, of the scope of who asks. */
@Injectable()
export class CallbackFiguresReader {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** By day or clinic, and in all. */
  async of(viewer: Viewer, { by: asked, ...range }: FiguresQuestion): Promise<CallbackFigures> {
    const by = asked === undefined ? 'none' : readChoice('by', groupings, asked);
    const { figures, plan, timezone } = await this.read(viewer, { ...range, by });
    return { timezone, rows: rowsOf(figures, by, plan, timezone), total: { key: '', ...figures.total() } };
  }

  /** In all; of some clinics alone where they are named. */
  async total(
    viewer: Viewer,
    range: Omit<FiguresQuestion, 'by'>,
    clinicIds?: readonly string[],
  ): Promise<CallbackNumbers> {
    return (await this.read(viewer, { ...range, by: 'none', clinicIds })).figures.total();
  }

  private read(
    { tenantId, scope }: Viewer,
    {
      by,
      clinicIds,
      ...asked
    }: Omit<FiguresQuestion, 'by'> & {
      readonly by: Grouping;
      readonly clinicIds?: readonly string[] | undefined;
    },
  ): Promise<{ readonly figures: OwedFigures; readonly plan: TimePlan; readonly timezone: string }> {
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const settings = this.settings.current(tenantId);
      const { timezone } = settings;
      const range = daysOf(asked, timezone);
      const plan = planTime({ ...range, timezone, interval: by === 'day' ? '1d' : 'all', window: {} });
      const figures = await readOwedFigures(tx, settings, {
        ...{ scope, plan, clinicIds, now: this.clock.now() },
        by: by === 'clinic' ? 'clinic' : 'none',
      });
      return { figures, plan, timezone };
    });
  }
}

/** Days and clinics without anybody are no rows. */
function rowsOf(
  figures: OwedFigures,
  by: Grouping,
  { rows }: TimePlan,
  timezone: string,
): CallbackFigures['rows'] {
  if (by === 'none') return [];
  const told = figures.keys().flatMap((key) =>
    figures.places(key).map((place) => {
      const day = localClock(rows[place]?.start ?? 0, timezone).date;
      return { key: by === 'day' ? day : (key ?? ''), ...figures.of(place, key) };
    }),
  );
  return told.sort((a, b) => (a.key < b.key ? -1 : 1));
}

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

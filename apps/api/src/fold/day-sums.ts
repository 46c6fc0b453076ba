import type { Instant } from '@vigie/calls';
import type { TimeRange } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import { eventsToFold, waitForCursor } from '../event-log/log-progress-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { LeasedRound, RoundRun } from '../platform/rounds/round';
import { TenantSettings } from '../settings/tenant-settings';
import { DayCalendar } from './day-calendar';
import { firstQuarter, sumDay } from './day-sums-store';
import { beginDays, summedDays } from './summed-days';
import { Upgrade } from './upgrade';

const hourMs = 3_600_000;
/** What is told of a day some hours after its end is told late. */
const restMs = 3 * hourMs;
/** More waiting than this is a past that comes in: its days move again and again. */
const mostWaiting = 5_000;

/** A day whose quarters moved while it was summed. */
class Moved extends Error {
  override readonly name = 'Moved';
}

/**
 * Sums the quarters of each day that is over into one row a key, so that a year is read from some hundred rows a key
 * instead of ten thousand. A day is summed when it is over, and again when what was told late has moved one of its
 * quarters; as long as it is not, its quarters are read.
 */
@Injectable()
export class DaySums implements LeasedRound {
  readonly kind = 'leased';
  readonly name = 'day sums';
  readonly everyMs = 300_000;
  /** How many days are begun at once, and how often a run does so: a year fits in one. */
  pace = { days: 40, lots: 10 };
  private readonly calendars = new Map<string, DayCalendar>();

  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    private readonly upgrade: Upgrade,
  ) {}

  readonly run = async (tenantId: string, { isStopping }: RoundRun): Promise<void> => {
    for (let lot = 0; lot < this.pace.lots; lot += 1) {
      const days = await this.begin(tenantId);
      for (const day of days) {
        if (isStopping()) return;
        await this.sum(tenantId, day);
      }
      if (days.length < this.pace.days) return;
    }
  };

  /** The days to be summed now, the latest first: each noted as begun while the fold stands still. */
  private begin(tenantId: string): Promise<readonly TimeRange[]> {
    return this.database.withTenant(
      tenantId,
      async (tx) => {
        await this.settings.ensureLoaded(tx, tenantId);
        const first = await firstQuarter(tx, tenantId);
        if (first === null || (await eventsToFold(tx, tenantId)) > mostWaiting) return [];
        const end = this.clock.now() - restMs;
        const summed = await summedDays(tx, tenantId, { start: first - 48 * hourMs, end });
        const ends = new Map(summed.map((day) => [day.start, day.end]));
        const missing = daysBack(this.calendarOf(tenantId), first, end)
          .filter((day) => ends.get(day.start) !== day.end)
          .take(this.pace.days)
          .toArray();
        if (missing.length === 0) return [];
        const cursor = await waitForCursor(tx, tenantId);
        if (cursor === undefined || this.upgrade.behind(cursor).size > 0) return [];
        await beginDays(tx, tenantId, missing);
        return missing;
      },
      'fold',
    );
  }

  private calendarOf(tenantId: string): DayCalendar {
    const { timezone } = this.settings.current(tenantId);
    const known = this.calendars.get(timezone) ?? new DayCalendar(timezone);
    this.calendars.set(timezone, known);
    return known;
  }

  private async sum(tenantId: string, day: TimeRange): Promise<void> {
    const work = this.database.withTenant(
      tenantId,
      async (tx) => {
        if (!(await sumDay(tx, tenantId, day))) throw new Moved();
      },
      'fold',
    );
    await work.catch((error: unknown) => {
      // The next run sums it.
      if (!(error instanceof Moved)) throw error;
    });
  }
}

/** The local days that ended by `end`, back to the one that holds `first`. */
function* daysBack(calendar: DayCalendar, first: Instant, end: Instant): Generator<TimeRange> {
  let { range } = calendar.dayOf(end);
  while (range.start > first) {
    range = calendar.dayOf(range.start - 1).range;
    yield range;
  }
}

import type { Instant } from '@vigie/calls';
import type { ClinicGreeting } from '@vigie/contracts';
import {
  dayMs,
  hazardByPhase,
  hazardBySecond,
  isDemonstrated,
  monthAt,
  newcombeDifference,
  rangeOfMonth,
  type Month,
} from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { seesAllOfClinic } from '../../access/scope-reach';
import type { Asking } from '../../access/viewer';
import { Backfills } from '../../event-log/backfills';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import {
  countGreetings,
  greetingChanges,
  greetingSeconds,
  type GreetingChange,
  type GreetingCounts,
} from './greeting-query';

/** Seconds after arrival that are told apart. */
const mostSeconds = 60;
/** So many days before a change of greeting are held against as many after it, or as many as there are. */
const comparedDays = 28;

/** What callers do at the greeting of a clinic: when they hear it, whether to its end, and who hangs up when. */
@Injectable()
export class Greetings {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    private readonly backfills: Backfills,
  ) {}

  /**
   * One clinic in a month; without one in the month that runs. Rejects with 404 outside the viewer's scope, and 503
   * `past_is_loading` while some of it is being brought in.
   */
  read({ tenantId, scope }: Asking, clinicId: string, asked: Month | null): Promise<ClinicGreeting> {
    return this.database.withTenant(tenantId, async (tx) => {
      if (!seesAllOfClinic(scope, clinicId)) throw notFound('There is no such clinic.');
      await this.settings.requireClinic(tx, tenantId, clinicId);
      const { timezone } = this.settings.current(tenantId);
      const now = this.clock.now();
      const { start, end } = rangeOfMonth(asked ?? monthAt(now, timezone), timezone);
      this.backfills.requireWhole(tenantId, start);
      const range = { clinicId, from: start, to: end };
      const seconds = await greetingSeconds(tx, tenantId, range, mostSeconds);
      const changes = await greetingChanges(tx, tenantId, range);
      const told: ClinicGreeting['changes'][number][] = [];
      for (const change of changes)
        told.push(await this.changeOf(tx, tenantId, clinicId, { ...change, now }));
      return {
        clinicId,
        from: iso(start),
        to: iso(end),
        numbers: greetingNumbers(await countGreetings(tx, tenantId, range)),
        bySecond: [...hazardBySecond(seconds, mostSeconds)],
        byPhase: [...hazardByPhase(seconds)],
        changes: told,
      };
    });
  }

  /** Who hung up before the greeting was over, in as many days before a change as after it. */
  private async changeOf(
    tx: EntityManager,
    tenantId: string,
    clinicId: string,
    { version, at, now }: GreetingChange & { readonly now: Instant },
  ): Promise<ClinicGreeting['changes'][number]> {
    const days = Math.min(comparedDays, Math.max(1, Math.floor((now - at) / dayMs)));
    const [before, after] = [
      await countGreetings(tx, tenantId, { clinicId, from: at - days * dayMs, to: at }),
      await countGreetings(tx, tenantId, { clinicId, from: at, to: at + days * dayMs }),
    ];
    const difference = newcombeDifference(
      { count: inGreeting(after), of: after.greetingCalls },
      { count: inGreeting(before), of: before.greetingCalls },
    );
    return {
      ...{ version, at: iso(at), days, before: sideOf(before), after: sideOf(after), difference },
      isShown: difference !== null && isDemonstrated(difference),
    };
  }
}

const inGreeting = ({ hungUpBefore, hungUpDuring }: GreetingCounts): number => hungUpBefore + hungUpDuring;

const sideOf = (counts: GreetingCounts) => ({
  calls: counts.greetingCalls,
  hungUp: inGreeting(counts),
  medianToGreetingMs: counts.medianToGreetingMs,
});

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The counts of a greeting with what is derived of them; a ratio over nothing is null. */
export const greetingNumbers = (counts: GreetingCounts): ClinicGreeting['numbers'] => ({
  ...counts,
  greetedRate: ratio(counts.greeted, counts.greetingCalls),
  heardToEndRate: ratio(counts.heardToEnd, counts.greeted),
  hungUpInGreetingRate: ratio(inGreeting(counts), counts.greetingCalls),
});

const iso = (at: Instant): string => new Date(at).toISOString();

import type { Instant, ObligationRules as CallerRules } from '@vigie/calls';
import { zoneOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import { TenantSettings } from '../settings/tenant-settings';

/** Where the clinic's day is cut in two. */
const halfDayMs = 13 * 3_600_000;

/** What a clinic's settings say of whom it owes a call; of each instant those in force then. */
export type ClinicObligationRules = CallerRules & {
  /** The end of the half of the local day in which an instant is: 13:00, or midnight. */
  readonly endOfHalfDay: (at: Instant) => Instant;
  /** When the clinic closes on the local day of an instant; null for a day on which it does not open. */
  readonly closingOf: (at: Instant) => Instant | null;
};

/** Looks up what holds for a clinic. Settings must have been loaded. */
@Injectable()
export class ObligationRules {
  constructor(private readonly settings: TenantSettings) {}

  of(tenantId: string, clinicId: string): ClinicObligationRules {
    const clinicAt = (at: Instant) => this.settings.at(tenantId, at).clinic(clinicId);
    return {
      deadlineOf: (lostAt) => clinicAt(lostAt).hours.endOfNextOpenDay(lostAt),
      dueOf: (lostAt) => lostAt + clinicAt(lostAt).callbackTargetMs,
      endOfHalfDay: (at) => {
        const zone = zoneOf(clinicAt(at).timezone);
        const { day, time } = zone.wallClock(at);
        return time < halfDayMs ? zone.instantOf(day, halfDayMs) : zone.startOfDay(day + 1);
      },
      closingOf: (at) => clinicAt(at).hours.closingOf(at),
    };
  }
}

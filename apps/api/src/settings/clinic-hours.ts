import type { SettingsFile } from '@vigie/contracts';
import { zoneOf } from '@vigie/metrics';
import { alwaysOpen, compileCalendar, type Calendar } from './calendar';
import { publicHolidays } from './public-holidays';

/** The hours of a clinic by its clocks: covered always where nothing is said, its own as covered. */
export function clinicHours(clinic: NonNullable<SettingsFile['clinics']>[number], timezone: string) {
  const zone = zoneOf(timezone);
  const compile = (setting: typeof clinic.hours): Calendar | undefined =>
    setting &&
    compileCalendar(
      setting,
      zone,
      setting.holidays === undefined ? () => false : publicHolidays(setting.holidays),
    );
  const covered = compile(clinic.covered) ?? alwaysOpen(zone);
  return { timezone, covered, hours: compile(clinic.hours) ?? covered };
}

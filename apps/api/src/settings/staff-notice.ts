import type { Instant } from '@vigie/calls';
import { personFeatures, type PersonFeature, type StaffNoticeSetting } from '@vigie/contracts';
import { dayOfDate, zoneOf } from '@vigie/metrics';

import { Problem } from '../platform/problems';

/** What staff were told of what is told of each of them by name, and which of that is on. */
export type StaffNotice = {
  /** The beginning of the centre's day on which they were informed and consulted. */
  readonly informedAt: Instant;
  readonly features: ReadonlySet<PersonFeature>;
};

/** Null where nothing is recorded. */
export function resolveStaffNotice(
  setting: StaffNoticeSetting | undefined,
  timezone: string,
): StaffNotice | null {
  if (setting === undefined) return null;
  return {
    informedAt: zoneOf(timezone).startOfDay(dayOfDate(setting.informedOn)),
    features: new Set(personFeatures.filter((feature) => setting[feature] === true)),
  };
}

/** The features that tell figures of persons at `now`: none before staff were informed, and of these those switched on. */
export function personFigures(
  { staffNotice }: { readonly staffNotice: StaffNotice | null },
  now: Instant,
): ReadonlySet<PersonFeature> {
  return staffNotice !== null && staffNotice.informedAt <= now ? staffNotice.features : nothing;
}

const nothing: ReadonlySet<PersonFeature> = new Set();

/** Throws 403, which says what to do, unless figures by agent may be told. */
export function requireFiguresByAgent(settings: Parameters<typeof personFigures>[0], now: Instant): void {
  if (personFigures(settings, now).has('figuresByAgent')) return;
  const detail =
    'Figures of persons are off in this centre: an administrator records when staff were informed and consulted, and switches figures by secretary on (/staff-notice).';
  throw new Problem({ code: 'person_figures_off', status: 403, detail });
}

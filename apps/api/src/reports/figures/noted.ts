import { metricOf, type FigureOptions, type Tally } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { clinicHandovers } from '../../callbacks/handovers/clinic-handovers';
import type { ClinicSettings } from '../../settings/resolved-settings';
import type { TenantSettings } from '../../settings/tenant-settings';
import { countGreetings } from '../../sheets/greetings/greeting-query';
import { greetingNumbers } from '../../sheets/greetings/greetings';
import type { NotedFigures, ReportFigures } from './report-figures';

/** What was noted of answered calls; undefined where none was said to be difficult. */
export function notedOf(tally: Tally, options: FigureOptions): NotedFigures | undefined {
  if (tally.difficult === 0) return undefined;
  const { answered, difficult, difficultAngry, difficultDistressed, difficultComplaint } = tally;
  const { difficultAggressive, difficultNoted, difficultResolved, noted, notedResolved } = tally;
  const rate = (name: Parameters<typeof metricOf>[0]) => metricOf(name, tally, [], options);
  return {
    ...{ answered, difficult, difficultAngry, difficultDistressed, difficultComplaint, difficultAggressive },
    ...{ difficultNoted, difficultResolved, noted, notedResolved },
    difficultRate: rate('difficultRate'),
    difficultResolvedRate: rate('difficultResolvedRate'),
    otherResolvedRate: rate('otherResolvedRate'),
    notedRate: rate('notedRate'),
  };
}

/** Messages for a clinic and what callers did at its greeting in a range; what nothing was told of is left out. */
export async function readPassedOn(
  tx: EntityManager,
  settings: TenantSettings,
  { tenantId, clinic }: Readonly<{ tenantId: string; clinic: Pick<ClinicSettings, 'id' | 'timezone'> }>,
  { start: from, end: to }: Readonly<{ start: number; end: number }>,
): Promise<Pick<ReportFigures, 'handovers' | 'greeting'>> {
  const { id: clinicId, timezone } = clinic;
  const handovers = await clinicHandovers(tx, settings, { tenantId, clinicId }, { from, to, timezone });
  const counts = await countGreetings(tx, tenantId, { clinicId, from, to });
  return {
    ...(handovers !== undefined && { handovers }),
    ...(counts.greeted > 0 && { greeting: greetingNumbers(counts) }),
  };
}

import type { Instant } from '@vigie/calls';
import { bucketMs, bucketOf } from '@vigie/metrics';

import { personFigures } from '../../settings/staff-notice';
import type { Drawing } from './drawing';
import { figureOptions, toQuarterView } from './row-views';
import { Sum } from './sums';

const empty = new Sum();

/** The centre: its settings, and the day that is shown. */
export function drawCentre({ map, figures, entries, now }: Drawing): void {
  const { settings } = map;
  entries.putSingle('centre', {
    tenantId: settings.tenantId,
    scope: map.scope.kind,
    name: settings.name,
    timezone: settings.timezone,
    locale: settings.locale,
    demo: settings.demo,
    lines: settings.lines,
    answerRateTarget: settings.answerRateTarget,
    serviceLevelTarget: settings.serviceLevelTarget,
    serviceLevelSeconds: settings.serviceLevelSeconds,
    secondServiceLevelSeconds: settings.secondServiceLevelSeconds,
    serviceLevelFormula: settings.serviceLevelFormula,
    shortAbandonMs: settings.shortAbandonMs,
    queueNames: map.queueNames,
    namesFreeable: personFigures(settings, now).has('whoCouldBeFreed'),
    dayStart: new Date(figures.day.start).toISOString(),
    dayEnd: new Date(figures.day.end).toISOString(),
  });
}

/** Each quarter of an hour of the day, those to come included: their counts are 0. They are totals of calls, too. */
export function drawQuarters({ figures, entries, everything, map }: Drawing): void {
  if (map.scope.kind === 'teams') return;
  const options = figureOptions(map.settings);
  const starts = everything ? quartersOf(figures.day.start, figures.day.end) : figures.touched.quarters;
  for (const start of starts) {
    const view = toQuarterView(start, figures.quarters.get(start) ?? empty, options);
    entries.put('quarters', view.start, view);
  }
  if (everything) dropOtherDays({ figures, entries });
  figures.touched.quarters.clear();
}

function quartersOf(from: Instant, to: Instant): Instant[] {
  const first = bucketOf(from);
  return Array.from({ length: Math.ceil((to - first) / bucketMs) }, (_, index) => first + index * bucketMs);
}

function dropOtherDays({ figures, entries }: Pick<Drawing, 'figures' | 'entries'>): void {
  const kept = new Set(
    quartersOf(figures.day.start, figures.day.end).map((start) => new Date(start).toISOString()),
  );
  for (const { start } of [...entries.values('quarters')])
    if (!kept.has(start)) entries.remove('quarters', start);
}

import { Injectable } from '@nestjs/common';
import type { HistoryPresets } from '@vigie/contracts';
import type { Instant } from '@vigie/calls';
import {
  measurePreset,
  presetNames,
  presets,
  type HandedNumbers,
  type Preset,
  type TimeRange,
} from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../access/viewer';
import { seesAllOfClinic } from '../access/scope-reach';
import { SourceStore } from '../fold/source-store';
import { FigureReader } from '../metrics/figure-reader';
import { toldIncomplete } from '../metrics/metrics-answer';
import type { RawQuery } from '../metrics/metrics-question';
import { planTime } from '../metrics/time-plan';
import { Database } from '../platform/database';
import { tableOf, type Table } from '../platform/tables/table';
import type { Calendar } from '../settings/calendar';
import { TenantSettings } from '../settings/tenant-settings';
import { frameOf } from './history';
import { HistoryQuestions, type AskedHistory } from './history-questions';
import { tellingIncomplete } from './incomplete-lines';
import { OwedCallers } from './owed-callers';
import { addUp, noSums } from './sums';

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
const longestMs = 4 * weekMs;

/** The calls of a range by the definitions of others, from the same sums as everything else of it. */
@Injectable()
export class Presets {
  constructor(
    private readonly database: Database,
    private readonly questions: HistoryQuestions,
    private readonly figures: FigureReader,
    private readonly owedCallers: OwedCallers,
    private readonly sources: SourceStore,
    private readonly settings: TenantSettings,
  ) {}

  async of(viewer: Viewer, query: RawQuery): Promise<HistoryPresets> {
    const { tenantId } = viewer;
    const read = await this.database.withTenant(tenantId, async (tx) => {
      const asked = await this.questions.read(tx, viewer, query);
      const plan = planTime({ ...asked.question, interval: 'all' });
      return {
        asked,
        sums: addUp(await this.figures.read(tx, tenantId, asked.question, plan)),
        incomplete: await this.sources.incomplete(tx, tenantId, asked.question),
        coveredHoursAWeek: await this.coveredHours(tx, viewer, asked),
      };
    });
    const { asked, incomplete, coveredHoursAWeek } = read;
    const owed = await this.owedCallers.of(viewer, asked);
    const calledBack = owed && owed.now.recovered - owed.now.calledAgain;
    const { options } = asked;
    const sums = { ...(options.unit === 'legs' ? noSums : read.sums), options };
    const houses = presetNames.map((house) => {
      const { language, names, source, measures }: Preset = presets[house];
      return {
        house,
        language,
        source,
        measures: Object.entries(measures).map(([id, measure]) => ({
          id,
          name: names[id] ?? id,
          unit: measure.unit,
          ...measurePreset(measure, sums, { coveredHoursAWeek, calledBack } satisfies HandedNumbers),
          target: measure.target ?? null,
          formula: measure.formula,
          edges: measure.edges,
        })),
      };
    });
    return { frame: frameOf(asked), ...toldIncomplete(incomplete), houses };
  }

  /** The mean of the clinics asked for and seen, of the last four weeks of the range; null without a clinic. */
  private async coveredHours(
    tx: EntityManager,
    { tenantId, scope }: Viewer,
    { settings, question, frame }: AskedHistory,
  ): Promise<number | null> {
    const { clinics } = await this.settings.known(tx, tenantId);
    const wanted = question.filters.clinic;
    const ids = clinics
      .filter(({ id, isImplied }) => !isImplied && seesAllOfClinic(scope, id))
      .map(({ id }) => id)
      .filter((id) => wanted === undefined || wanted.includes(id));
    if (ids.length === 0) return null;
    const { start, end } = frame.range;
    const range = { start: Math.max(start, end - longestMs), end };
    const openMs = ids.reduce((sum, id) => sum + openMsIn(settings.clinic(id).covered, range), 0);
    return (openMs / ids.length / (range.end - range.start)) * (weekMs / hourMs);
  }
}

/** How long a place is open in a range. */
function openMsIn(calendar: Pick<Calendar, 'isOpen' | 'nextChange'>, { start, end }: TimeRange): number {
  let open = 0;
  for (let at: Instant = start; at < end;) {
    const next = Math.min(calendar.nextChange(at) ?? end, end);
    if (calendar.isOpen(at)) open += next - at;
    at = next;
  }
  return open;
}

/** One measure a line, with all that says what it is. */
export function presetTable({ frame, incomplete, houses }: HistoryPresets): Table {
  const table = tableOf(
    'Definitions of others',
    frame.timezone,
    [
      ['house', 'text'],
      ['measure', 'text'],
      ['name', 'text'],
      ['value', 'number'],
      ['unit', 'text'],
      ['part', 'number'],
      ['of', 'number'],
      ['thresholdSeconds', 'number'],
      ['target', 'number'],
      ['formula', 'text'],
      ['edges', 'text'],
      ['source', 'text'],
    ],
    houses.flatMap(({ house, source, measures }) =>
      measures.map(({ id, name, value, unit, part, of, thresholdSeconds, target, formula, edges }) => [
        house,
        id,
        name,
        value,
        unit,
        part,
        of,
        thresholdSeconds,
        target,
        formula,
        edges,
        `${source.name}, ${source.url}`,
      ]),
    ),
  );
  return tellingIncomplete(table, incomplete);
}

import { Injectable } from '@nestjs/common';
import {
  historyDimensions,
  type History as HistoryAnswer,
  type HistoryBreakdown,
  type HistoryFrame as FrameAnswer,
  type WaitDistribution,
} from '@vigie/contracts';
import {
  lengthInDays,
  patienceCurve,
  percentileMs,
  waitBands,
  waitCount,
  type TimeRange,
  type WaitBins,
} from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../access/viewer';
import { SourceStore } from '../fold/source-store';
import { toldIncomplete } from '../metrics/metrics-answer';
import { longestNarrowMs, type MetricsQuestion, type RawQuery } from '../metrics/metrics-question';
import { askedOfOwed } from '../metrics/owed-query';
import { readReturnFigures } from '../metrics/return-query';
import { planTime } from '../metrics/time-plan';
import { Database } from '../platform/database';
import { readChoice } from '../platform/http/read-request';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { chanceOf, rowOf } from './breakdown';
import { BreakdownReader } from './breakdown-reader';
import { CallLoads } from './call-loads';
import { headlinesOf } from './headlines';
import { heatMapOf } from './heat-map';
import { HistoryFigures } from './history-figures';
import { comparedQuestion, HistoryQuestions, type AskedHistory } from './history-questions';
import { notedOf } from './noted-calls';
import { neverReachedOf, OwedCallers, type OwedNow } from './owed-callers';
import { outcomesOf } from './outcome-tree';
import { noSums } from './sums';
import { chartsOf, pointsOf } from './trend';

/** The numbers of any range, explained: of the scope of who asks, from the same sums as `GET /api/v1/metrics`. */
@Injectable()
export class History {
  constructor(
    private readonly database: Database,
    private readonly questions: HistoryQuestions,
    private readonly figures: HistoryFigures,
    private readonly breakdowns: BreakdownReader,
    private readonly owedCallers: OwedCallers,
    private readonly sources: SourceStore,
    private readonly loads: CallLoads,
  ) {}

  async page(viewer: Viewer, query: RawQuery): Promise<HistoryAnswer> {
    const { asked, now, before, incomplete, returns, loads } = await this.database.withTenant(
      viewer.tenantId,
      async (tx) => {
        const understood = await this.questions.read(tx, viewer, query);
        const other = comparedQuestion(understood);
        const stretches = {
          now: await this.figures.stretch(tx, viewer.tenantId, understood.question, true),
          before: other && (await this.figures.stretch(tx, viewer.tenantId, other, false)),
        };
        return {
          ...stretches,
          asked: understood,
          incomplete: await this.sources.incomplete(tx, viewer.tenantId, understood.question),
          returns: await readReturningCallers(tx, viewer, understood),
          loads: await this.loads.of(tx, viewer, understood, stretches),
        };
      },
    );
    const { options } = asked;
    const owed = await this.owedCallers.told(viewer, asked);
    const told = options.unit === 'legs' ? noSums : now.total;
    return {
      frame: frameOf(asked),
      ...toldIncomplete(incomplete),
      headlines: headlinesOf(now, before, options, neverReachedIn(owed.callbacks)),
      trend: {
        points: pointsOf(now.trend, options),
        before: pointsOf(before?.trend ?? [], options),
        charts: chartsOf(now.trend, before?.trend ?? [], options),
      },
      heat: heatMapOf(now.byHour, options),
      outcomes: outcomesOf(told, options),
      waits: waitDistributionOf(now.total.bins),
      ...owed,
      returns,
      noted: notedOf(now.total, before?.total ?? null, options, loads),
    };
  }

  async breakdown(viewer: Viewer, { by, ...query }: RawQuery): Promise<HistoryBreakdown> {
    const dimension = readChoice('by', historyDimensions, by);
    return this.database.withTenant(viewer.tenantId, async (tx) => {
      const asked = await this.questions.read(tx, viewer, { ...query, by: dimension }, ['by']);
      const { rows, total } = await this.breakdowns.of(tx, viewer.tenantId, asked, dimension);
      const told = rows.map((row) => rowOf(row, asked.options));
      const incomplete = await this.sources.incomplete(tx, viewer.tenantId, asked.question);
      return {
        frame: frameOf(asked),
        ...toldIncomplete(incomplete),
        by: dimension,
        rows: told,
        total: rowOf(total, asked.options),
        chance: chanceOf(told),
      };
    });
  }
}

const neverReachedIn = (callbacks: OwedNow | null) =>
  callbacks && {
    now: neverReachedOf(callbacks.now),
    before: callbacks.before && neverReachedOf(callbacks.before),
  };

/** What an answer is about. */
export function frameOf(asked: AskedHistory): FrameAnswer {
  const { frame, question, settings, shortAbandonMs } = asked;
  const told = (range: TimeRange) => ({
    from: new Date(range.start).toISOString(),
    to: new Date(range.end).toISOString(),
    days: lengthInDays(range, frame.timezone),
  });
  return {
    range: frame.name,
    ...told(frame.range),
    running: frame.running,
    timezone: frame.timezone,
    interval: frame.interval,
    compared: frame.compared && { with: frame.compared.with, ...told(frame.compared) },
    unit: question.unit,
    coveredOnly: question.coveredOnly,
    definitions: {
      serviceLevelFormula: question.serviceLevelFormula,
      serviceLevelSeconds: question.serviceLevelSeconds,
      shortAbandonMs,
    },
    targets: targetsOf(question, settings),
  };
}

function targetsOf({ filters }: MetricsQuestion, settings: ResolvedSettings): FrameAnswer['targets'] {
  const [clinicId, ...others] = filters.clinic ?? [];
  const { answerRateTarget } =
    clinicId === undefined || others.length > 0 ? settings : settings.clinic(clinicId);
  return { unansweredRate: 1 - answerRateTarget, serviceLevel: settings.serviceLevelTarget };
}

/** How callers came back in a range, and in what it is compared with: as `GET /api/v1/metrics?returns=true` tells it. */
export async function readReturningCallers(
  tx: EntityManager,
  { scope }: Pick<Viewer, 'scope'>,
  { frame, question, asked, settings, now }: AskedHistory,
): Promise<HistoryAnswer['returns']> {
  const callers = askedOfOwed({ ...asked, by: 'none' }, scope);
  const { range, compared } = frame;
  if (callers === null || [range, compared].some((one) => one !== null && isLong(one))) return null;
  const numbersOf = async ({ start, end }: TimeRange) => {
    const plan = planTime({ ...question, from: start, to: end, interval: 'all' });
    return (await readReturnFigures(tx, settings, { ...callers, scope, plan, now })).total();
  };
  return { now: await numbersOf(range), before: compared === null ? null : await numbersOf(compared) };
}

const isLong = ({ start, end }: TimeRange): boolean => end - start > longestNarrowMs;

/** Every five seconds to two minutes, then every ten to four: edges of stored bins. */
const edgesMs = [
  ...Array.from({ length: 24 }, (_, place) => (place + 1) * 5_000),
  ...Array.from({ length: 12 }, (_, place) => 120_000 + (place + 1) * 10_000),
];
/** Of fewer who still wait the curve would tell chance. */
const fewestWaiting = 20;
const lastMs = 600_000;

/** How long callers waited, and how long they would have. */
export function waitDistributionOf(bins: WaitBins): WaitDistribution {
  return {
    known: waitCount(bins),
    p50Ms: percentileMs(bins, 0.5),
    p90Ms: percentileMs(bins, 0.9),
    p95Ms: percentileMs(bins, 0.95),
    bins: waitBands(bins, edgesMs),
    patience: patienceCurve(bins, fewestWaiting, lastMs),
  };
}

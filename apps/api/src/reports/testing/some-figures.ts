import type { ItemFigures, SatisfactionAnswer } from '@vigie/contracts';
import { itemFigures, monthsUntil } from '@vigie/metrics';

import type { ReportMaterial } from '../document/report-material';
import { lossNames, type LossName } from '@vigie/calls';
import { type ReachCounts, type ReportFigures } from '../figures/report-figures';

/** Counts of calls from what is told of them; the parts add up. */
export function someReach(told: {
  readonly answered: number;
  readonly losses?: { readonly [name in LossName]?: number };
  readonly closed?: number;
  readonly answeredOutside?: number;
}): ReachCounts {
  const { answered, losses = {}, closed = 0, answeredOutside = 0 } = told;
  const all = Object.fromEntries(lossNames.map((name) => [name, losses[name] ?? 0])) as {
    [name in LossName]: number;
  };
  const unanswered = Object.values(all).reduce((sum, count) => sum + count, 0);
  const covered = answered + unanswered;
  return {
    presented: covered + closed + answeredOutside,
    covered,
    coveredAnswered: answered,
    unanswered,
    losses: all,
    shortAbandoned: 0,
    answeredOutside,
    closed,
    selfServed: 0,
    undecided: 0,
    talkUnder5s: 0,
    held: 0,
    transferred: 0,
  };
}

/** The item *overall* from how often 1 to 5 were given. */
export function overall(counts: readonly number[]): ItemFigures {
  const figures = itemFigures('overall', 'agree5', counts);
  if (figures === null) throw new Error('nobody answered');
  return figures;
}

/** A published answer about one month, of *overall* alone. */
export function someAnswer(month: string, counts: readonly number[] | null): SatisfactionAnswer {
  const item = counts === null ? null : overall(counts);
  return {
    month,
    months: 1,
    clinicId: 'durand',
    surveyChannel: 'sms',
    channels: ['sms'],
    by: 'none',
    status: 'final',
    version: 1,
    computedAt: '2026-11-10T00:00:00.000Z',
    total: {
      key: null,
      suppressed: item === null ? 'few_answers' : null,
      n: item?.n ?? null,
      items: item === null ? [] : [item],
      score100: null,
    },
    funnel: null,
    drivers: [],
    cells: [],
  };
}

/** The figures of an October: what is not told is nothing. */
export function someFigures(told: Partial<ReportFigures> = {}): ReportFigures {
  const month = told.month ?? '2026-10';
  return {
    month,
    timezone: 'Europe/Paris',
    clinic: { id: 'durand', name: 'Cabinet Durand', kind: 'cabinet' },
    centre: 'Télésecrétariat de la Place',
    answerRateTarget: 0.9,
    isCommitted: true,
    serviceLevel: { seconds: 20, formula: 'sl2', target: 0.8 },
    shortAbandonMs: 5000,
    reach: someReach({ answered: 0 }),
    waits: { answeredMedianMs: null, answeredMeanMs: null, medianMs: null, p90Ms: null },
    openDays: 22,
    hours: Array.from({ length: 168 }, () => ({ answered: 0, unanswered: 0 })),
    outside: { total: 0, lunch: 0, evening: 0, closedDays: 0 },
    callers: {
      numbers: 0,
      calledAgain: 0,
      calledBack: 0,
      withinHour: 0,
      closed: 0,
      neverReached: 0,
      pending: 0,
      hiddenCalls: 0,
      numberedCalls: 0,
    },
    reasons: [],
    steadiness: { quarters: 0, onTarget: 0 },
    past: monthsUntil(month, 13).map((each) => ({
      month: each,
      covered: 0,
      coveredAnswered: 0,
      presented: 0,
      openDays: 22,
    })),
    peers: null,
    satisfaction: null,
    ...told,
  };
}

/** A final report of those figures. */
export function someMaterial(figures: ReportFigures, told: Partial<ReportMaterial> = {}): ReportMaterial {
  return {
    figures,
    status: 'final',
    version: 2,
    computedAt: Date.parse('2026-11-10T05:00:00Z'),
    comments: null,
    actions: [],
    earlierActions: [],
    notes: [],
    contact: null,
    ...told,
  };
}

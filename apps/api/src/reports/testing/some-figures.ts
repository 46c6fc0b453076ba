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

/** A month in which 42 patients were missed and 39 reached, 31 within the hour; 48 follow-ups; 500 answered calls; 160 offers. */
export const someDone = (): Pick<ReportFigures, 'callers' | 'returns' | 'followups' | 'campaigns'> => ({
  callers: {
    ...{
      numbers: 42,
      calledAgain: 22,
      calledBack: 17,
      withinHour: 31,
      closed: 2,
      neverReached: 1,
      pending: 0,
    },
    ...{ hiddenCalls: 3, numberedCalls: 61 },
    soon: {
      ...{ recoveredSameHalfDay: 32, recoveredBeforeClosing: 33, beforeClosingTarget: 0.8 },
      ...{ medianToFirstTryMs: 1_080_000, medianToReachedMs: 2_280_000, redials: 25, redialsKnown: 39 },
    },
  },
  returns: {
    ...{ answeredKnown: 500, answeredUnknown: 20, repeated: 60, repeatedWithinDay: 30, reasonKnown: 400 },
    ...{ repeatedSameReason: 36, journeys: 450, journeysClosed: 441, medianJourneyMs: 185_000 },
    ...{ journeyP90Ms: 9_000_000, repeatRate: 0.12, repeatRateWithinDay: 0.06, firstCallResolution: 0.91 },
    provisional: false,
  },
  followups: {
    ...{ doneOnTime: 41, doneLate: 4, overdue: 1, stillDue: 2, cancelled: 3, followupsReached: 43 },
    ...{ questionsAnswered: 30, medicinesUnderstood: 27, plannedInCall: 6, plannedAfterCall: 2 },
  },
  campaigns: {
    ...{ campaignAccepted: 104, campaignRefused: 56, campaignNotOffered: 12 },
    ...{ campaignOfferedInCalls: 120, campaignOfferedByList: 40 },
  },
});

/** 40 of 800 answered calls were difficult, 12 urgent; 60 messages, 48 of them acknowledged; 900 calls at a greeting. */
export const someNoted = (): Pick<ReportFigures, 'noted' | 'handovers' | 'incidents' | 'greeting'> => ({
  noted: {
    ...{ answered: 800, difficult: 40, difficultAngry: 20, difficultDistressed: 8, difficultComplaint: 0 },
    ...{ difficultAggressive: 4, difficultNoted: 36, difficultResolved: 9, noted: 700, notedResolved: 341 },
    ...{ difficultRate: 0.05, difficultResolvedRate: 0.25, otherResolvedRate: 0.5, notedRate: 0.875 },
  },
  handovers: {
    ...{ handovers: 60, handoversWritten: 50, handoversComplete: 45, handoverCompleteRate: 0.9 },
    ...{
      handoversSent: 58,
      handoversDelivered: 54,
      handoversAcknowledged: 48,
      handoverAcknowledgedRate: 0.8,
    },
    ...{ medianToAcknowledgedMs: 5_400_000, referrals: 6, referralsAcknowledged: 5 },
  },
  incidents: {
    ...{ incidents: 12, incidentsEnded: 11, incidentsReviewed: 10, incidentReviewedRate: 10 / 11 },
    ...{ incidentTakenMedianMs: 24_000, incidentsToEmergency: 4, incidentToEmergencyMedianMs: 95_000 },
  },
  greeting: {
    ...{ greetingCalls: 900, greeted: 810, greetedRate: 0.9, medianToGreetingMs: 2_000 },
    ...{ p90ToGreetingMs: 9_000, greetedAfterOther: 81, heardToEnd: 720, heardToEndRate: 720 / 810 },
    ...{ hungUpBefore: 9, hungUpDuring: 45, hungUpAfter: 36, hungUpInGreetingRate: 0.06 },
    ...{ waitsAnnounced: 200, announcedErrorP50Ms: 25_000, announcedErrorP90Ms: 120_000 },
  },
});

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

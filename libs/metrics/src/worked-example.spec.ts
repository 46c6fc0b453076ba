import { describe, expect, it } from '@jest/globals';
import type { Call } from '@vigie/calls';
import { foldCall, noRules } from '@vigie/calls';
import { contribute } from './contribute';
import { countsOf } from './counts';
import type { FigureOptions, ServiceLevelFormula } from './kpi';
import { metricOf, metricsOf, partsOf } from './metrics-of';
import { isWaitingPast, sharesOf } from './shares';
import type { CountedUnit, Tally } from './tally';
import { addTally, emptyTally } from './tally';
import { at, workedExample } from './testing/worked-example';
import type { WaitBins } from './wait-bins';
import { addBins, noBins } from './wait-bins';

const options: FigureOptions = { serviceLevelSeconds: 20, serviceLevelFormula: 'sl2' };

const sumOf = (calls: readonly Call[], cuboid: string): { tally: Tally; bins: WaitBins } =>
  calls
    .flatMap((call) => contribute(call))
    .filter((row) => row.cuboid === cuboid)
    .reduce<{ tally: Tally; bins: WaitBins }>(
      (sum, row) => ({ tally: addTally(sum.tally, row.tally), bins: addBins(sum.bins, row.bins) }),
      { tally: emptyTally(), bins: noBins },
    );

describe('the worked example, settled', () => {
  const calls = workedExample.map((facts) => foldCall(facts, noRules));
  const { tally, bins } = sumOf(calls, 'total');

  it('has the counts it is known to have', () => {
    expect(countsOf(tally, bins, options)).toEqual({
      presented: 12,
      offered: 11,
      answered: 6,
      unanswered: 6,
      abandoned: 3,
      shortAbandoned: 1,
      ivrAbandoned: 0,
      blocked: 1,
      blockedFull: 1,
      blockedNoAgents: 0,
      blockedBusy: 0,
      blockedRefused: 0,
      closed: 0,
      timeoutOverflow: 0,
      exitTimeout: 0,
      exitNoAgents: 0,
      exitKey: 0,
      exitWithdrawn: 0,
      exitOverflow: 0,
      voicemail: 1,
      callbackExit: 1,
      answeredByBot: 0,
      selfServed: 0,
      systemFailed: 0,
      unspecified: 0,
      unknown: 0,
      waiting: 0,
      greeting: 0,
      answeredInThreshold: 4,
      abandonedInThreshold: 2,
      waitingPastThreshold: 0,
      answeredOutsideHours: 0,
      talkUnder5s: 0,
      waitsKnown: 11,
      held: 2,
      holds: 3,
      transferred: 0,
      ringNoAnswer: 0,
      resolved: 0,
      resolvedKnown: 0,
      difficult: 0,
      difficultAngry: 0,
      difficultDistressed: 0,
      difficultComplaint: 0,
      difficultAggressive: 0,
      difficultNoted: 0,
      difficultResolved: 0,
      noted: 0,
      notedResolved: 0,
      notedMessage: 0,
      notedTransferred: 0,
      notedCallback: 0,
      notedUnresolved: 0,
      rated: 0,
      rating1: 0,
      rating2: 0,
      rating3: 0,
      rating4: 0,
      rating5: 0,
    });
  });

  it('has the metrics it is known to have, to the last digit', () => {
    expect(metricsOf(tally, bins, options)).toEqual({
      answerRate: 0.5,
      unansweredRate: 0.5,
      abandonRate: 0.2,
      serviceLevel: 0.4,
      averageSpeedOfAnswerMs: 86_000 / 6,
      meanWaitMs: 265_000 / 11,
      meanWaitAbandonedMs: 18_000,
      waitP50Ms: 20_000,
      waitP90Ms: 45_000,
      waitP95Ms: 90_000,
      answeredWaitP50Ms: 12_000,
      answeredWaitP90Ms: 25_000,
      meanGreetingMs: null,
      meanTalkMs: 755_000 / 6,
      meanHoldMs: 80_000 / 6,
      meanWrapMs: 160_000 / 6,
      averageHandleTimeMs: 995_000 / 6,
      holdRate: 2 / 6,
      transferRate: 0,
      resolvedRate: null,
      difficultRate: 0,
      difficultResolvedRate: null,
      otherResolvedRate: null,
      notedRate: 0,
      peakWaiting: null,
      peakTalking: null,
      occupancy: null,
      meanRating: null,
      csat: null,
    });
  });

  it.each([
    ['sl1', 4, 11],
    ['sl2', 4, 10],
    ['sl3', 4, 9],
    ['sl4', 6, 11],
    ['sl5', 4, 6],
  ] as const)('has the service level of %s', (serviceLevelFormula, part, of) => {
    expect(partsOf('serviceLevel', tally, bins, { ...options, serviceLevelFormula })).toEqual({
      value: part / of,
      part,
      of,
    });
  });

  it('says the same by queue, where the refused join is presented and not offered', () => {
    const queue = sumOf(calls, 'queue');
    expect(countsOf(queue.tally, queue.bins, { ...options, unit: 'segments' })).toMatchObject({
      presented: 12,
      offered: 11,
      answered: 6,
      blocked: 1,
    });
    expect(metricsOf(queue.tally, queue.bins, options)).toEqual(metricsOf(tally, bins, options));
  });

  it('counts offers, answers and handling by agent, and nothing else', () => {
    const legs = sumOf(calls, 'agent');
    const ofLegs: FigureOptions = { ...options, unit: 'legs' };
    expect(countsOf(legs.tally, legs.bins, ofLegs)).toMatchObject({
      offered: 6,
      answered: 6,
      presented: 0,
      unanswered: 0,
      held: 2,
    });
    expect(metricsOf(legs.tally, legs.bins, ofLegs)).toMatchObject({
      averageHandleTimeMs: 995_000 / 6,
      answerRate: null,
      serviceLevel: null,
    });
    const nothing = { value: null, part: 0, of: 0 };
    expect(partsOf('unansweredRate', legs.tally, legs.bins, ofLegs)).toEqual(nothing);
    expect(partsOf('serviceLevel', legs.tally, legs.bins, ofLegs)).toEqual(nothing);
  });
});

describe('the worked example at 09:15:00', () => {
  const now = at('09:15');
  const calls = workedExample.map((facts) =>
    foldCall(
      facts.filter((fact) => fact.at <= now),
      noRules,
    ),
  );
  const { tally, bins } = sumOf(calls, 'total');
  const past = (unit: CountedUnit, seconds: number): number =>
    calls.flatMap((call) => sharesOf(call, unit)).filter((share) => isWaitingPast(share, seconds, now))
      .length;

  it('has two waiting, nine decided, and a service level of 3 in 8', () => {
    expect(countsOf(tally, bins, options)).toMatchObject({
      waiting: 2,
      offered: 11,
      answered: 4,
      presented: 12,
    });
    expect(tally.offered - tally.waiting).toBe(9);
    expect(partsOf('serviceLevel', tally, bins, options)).toEqual({ value: 0.375, part: 3, of: 8 });
  });

  it('knows how many wait beyond a threshold; equal is not beyond', () => {
    expect([1, 2, 9, 10].map((seconds) => past('calls', seconds))).toEqual([2, 1, 1, 0]);
    expect(past('segments', 5)).toBe(1);
  });
});

describe('the example of the service-level formulas', () => {
  const bins: WaitBins = [10, 860, 30, 140, 1024 + 4, 10, 1024 + 15, 10, 1024 + 40, 40];
  const tally: Tally = {
    ...emptyTally(),
    offered: 1060,
    answered: 1000,
    abandoned: 60,
    shortAbandoned: 10,
    waitsKnown: 1060,
  };

  it.each([
    ['sl1', 0.811],
    ['sl2', 0.819],
    ['sl3', 0.827],
    ['sl4', 0.83],
    ['sl5', 0.86],
  ] as readonly (readonly [ServiceLevelFormula, number])[])(
    'gives for %s what is published',
    (serviceLevelFormula, value) => {
      expect(metricOf('serviceLevel', tally, bins, { ...options, serviceLevelFormula })).toBeCloseTo(
        value,
        3,
      );
    },
  );
});

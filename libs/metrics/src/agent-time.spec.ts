import { describe, expect, it } from '@jest/globals';
import { agentLegsOf, foldAgentDay, unknownOpening, type AgentFact, type AgentLeg } from '@vigie/calls';
import fc from 'fast-check';

import { agentTimeOf, contributeAgentDay, pauseCuboids, type AgentTimeName } from './agent-time';
import type { Contribution } from './contribute';
import { addTally, emptyTally, logInParts, type Tally } from './tally';
import { at, callOf } from './testing/worked-example';

const ana = { agentId: 'ana' };
const legsOf = (callKey: string, told: Parameters<typeof callOf>[0]): readonly AgentLeg[] =>
  agentLegsOf(callKey, callOf(told)).map(({ leg }) => leg);

/** A morning of one secretary, told from the log-in to a call she takes after she has logged out. */
const legs: readonly AgentLeg[] = [
  ...legsOf('with a hold', [
    ['call.enqueued', at('08:09:40'), { queueId: 'desk' }],
    ['call.offered', at('08:10:00'), ana],
    ['call.answered', at('08:10:10'), ana],
    ['call.held', at('08:12:00'), ana],
    ['call.retrieved', at('08:13:00'), ana],
    ['call.leg_ended', at('08:16:00'), { ...ana, side: 'caller' }],
    ['acw.started', at('08:16:00'), ana],
    ['acw.ended', at('08:17:30'), ana],
  ]),
  ...legsOf('taken in the break', [
    ['call.enqueued', at('08:23:00'), { queueId: 'desk' }],
    ['call.offered', at('08:24:00'), ana],
    ['call.answered', at('08:24:05'), ana],
    ['call.leg_ended', at('08:26:05'), { ...ana, side: 'caller' }],
  ]),
  ...legsOf('calling out', [
    ['call.initiated', at('08:34:50'), { direction: 'outbound' }],
    ['call.answered', at('08:35:00'), ana],
    ['call.leg_ended', at('08:40:00'), { ...ana, side: 'agent' }],
  ]),
  ...legsOf('rings meanwhile', [
    ['call.enqueued', at('08:39:00'), { queueId: 'desk' }],
    ['call.offered', at('08:39:30'), ana],
    ['call.offer_ended', at('08:40:20'), { ...ana, reason: 'no_answer' }],
  ]),
  ...legsOf('after log-out', [
    ['call.enqueued', at('09:04:00'), { queueId: 'desk' }],
    ['call.answered', at('09:05:00'), ana],
    ['call.leg_ended', at('09:07:00'), { ...ana, side: 'caller' }],
  ]),
];
const declares = (clock: string, fact: Omit<AgentFact, 'at' | 'tie'>): AgentFact => ({
  at: at(clock),
  tie: clock,
  ...fact,
});
const facts: readonly AgentFact[] = [
  declares('08:05', { type: 'agent.logged_in' }),
  declares('08:20', { type: 'agent.state_changed', state: 'break', reason: 'café' }),
  declares('08:30', { type: 'agent.state_changed', state: 'available' }),
  declares('08:45', { type: 'agent.state_changed', state: 'training' }),
  declares('08:55', { type: 'agent.state_changed', state: 'off_phone', reason: 'courrier' }),
  declares('09:00', { type: 'agent.logged_out' }),
];
const range = { from: at('00:00'), to: at('09:15') };
const heard = { first: at('08:05'), last: at('09:07') };
const { spans } = foldAgentDay({ facts, legs, opening: unknownOpening }, range);
const rows = contributeAgentDay('ana', ['north', 'north'], spans, heard);

const sumOf = (contributions: readonly Contribution[]): Tally =>
  contributions.reduce<Tally>((sum, { tally }) => addTally(sum, tally), emptyTally());
/** In seconds, what is not 0. */
const secondsOf = (tally: Tally): Partial<Record<AgentTimeName, number>> =>
  Object.fromEntries(
    Object.entries(agentTimeOf(tally))
      .filter(([, ms]) => ms !== 0)
      .map(([name, ms]) => [name.replace(/Ms$/u, ''), ms / 1_000]),
  );
const quarter = (cuboid: string, clock: string): Tally =>
  sumOf(rows.filter((row) => row.cuboid === cuboid && row.bucketStart === at(clock)));

describe('the time of a secretary, each second in the quarter in which it was spent', () => {
  // Worked out by hand from the times above.
  const answers = {
    '08:00': { loggedIn: 600, free: 300, ringing: 10, talking: 230, onHold: 60 },
    '08:15': {
      loggedIn: 900,
      free: 150,
      ringing: 5,
      talking: 180,
      wrapUp: 90,
      paused: 475,
      declaredPaused: 600,
    },
    '08:30': { loggedIn: 900, free: 580, ringing: 20, outbound: 300 },
    '08:45': { loggedIn: 900, paused: 600, offPhone: 300, declaredPaused: 600 },
    '09:00': { undeclaredBusy: 120 },
  };

  it.each(Object.entries(answers))('is in the quarter of %s what it is known to be', (clock, answer) => {
    for (const cuboid of ['total', 'agent', 'team'])
      expect(secondsOf(quarter(cuboid, clock))).toEqual(answer);
  });

  it('adds up to the log-in, each second once', () => {
    expect(secondsOf(sumOf(rows.filter(({ cuboid }) => cuboid === 'agent')))).toEqual({
      loggedIn: 3_300,
      free: 1_030,
      ringing: 35,
      talking: 410,
      onHold: 60,
      wrapUp: 90,
      outbound: 300,
      offPhone: 300,
      paused: 1_075,
      declaredPaused: 1_200,
      undeclaredBusy: 120,
    });
  });

  it('tells pauses by their reason, a training among them and other work not', () => {
    for (const cuboid of pauseCuboids) {
      const byReason = Map.groupBy(
        rows.filter((row) => row.cuboid === cuboid),
        ({ key2 }) => key2,
      );
      expect(
        Object.fromEntries([...byReason].map(([reason, of]) => [reason, sumOf(of).pausedMs / 1_000])),
      ).toEqual({ café: 475, training: 600 });
    }
  });

  it('is unheard of where she is free and nothing is heard of her any more', () => {
    const evening = [{ from: at('20:00'), to: at('20:30'), state: 'free', declared: 'free' } as const].map(
      (span) => ({ ...span, clinicId: null, onHold: false, reason: null }),
    );
    const told = contributeAgentDay('ana', [], evening, { first: at('20:05'), last: at('20:20') });
    expect(secondsOf(sumOf(told.filter(({ cuboid }) => cuboid === 'agent')))).toEqual({
      loggedIn: 1_800,
      free: 1_800,
      unheard: 900,
    });
  });

  it('is in one part alone, whatever is told of her', () => {
    const instants = fc.integer({ min: 0, max: 3_600 }).map((second) => at('08:00') + second * 1_000);
    const leg = fc.record({
      callKey: fc.uuid(),
      direction: fc.constantFrom('inbound', 'outbound'),
      clinicId: fc.constant(null),
      offeredAt: fc.option(instants),
      offerEndedAt: fc.option(instants),
      answeredAt: fc.option(instants),
      endedAt: fc.option(instants),
      wrapStartedAt: fc.option(instants),
      wrapEndedAt: fc.option(instants),
      heldTimes: fc.array(instants, { maxLength: 4 }),
    });
    const fact = fc.record({
      type: fc.constantFrom('agent.logged_in', 'agent.state_changed', 'agent.logged_out'),
      at: instants,
      tie: fc.uuid(),
      state: fc.constantFrom('available', 'break', 'training', 'off_phone', 'acw'),
      reason: fc.constantFrom('café', 'repas'),
    });
    fc.assert(
      fc.property(
        fc.array(leg, { maxLength: 6 }),
        fc.array(fact, { maxLength: 8 }),
        (someLegs, someFacts) => {
          const hour = { from: at('08:00'), to: at('09:00') };
          const story = { facts: someFacts, legs: someLegs, opening: unknownOpening };
          const day = foldAgentDay(story, hour).spans;
          const told = contributeAgentDay('ana', [], day, { first: hour.from, last: hour.to });
          const total = sumOf(told.filter(({ cuboid }) => cuboid === 'total'));
          const present = day.filter(({ declared }) => declared !== 'unknown' && declared !== 'offline');
          const { loggedInMs } = agentTimeOf(total);
          expect(loggedInMs).toBe(present.reduce((sum, { from, to }) => sum + to - from, 0));
          expect(loggedInMs).toBe(total.staffedMs + total.offPhoneMs + total.pausedMs);
          expect(total.busyMs).toBe(total.staffedMs - total.freeMs);
          expect(sumOf(told.filter(({ cuboid }) => cuboid === 'pause')).pausedMs).toBe(total.pausedMs);
          for (const name of logInParts) expect(total[name]).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

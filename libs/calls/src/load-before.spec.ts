import { describe, expect, it } from '@jest/globals';

import { unknownOpening, usualLogIn, type AgentFact } from './agent';
import type { AgentLeg } from './agent-leg';
import { loadsBefore } from './load-before';

const at = (clock: string): number => Date.parse(`2026-03-02T${clock}:00Z`);
const end = Date.parse('2026-03-03T00:00:00Z');

const fact = (clock: string, type: AgentFact['type'], state?: AgentFact['state']): AgentFact => ({
  type,
  at: at(clock),
  tie: clock,
  ...(state !== undefined && { state }),
});

let made = 0;
const leg = (answered: string, ended: string, more: Partial<AgentLeg> = {}): AgentLeg => ({
  callKey: `${answered}-${(made += 1)}`,
  direction: 'inbound',
  clinicId: 'north',
  offeredAt: at(answered) - 5_000,
  offerEndedAt: at(answered),
  answeredAt: at(answered),
  endedAt: at(ended),
  wrapStartedAt: null,
  wrapEndedAt: null,
  heldTimes: [],
  ...more,
});

/** A morning: log-in at eight, a break of a quarter of an hour at ten, training, home at noon. */
const facts = [
  fact('08:00', 'agent.logged_in'),
  fact('10:00', 'agent.state_changed', 'break'),
  fact('10:15', 'agent.state_changed', 'available'),
  fact('11:00', 'agent.state_changed', 'training'),
  fact('11:20', 'agent.state_changed', 'available'),
  fact('12:00', 'agent.logged_out'),
];
const legs = [
  leg('08:10', '08:14'),
  // Wrap-up until 08:16, and the next one within the minute.
  leg('08:15', '08:15', { wrapStartedAt: at('08:15'), wrapEndedAt: at('08:16') }),
  leg('08:17', '08:20', { direction: 'outbound' }),
  leg('08:21', '08:30'),
  // Two minutes of rest.
  leg('08:32', '09:59'),
  // The break lies between.
  leg('10:15', '10:20'),
  leg('11:30', '11:40'),
];
const told = (of: readonly AgentLeg[], day = facts) =>
  loadsBefore({ facts: day, legs: of, opening: unknownOpening }, end, usualLogIn).map(
    ({ answeredAt, sinceBreakMs, inARow }) => [
      new Date(answeredAt).toISOString().slice(11, 16),
      sinceBreakMs / 60_000,
      inARow,
    ],
  );

describe('the load before a conversation', () => {
  it('is the time since the break or the log-in, and how many came right before, worked out by hand', () => {
    expect(told(legs)).toEqual([
      ['08:10', 10, 0],
      ['08:15', 15, 1],
      ['08:17', 17, 2],
      ['08:21', 21, 3],
      ['08:32', 32, 0],
      ['10:15', 0, 0],
      ['11:30', 75, 0],
    ]);
  });

  it('is the same whatever the order in which legs and facts are given', () => {
    expect(told(legs.toReversed(), facts.toReversed())).toEqual(told(legs));
  });

  it('is not told where nobody told of a log-in, nor of who is on a break', () => {
    expect(told(legs, [])).toEqual([]);
    expect(told([leg('10:05', '10:10'), leg('12:30', '12:31')])).toEqual([]);
  });

  it('goes on over midnight from what stood then', () => {
    const opening = { ...unknownOpening, state: 'free', since: at('00:00') - 1_800_000 } as const;
    const [load] = loadsBefore(
      { facts: [], legs: [leg('00:10', '00:12')], opening: { ...opening, heardAt: at('00:00') } },
      end,
      usualLogIn,
    );
    expect(load?.sinceBreakMs).toBe(40 * 60_000);
  });

  it('counts a gap of a minute as one right after another, and no longer one', () => {
    const next = (ms: number) =>
      loadsBefore(
        {
          facts,
          legs: [leg('08:10', '08:14'), leg('08:15', '08:20', { answeredAt: at('08:14') + ms })],
          opening: unknownOpening,
        },
        end,
        usualLogIn,
      )[1]?.inARow;
    expect([next(60_000), next(60_001)]).toEqual([1, 0]);
  });

  it('reckons of a conversation whose end nobody told five minutes', () => {
    expect(told([leg('08:10', '08:14', { endedAt: null }), leg('08:16', '08:20')])).toEqual([
      ['08:10', 10, 0],
      ['08:16', 16, 1],
    ]);
  });
});

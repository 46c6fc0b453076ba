import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { unknownOpening, usualLogIn, type AgentFact, type LogInRules } from './agent';
import type { AgentLeg } from './agent-leg';
import { readStory } from './agent-standing';
import { agentStateAt } from './fold-agent-day';
import { anyAgentFacts } from './testing/any-facts';

const hourMs = 3_600_000;
const at = (hour: number): number => Date.UTC(2026, 10, 26) + hour * hourMs;
const says = (hour: number, type: AgentFact['type'], more: Partial<AgentFact> = {}): AgentFact => ({
  type,
  at: at(hour),
  tie: `${type}${hour}${more.queueId ?? ''}`,
  source: 'asterisk',
  ...more,
});
const takes = (hour: number): AgentLeg => ({
  callKey: `call${hour}`,
  direction: 'inbound',
  clinicId: null,
  offeredAt: null,
  offerEndedAt: null,
  answeredAt: at(hour),
  endedAt: at(hour + 0.1),
  wrapStartedAt: null,
  wrapEndedAt: null,
  heldTimes: [],
});
const joins = (hour: number, queueId = 'nuit') => says(hour, 'agent.queue_joined', { queueId });
const restartedAt = (hour: number, source = 'asterisk'): LogInRules => ({
  ...usualLogIn,
  restarts: [{ source, at: at(hour) }],
});
const stateAt = (
  hour: number,
  facts: readonly AgentFact[],
  legs: readonly AgentLeg[] = [],
  rules: LogInRules = usualLogIn,
) => agentStateAt({ facts, legs, opening: unknownOpening }, at(hour), rules);

describe('a secretary who is logged in', () => {
  it('stands over midnight, and for sixteen hours after the last thing heard of her', () => {
    const facts = [joins(19)];
    expect(stateAt(24.5, facts)).toMatchObject({ state: 'free', queues: ['nuit'] });
    expect(stateAt(34.9, facts).state).toBe('free');
    expect(stateAt(35, facts)).toMatchObject({ state: 'offline', since: at(35), queues: [] });
  });

  it('is heard in her calls too', () => {
    expect(stateAt(40, [joins(19)], [takes(30)]).state).toBe('free');
  });

  it('was logged in all the time when she takes a call after a long silence', () => {
    const days = [joins(8), joins(8, 'rdv')];
    expect(stateAt(70, days).state).toBe('offline');
    expect(stateAt(72.2, days, [takes(72)])).toMatchObject({ state: 'free', queues: ['nuit', 'rdv'] });
  });

  it('is gone when she left, however many calls were lost to the log', () => {
    const facts = [joins(8), says(9, 'agent.queue_left', { queueId: 'nuit' })];
    expect(stateAt(30, facts, [takes(29)]).state).toBe('offline');
  });

  it('is gone with a restart of her telephone system, not with that of another', () => {
    expect(stateAt(12, [joins(8)], [], restartedAt(10)).state).toBe('offline');
    expect(stateAt(12, [joins(8)], [], restartedAt(10, 'other')).state).toBe('free');
    expect(stateAt(12, [joins(8), joins(11)], [], restartedAt(10)).state).toBe('free');
    expect(stateAt(12, [joins(8)], [takes(11)], restartedAt(10)).state).toBe('free');
  });

  it('takes no calls of a queue she paused in, and is not on break while she takes those of another', () => {
    const facts = [
      joins(8),
      joins(8, 'rdv'),
      says(9, 'agent.state_changed', { state: 'break', queueId: 'rdv' }),
    ];
    expect(stateAt(10, facts)).toMatchObject({
      state: 'free',
      queues: ['nuit', 'rdv'],
      pausedQueues: ['rdv'],
    });
    expect(stateAt(24.5, facts).state).toBe('free');
  });
});

describe('facts of one instant', () => {
  const joined = says(8, 'agent.queue_joined', { queueId: 'nuit', sequence: '10' });
  const left = says(8, 'agent.queue_left', { queueId: 'nuit', sequence: '9' });

  it('keep the order of their source', () => {
    expect(stateAt(9, [joined, left]).state).toBe('free');
  });

  it('go by what they are where one of them has no place', () => {
    expect(stateAt(9, [joined, { ...left, sequence: undefined as never }]).state).toBe('offline');
  });
});

describe('what stands', () => {
  it('is the same whether it is folded at once or day by day', () => {
    fc.assert(
      fc.property(anyAgentFacts(fc), fc.integer({ min: 0, max: 3_600 }), (facts, second) => {
        const times = facts.map((fact) => fact.at);
        const cut = Math.min(...times, at(0)) + second * 1000;
        const end = Math.max(...times, at(0)) + 30 * hourMs;
        const whole = readStory({ facts, legs: [], opening: unknownOpening }, usualLogIn)(end);
        const before = facts.filter((fact) => fact.at < cut);
        const opening = readStory({ facts: before, legs: [], opening: unknownOpening }, usualLogIn)(cut);
        const after = facts.filter((fact) => fact.at >= cut);
        const rest = readStory({ facts: after, legs: [], opening: opening.closing }, usualLogIn)(end);
        expect(rest.closing).toEqual(whole.closing);
      }),
    );
  });
});

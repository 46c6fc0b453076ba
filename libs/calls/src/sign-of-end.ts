import type { AgentFact } from './agent';
import type { AgentLeg } from './agent-leg';
import type { Instant } from './fact';

/**
 * What an agent declares in a conversation (a pause to come, leaving the queue as the shift ends) is believed to be
 * meant for after it, as long as the conversation is not older.
 */
export const believedTalkMs = 30 * 60_000;

/**
 * The first sign that a conversation whose end nobody told was over, as far as it is known at `now`: the agent's next
 * conversation, or a state declared, a queue left, a log-out. Null while there is none, and for a conversation that
 * has its end.
 */
export function signOfEnd(
  leg: Pick<AgentLeg, 'answeredAt' | 'endedAt'>,
  legs: readonly Pick<AgentLeg, 'answeredAt'>[],
  facts: readonly AgentFact[],
  now: Instant,
): Instant | null {
  const { answeredAt, endedAt } = leg;
  if (answeredAt === null || endedAt !== null) return null;
  const isAfter = (at: Instant | null): at is Instant => at !== null && at > answeredAt && at < now;
  const signs = legs.map((other) => other.answeredAt).filter(isAfter);
  if (now - answeredAt >= believedTalkMs)
    signs.push(
      ...facts
        .filter(isSign)
        .map(({ at }) => at)
        .filter(isAfter),
    );
  return signs.length === 0 ? null : Math.min(...signs);
}

function isSign({ type, state }: AgentFact): boolean {
  if (type === 'agent.state_changed') return state !== 'on_call' && state !== 'ringing';
  return type === 'agent.queue_left' || type === 'agent.logged_out';
}

import type { AgentFact, AgentOpening, LogInRules } from './agent';
import { instantsOfLeg, type AgentLeg } from './agent-leg';
import { declare, lapse, sortAgentFacts, takeCall } from './declared-state';
import type { Instant } from './fact';

/** What is told of an agent, and what stood before it. */
export type AgentStory = {
  readonly facts: readonly AgentFact[];
  readonly legs: readonly AgentLeg[];
  readonly opening: AgentOpening;
};

/** What stands declared from an instant on. */
export type Standing = { readonly from: Instant; readonly opening: AgentOpening };

type Sign = {
  readonly at: Instant;
  /** Which of two of the same instant comes first. */
  readonly rank: number;
  readonly apply: (before: AgentOpening) => AgentOpening;
};

/**
 * What stands declared of an agent, change by change, until `until` (not included), and what stands then: by what was
 * declared, and by what ends a log-in or shows that it still holds. A declared log-in stands until its source says
 * otherwise or restarts, or nothing was heard of the agent for the time the rules give; a call taken afterwards shows
 * that it had held on.
 */
export function standingsOf(
  story: AgentStory,
  until: Instant,
  rules: LogInRules,
): { readonly standings: readonly Standing[]; readonly closing: AgentOpening } {
  const heard = heardOf(story, until);
  const signs = [...signsOf(story, rules), ...silences(heard, until, rules.silenceMs)]
    .filter(({ at }) => at < until)
    .sort((a, b) => a.at - b.at || a.rank - b.rank);
  const standings: Standing[] = [];
  let opening = story.opening;
  for (const { at, apply } of signs) {
    opening = apply(opening);
    standings.push({ from: at, opening });
  }
  return { standings, closing: { ...opening, heardAt: heard.at(-1) ?? null } };
}

function signsOf({ facts, legs, opening }: AgentStory, { restarts }: LogInRules): readonly Sign[] {
  const since = opening.heardAt ?? Number.NEGATIVE_INFINITY;
  return [
    ...restarts
      .filter(({ at }) => at > since)
      .map(({ at, source }) => ({ at, rank: 0, apply: endOf(source, at) })),
    ...sortAgentFacts(facts).map((fact, place) => ({
      at: fact.at,
      rank: 1 + place,
      apply: (before: AgentOpening) => declare(before, fact),
    })),
    ...legs.flatMap(({ answeredAt: at }) =>
      at === null
        ? []
        : [{ at, rank: Number.MAX_SAFE_INTEGER, apply: (before: AgentOpening) => takeCall(before, at) }],
    ),
  ];
}

const endOf =
  (source: string, at: Instant) =>
  (before: AgentOpening): AgentOpening =>
    before.source === null || before.source === source ? lapse(before, at) : before;

/** Every instant at which something was heard of the agent, in order. */
function heardOf({ facts, legs, opening }: AgentStory, until: Instant): readonly Instant[] {
  const heard = [...facts.map(({ at }) => at), ...legs.flatMap(instantsOfLeg)];
  if (opening.heardAt !== null) heard.push(opening.heardAt);
  return heard.filter((at) => at < until).sort((a, b) => a - b);
}

/** The ends of silences that lasted too long. */
function silences(heard: readonly Instant[], until: Instant, silenceMs: number): readonly Sign[] {
  return heard.flatMap((at, index) => {
    const end = at + silenceMs;
    if ((heard[index + 1] ?? until) <= end) return [];
    return [{ at: end, rank: 0, apply: (before: AgentOpening) => lapse(before, end) }];
  });
}

import type { AgentFact, AgentOpening, LogInRules } from './agent';
import { heardInstants, type AgentLeg } from './agent-leg';
import { declare, lapse, sortAgentFacts, takeCall } from './declared-state';
import { inOrder, type Instant } from './fact';

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

/** Changes until an instant, and what stands then. */
export type StandingsUntil = { readonly standings: readonly Standing[]; readonly closing: AgentOpening };

/**
 * Gives what stands declared of an agent, change by change, until an instant (not included), and what stands then: by
 * what was declared, and by what ends a log-in or shows that it still holds. A declared log-in stands until its source
 * says otherwise or restarts, or nothing was heard of the agent for the time the rules give; a call taken afterwards
 * shows that it had held on. What does not depend on the instant is read once.
 */
export function readStory(story: AgentStory, rules: LogInRules): (until: Instant) => StandingsUntil {
  const read = {
    opening: story.opening,
    heard: heardOf(story),
    answered: inOrder(story.legs.map(({ answeredAt }) => answeredAt).filter((at) => at !== null)),
    signs: signsOf(story, rules),
    silenceMs: rules.silenceMs,
  };
  return (until) => standingsUntil(read, until);
}

type ReadStory = {
  readonly opening: AgentOpening;
  /** Every instant at which something was heard of the agent, in order. */
  readonly heard: Float64Array;
  /** When calls were taken, in order: of two things at one instant the call comes last. */
  readonly answered: Float64Array;
  readonly signs: readonly Sign[];
  readonly silenceMs: number;
};

function standingsUntil(story: ReadStory, until: Instant): StandingsUntil {
  const heard = before(story.heard, until);
  const answered = before(story.answered, until);
  const signs = [...story.signs, ...silences(heard, until, story.silenceMs)]
    .filter(({ at }) => at < until)
    .sort((a, b) => a.at - b.at || a.rank - b.rank);
  const standings = new Standings(story.opening);
  let next = 0;
  for (const { at, apply } of signs) {
    for (; (answered[next] ?? at) < at; next += 1) standings.answer(answered[next] as Instant);
    standings.change(at, apply);
  }
  for (; next < answered.length; next += 1) standings.answer(answered[next] as Instant);
  return { standings: standings.all, closing: { ...standings.opening, heardAt: heard.at(-1) ?? null } };
}

/** What stands, as it changes. */
class Standings {
  readonly all: Standing[] = [];

  constructor(public opening: AgentOpening) {}

  change(at: Instant, apply: Sign['apply']): void {
    this.opening = apply(this.opening);
    this.all.push({ from: at, opening: this.opening });
  }

  /**
   * A call taken shows that a log-in had held on. Of most calls nothing changes, and nothing is told; that one who is
   * offline is so still is told, since a wrap-up ends there.
   */
  answer(at: Instant): void {
    const after = takeCall(this.opening, at);
    if (after === this.opening && after.state !== 'offline') return;
    this.opening = after;
    this.all.push({ from: at, opening: after });
  }
}

function signsOf({ facts, opening }: AgentStory, { restarts }: LogInRules): readonly Sign[] {
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
  ];
}

const endOf =
  (source: string, at: Instant) =>
  (before: AgentOpening): AgentOpening =>
    before.source === null || before.source === source ? lapse(before, at) : before;

function heardOf({ facts, legs, opening }: AgentStory): Float64Array {
  const heard = heardInstants(facts, legs);
  if (opening.heardAt !== null) heard.push(opening.heardAt);
  return inOrder(heard);
}

/** Those of the instants, given in order, that come before another one. */
function before(instants: Float64Array, until: Instant): Float64Array {
  return instants.subarray(0, 1 + instants.findLastIndex((at) => at < until));
}

/** The ends of silences that lasted too long. */
function silences(heard: Float64Array, until: Instant, silenceMs: number): readonly Sign[] {
  const signs: Sign[] = [];
  for (let index = 0; index < heard.length; index += 1) {
    const end = (heard[index] as Instant) + silenceMs;
    if ((heard[index + 1] ?? until) > end)
      signs.push({ at: end, rank: 0, apply: (before: AgentOpening) => lapse(before, end) });
  }
  return signs;
}

import type { AgentState, LogInRules } from './agent';
import { untoldTalkEnd, type AgentLeg } from './agent-leg';
import { readStory, type AgentStory } from './agent-standing';
import type { Instant } from './fact';

/** A minute: the next call, offered at once, has rung and been taken in it; of a rest it is too short. */
const backToBackMs = 60_000;

/** What somebody had behind them when they took a call. */
export type LoadBefore = {
  readonly leg: AgentLeg;
  readonly answeredAt: Instant;
  /** Since they came from a break, or began. */
  readonly sinceBreakMs: number;
  /** How many conversations came before it, each at most {@link backToBackMs} after the one before, with no break between. */
  readonly inARow: number;
};

const rests: ReadonlySet<AgentState> = new Set<AgentState>(['break', 'offline', 'unknown']);

/**
 * The load before each conversation of an agent's day that was answered before `until`, in order. Training and work off
 * the telephone are no rest. One whose beginning nobody told of has no load, and is left out.
 */
export function loadsBefore(story: AgentStory, until: Instant, rules: LogInRules): readonly LoadBefore[] {
  const workBegan = workBeganIn(story, until, rules);
  const loads: LoadBefore[] = [];
  let row: Row = { length: 0, endsAt: Number.NEGATIVE_INFINITY, beganAt: null };
  for (const { leg, answeredAt } of conversationsOf(story.legs, until)) {
    const beganAt = workBegan(answeredAt);
    const goesOn = answeredAt - row.endsAt <= backToBackMs && row.beganAt === beganAt;
    const inARow = goesOn ? row.length : 0;
    if (beganAt !== null) loads.push({ leg, answeredAt, sinceBreakMs: answeredAt - beganAt, inARow });
    const endsAt = Math.max(endOf(leg, answeredAt), goesOn ? row.endsAt : answeredAt);
    row = { length: inARow + 1, endsAt, beganAt };
  }
  return loads;
}

/** Conversations one right after another. */
type Row = { readonly length: number; readonly endsAt: Instant; readonly beganAt: Instant | null };
type Conversation = { readonly leg: AgentLeg; readonly answeredAt: Instant };

function conversationsOf(legs: readonly AgentLeg[], until: Instant): readonly Conversation[] {
  return legs
    .flatMap((leg) =>
      leg.answeredAt === null || leg.answeredAt >= until ? [] : [{ leg, answeredAt: leg.answeredAt }],
    )
    .sort((a, b) => a.answeredAt - b.answeredAt || (a.leg.callKey < b.leg.callKey ? -1 : 1));
}

/** With its wrap-up, where that was told. */
function endOf({ endedAt, wrapEndedAt }: AgentLeg, answeredAt: Instant): Instant {
  const talkedUntil = endedAt ?? untoldTalkEnd(answeredAt, Infinity);
  return Math.max(talkedUntil, wrapEndedAt ?? talkedUntil);
}

/** When the stretch of work began that an instant lies in; null during a rest, and where that is not known. */
function workBeganIn(story: AgentStory, until: Instant, rules: LogInRules): (at: Instant) => Instant | null {
  const { state, since } = story.opening;
  let atRest = rests.has(state);
  const turns = [{ at: Number.NEGATIVE_INFINITY, beganAt: atRest ? null : since }];
  for (const { from, opening } of readStory(story, rules)(until).standings) {
    if (rests.has(opening.state) === atRest) continue;
    atRest = !atRest;
    turns.push({ at: from, beganAt: atRest ? null : from });
  }
  return (at) => turns.findLast((turn) => turn.at <= at)?.beganAt ?? null;
}

import {
  boundFacts,
  foldCall,
  isNote,
  shutdownMs,
  shutdownSaysMs,
  type BoundFacts,
  type Call,
  type CallFact,
  type CallRules,
  type Instant,
} from '@vigie/calls';

/** The rules that held at an instant: the same object as long as the settings are the same. */
export type RulesAt = (instant: Instant) => CallRules;

/** A moment at which a source restarted. */
export type Restart = {
  readonly at: Instant;
  /** The last thing the source told of any call in the half minute before; null when it told nothing. */
  readonly toldUntil: Instant | null;
};

/** Folds facts by the rules of the call's arrival. The arrival itself depends on no rule, so a second look settles it. */
export function foldByArrival(facts: readonly CallFact[], rulesAt: RulesAt): Call {
  const first = rulesAt(facts[0]?.at ?? 0);
  const call = foldCall(facts, first);
  const rules = rulesAt(call.arrivedAt);
  return rules === first ? call : foldCall(facts, rules);
}

/**
 * Puts new facts, in the order of the log, to those known, within the bounds of a call. What the server derived from
 * restarts is left out: it is derived anew from the whole.
 */
export function mergeFacts(known: readonly CallFact[], fresh: readonly CallFact[]): BoundFacts {
  const kept = known.filter(({ type }) => type !== 'call.lost_by_source');
  return boundFacts([...kept, ...firstTold(kept, fresh)]);
}

/** An id that is sent again with another time passes the door, which looks at one day: what was told first stands. */
function firstTold(known: readonly CallFact[], fresh: readonly CallFact[]): readonly CallFact[] {
  const seen = new Set<string>();
  for (const { tie } of known) seen.add(tie);
  const before = seen.size;
  for (const { tie } of fresh) seen.add(tie);
  if (seen.size === before + fresh.length) return fresh;
  const told = new Set(known.map(({ tie }) => tie));
  return fresh.filter(({ tie }) => !told.has(tie) && told.add(tie));
}

/** A call and the facts it was folded from, those that the server derived among them. */
export type Refolded = { readonly call: Call; readonly facts: readonly CallFact[] };

/**
 * Folds a call, and ends it where its source restarted after the last thing it told of it. Where that was that the caller
 * gave up, and nothing was told of any call after it, the source said so in shutting down. Any later fact takes that end
 * back, since the restart is looked for anew at each fold.
 */
export function refoldCall(
  facts: readonly CallFact[],
  restarts: readonly Restart[],
  rulesAt: RulesAt,
): Refolded {
  const call = foldByArrival(facts, rulesAt);
  const restart = restartThatEnded(call, facts, restarts);
  if (restart === undefined) return { call, facts };
  const { at, toldUntil } = restart;
  const silence = toldUntil === null || !isNear(facts, at) ? {} : { silentMs: at - toldUntil };
  const lost: CallFact = { type: 'call.lost_by_source', at, tie: '', ...silence };
  const withLoss = [...facts, lost].sort((a, b) => a.at - b.at);
  return { call: foldByArrival(withLoss, rulesAt), facts: withLoss };
}

const gaveUp = ({ segments }: Call): boolean => segments.some(({ outcome }) => outcome === 'abandoned');

function restartThatEnded(
  call: Call,
  facts: readonly CallFact[],
  restarts: readonly Restart[],
): Restart | undefined {
  if (restarts.length === 0) return undefined;
  const isOver = call.phase === 'ended';
  if (isOver && !gaveUp(call)) return undefined;
  const lastSign = lastSignOfLife(facts);
  if (lastSign === undefined) return undefined;
  const restart = restarts.find(({ at }) => at >= lastSign);
  if (!isOver || restart === undefined) return restart;
  return isShutdown(restart, lastSign) && isNear(facts, restart.at) ? restart : undefined;
}

/** Whether what was told last of a call was told in shutting down. */
const isShutdown = ({ toldUntil }: Restart, lastSign: Instant): boolean =>
  toldUntil !== null && toldUntil - lastSign < shutdownSaysMs;

/**
 * Whether the source told something of a call in the half minute before it restarted. Only such calls are folded again
 * when more is told of that half minute, so only they may depend on it: otherwise the order of events would show.
 */
const isNear = (facts: readonly CallFact[], restartAt: Instant): boolean =>
  (lastSignOfLife(facts) ?? -Infinity) >= restartAt - shutdownMs;

/** The latest instant at which the source told something of the call itself; undefined when it never did. */
function lastSignOfLife(facts: readonly CallFact[]): Instant | undefined {
  return facts.findLast((fact) => !isNote(fact))?.at;
}

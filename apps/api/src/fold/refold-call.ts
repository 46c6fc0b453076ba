import { foldCall, shutdownMs, type Call, type CallFact, type CallRules, type Instant } from '@vigie/calls';

import { lastSignOfLife } from './merge-facts';

/** The rules that held at an instant: the same object as long as the settings are the same. */
export type RulesAt = (instant: Instant) => CallRules;

/** When each source restarted, oldest first. */
export type RestartsOf = (source: string) => readonly Instant[];

/** Folds facts by the rules of the call's arrival. The arrival itself depends on no rule, so a second look settles it. */
export function foldByArrival(facts: readonly CallFact[], rulesAt: RulesAt): Call {
  const first = rulesAt(facts[0]?.at ?? 0);
  const call = foldCall(facts, first);
  const rules = rulesAt(call.arrivedAt);
  return rules === first ? call : foldCall(facts, rules);
}

/** A call and the facts it was folded from, those that the server derived among them. */
export type Refolded = { readonly call: Call; readonly facts: readonly CallFact[] };

/**
 * Folds a call, and ends it where its source restarted after the last thing it told of it, or so shortly after having
 * told that its caller gave up that it said so in shutting down. Any later fact takes that end back, since the restart
 * is looked for anew at each fold.
 */
export function refoldCall(
  facts: readonly CallFact[],
  restarts: readonly Instant[],
  rulesAt: RulesAt,
): Refolded {
  const call = foldByArrival(facts, rulesAt);
  if (restarts.length === 0) return { call, facts };
  const isOver = call.phase === 'ended';
  if (isOver && call.segments.every(({ outcome }) => outcome !== 'abandoned')) return { call, facts };
  const lastSign = lastSignOfLife(facts);
  const lostAt = lastSign === undefined ? undefined : restarts.find((at) => at >= lastSign);
  if (lostAt === undefined || lastSign === undefined) return { call, facts };
  if (isOver && lostAt - lastSign > shutdownMs) return { call, facts };
  const lost: CallFact = { type: 'call.lost_by_source', at: lostAt, tie: '' };
  const withLoss = [...facts, lost].sort((a, b) => a.at - b.at);
  return { call: foldByArrival(withLoss, rulesAt), facts: withLoss };
}

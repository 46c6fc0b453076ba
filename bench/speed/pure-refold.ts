import { foldCall, isCallFactType, noRules, type CallFact } from '@vigie/calls';
import { contribute } from '@vigie/metrics';

import { eventsOfCall, type SentEvent } from '../harness/calls';
import { median, shown, type Row } from './figures';

const calls = 4_000;
const rounds = 15;
const day = Date.parse('2026-02-02T07:00:00Z');

/** Folding a day's calls from their facts, and what they contribute, on one core: no database, no wire. */
export function pureRefold(): Row {
  const facts = Array.from({ length: calls }, (_, n) => eventsOfCall(n, day + n * 9_000).flatMap(factOf));
  const count = facts.reduce((sum, ofCall) => sum + ofCall.length, 0);
  const rate = (work: (ofCall: readonly CallFact[]) => unknown): number => {
    const rates: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      for (const ofCall of facts) work(ofCall);
      rates.push(count / ((performance.now() - began) / 1_000));
    }
    return median(rates.slice(3));
  };
  const fold = rate((ofCall) => foldCall(ofCall, noRules));
  const both = rate((ofCall) => contribute(foldCall(ofCall, noRules)));
  return {
    figure: 'pure refold of a day, one core',
    found: `${shown(fold)} events/s`,
    start: '≥ 300,000',
    goal: '≥ 1,000,000',
    met: fold >= 300_000,
    how: `${calls} calls, ${count} facts; with their contribution to the rollups ${shown(both)} events/s`,
  };
}

function factOf({ type, time, id, data }: SentEvent): CallFact[] {
  if (!isCallFactType(type)) return [];
  const { result, kind, cause, ...rest } = data;
  const reason = data['reason'] ?? result ?? kind ?? cause;
  return [
    { ...rest, ...(reason === undefined ? {} : { reason }), type, at: Date.parse(time), tie: id } as CallFact,
  ];
}

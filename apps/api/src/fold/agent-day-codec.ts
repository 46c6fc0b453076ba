import type { AgentFact, AgentLeg, Instant } from '@vigie/calls';

const fields = ['offeredAt', 'offerEndedAt', 'answeredAt', 'endedAt', 'wrapStartedAt', 'wrapEndedAt'] as const;

type Stored = [callKey: string, outbound: 0 | 1, clinicId: string | null, ...offsets: (number | null)[]];

/** Legs as short text: an agent's row is written anew with every call. Instants count from the day's start. */
export function encodeLegs(legs: readonly AgentLeg[], dayStart: Instant): string {
  return JSON.stringify(
    legs.map((leg): Stored => {
      const offsets = fields.map((field) => (leg[field] === null ? null : leg[field] - dayStart));
      return [leg.callKey, leg.direction === 'outbound' ? 1 : 0, leg.clinicId, ...offsets];
    }),
  );
}

/** The legs that {@link encodeLegs} wrote. */
export function decodeLegs(text: string, dayStart: Instant): AgentLeg[] {
  const at = (offset: number | null | undefined) => (typeof offset === 'number' ? offset + dayStart : null);
  return (JSON.parse(text) as Stored[]).map(([callKey, outbound, clinicId, ...offsets]) => ({
    callKey,
    direction: outbound === 1 ? 'outbound' : 'inbound',
    clinicId,
    offeredAt: at(offsets[0]),
    offerEndedAt: at(offsets[1]),
    answeredAt: at(offsets[2]),
    endedAt: at(offsets[3]),
    wrapStartedAt: at(offsets[4]),
    wrapEndedAt: at(offsets[5]),
  }));
}

/** A day of one agent never holds more facts: the earliest stand, whatever the order they came in. */
const mostFacts = 5000;

/** Puts new facts of an agent's day to those known: by instant, each once. */
export function mergeAgentFacts(known: readonly AgentFact[], fresh: readonly AgentFact[]): readonly AgentFact[] {
  if (fresh.length === 0) return known;
  const byIdentity = new Map([...known, ...fresh].map((fact) => [`${fact.at}|${fact.type}|${fact.tie}`, fact]));
  return [...byIdentity.values()].sort(compareAgentFacts).slice(0, mostFacts);
}

function compareAgentFacts(a: AgentFact, b: AgentFact): number {
  if (a.at !== b.at) return a.at - b.at;
  const one = `${a.type}|${a.tie}`;
  const other = `${b.type}|${b.tie}`;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

import type { AgentFact, AgentLeg, Instant } from '@vigie/calls';

import { uuidText } from '../event-log/logged-event';

const fields = [
  'offeredAt',
  'offerEndedAt',
  'answeredAt',
  'endedAt',
  'wrapStartedAt',
  'wrapEndedAt',
] as const;
const radix = 36;

/**
 * Legs as short text, since an agent's row is written anew with every call: a line with the clinics they were for,
 * then a line a leg: the call's key in 22 characters, direction, place of the clinic, and the instants in base 36,
 * each counted from the one before it that is known, the first from the day's start; those of holds, if any, come last.
 */
export function encodeLegs(legs: readonly AgentLeg[], dayStart: Instant): string {
  if (legs.length === 0) return '';
  const clinics = [...new Set(legs.map(({ clinicId }) => clinicId))];
  const places = new Map(clinics.map((clinicId, place) => [clinicId, place.toString(radix)]));
  const lines = legs.map((leg) => {
    const head = `${shortKey(leg.callKey)}${leg.direction === 'outbound' ? 'o' : 'i'}${places.get(leg.clinicId) ?? ''}`;
    return `${head},${offsetsOf(leg, dayStart)}`;
  });
  return [JSON.stringify(clinics), ...lines].join('\n');
}

function offsetsOf(leg: AgentLeg, dayStart: Instant): string {
  let before = dayStart;
  let offsets = '';
  for (const field of fields) {
    const at = leg[field];
    if (field !== 'offeredAt') offsets += ',';
    if (at === null) continue;
    offsets += (at - before).toString(radix);
    before = at;
  }
  for (const at of leg.heldTimes) {
    offsets += `,${(at - before).toString(radix)}`;
    before = at;
  }
  return offsets;
}

/** The legs that {@link encodeLegs} wrote. */
export function decodeLegs(text: string, dayStart: Instant): AgentLeg[] {
  if (text === '') return [];
  const [first = '[]', ...lines] = text.split('\n');
  const clinics = JSON.parse(first) as readonly (string | null)[];
  return lines.map((line) => decodeLeg(line, clinics, dayStart));
}

function decodeLeg(line: string, clinics: readonly (string | null)[], dayStart: Instant): AgentLeg {
  const [head = '', ...offsets] = line.split(',');
  let before = dayStart;
  const instants = offsets.map((offset) => {
    if (offset === '') return null;
    before += Number.parseInt(offset, radix);
    return before;
  });
  return {
    callKey: uuidText(Buffer.from(head.slice(0, keyLength), 'base64url').toString('hex')),
    direction: head[keyLength] === 'o' ? 'outbound' : 'inbound',
    clinicId: clinics[Number.parseInt(head.slice(keyLength + 1), radix)] ?? null,
    offeredAt: instants[0] ?? null,
    offerEndedAt: instants[1] ?? null,
    answeredAt: instants[2] ?? null,
    endedAt: instants[3] ?? null,
    wrapStartedAt: instants[4] ?? null,
    wrapEndedAt: instants[5] ?? null,
    heldTimes: instants.slice(fields.length).filter((at) => at !== null),
  };
}

/** Sixteen bytes in base 64. */
const keyLength = 22;

function shortKey(callKey: string): string {
  return Buffer.from(callKey.replaceAll('-', ''), 'hex').toString('base64url');
}

/** A day of one agent never holds more facts: the earliest stand, whatever the order they came in. */
const mostFacts = 5000;

/** Puts new facts of an agent's day to those known: by instant, each once. */
export function mergeAgentFacts(
  known: readonly AgentFact[],
  fresh: readonly AgentFact[],
): readonly AgentFact[] {
  if (fresh.length === 0) return known;
  const byIdentity = new Map([...known, ...fresh].map((fact) => [identityOf(fact), fact]));
  return [...byIdentity.values()].sort(compareAgentFacts).slice(0, mostFacts);
}

/** The facts that are not among those others. */
export function withoutFacts(
  known: readonly AgentFact[],
  others: readonly AgentFact[],
): readonly AgentFact[] {
  if (others.length === 0) return known;
  const gone = new Set(others.map(identityOf));
  return known.filter((fact) => !gone.has(identityOf(fact)));
}

const identityOf = ({ at, type, tie }: AgentFact): string => `${at}|${type}|${tie}`;

function compareAgentFacts(a: AgentFact, b: AgentFact): number {
  if (a.at !== b.at) return a.at - b.at;
  const one = `${a.type}|${a.tie}`;
  const other = `${b.type}|${b.tie}`;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

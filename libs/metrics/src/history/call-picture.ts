import type { Call, CallFact, Instant, Leg } from '@vigie/calls';

export type PieceKind = 'greeting' | 'waiting' | 'ringing' | 'talking' | 'held' | 'wrapUp';

/** A stretch of time; without an end it goes on. `missed`: it rang and was not taken. */
export type CallPiece = {
  readonly kind: PieceKind;
  readonly from: Instant;
  readonly to: Instant | null;
  readonly missed: boolean;
};

/** One line of the picture of a call: the caller (no id), a queue, or who was rung. */
export type CallLane = {
  readonly kind: 'caller' | 'queue' | 'agent';
  readonly id: string | null;
  readonly pieces: readonly CallPiece[];
};

/** A part of the time the caller was on the telephone; `id` of the queue waited in, or of who spoke. */
export type CallPart = {
  readonly kind: 'greeting' | 'waiting' | 'laterWaiting' | 'talking' | 'held';
  readonly ms: number;
  readonly id: string | null;
};

type Owned = CallPiece & { readonly id: string | null };

/**
 * The picture of a call: what the caller did, which queues and agents had a part in it, each in the order of its first
 * piece. Holds are told by facts alone, so those are handed in.
 */
export function lanesOf(call: Call, facts: readonly CallFact[]): readonly CallLane[] {
  const queues = waitingPieces(call);
  const agents = call.legs
    .flatMap((leg) => legPieces(leg, facts))
    .toSorted((one, other) => one.from - other.from);
  return [
    { kind: 'caller', id: null, pieces: callerPieces(call, facts).map(bare) },
    ...lanes('queue', queues),
    ...lanes('agent', agents),
  ];
}

/** What the time on the telephone consists of, in order; what goes on has no length and is left out. */
export function partsOfCall(call: Call, facts: readonly CallFact[]): readonly CallPart[] {
  return callerPieces(call, facts).flatMap(({ kind, from, to, id }) => {
    if (to === null || to <= from || kind === 'ringing' || kind === 'wrapUp') return [];
    const isLater = kind === 'waiting' && call.answeredAt !== null && from >= call.answeredAt;
    return [{ kind: isLater ? 'laterWaiting' : kind, ms: to - from, id }];
  });
}

/** A source may tell an end before its beginning: then it took no time. */
const bare = ({ kind, from, to, missed }: Owned): CallPiece => ({
  kind,
  from,
  to: to === null ? null : Math.max(from, to),
  missed,
});

function lanes(kind: 'queue' | 'agent', pieces: readonly Owned[]): readonly CallLane[] {
  const byId = Map.groupBy(pieces, ({ id }) => id);
  return [...byId].map(([id, own]) => ({ kind, id, pieces: own.map(bare) }));
}

function callerPieces(call: Call, facts: readonly CallFact[]): readonly Owned[] {
  const talks = call.legs
    .filter(({ answeredAt }) => answeredAt !== null)
    .flatMap((leg) => conversation(leg, facts));
  return [...greetingPieces(call), ...waitingPieces(call), ...talks].toSorted(
    (one, other) => one.from - other.from || (one.to ?? Infinity) - (other.to ?? Infinity),
  );
}

/** Before the first queue; of a call that never entered one, until it was answered or over. */
function greetingPieces(call: Call): readonly Owned[] {
  const entered = call.segments.some(({ leftAt, enqueuedAt }) => leftAt === null || leftAt > enqueuedAt);
  const to = entered ? call.arrivedAt : (call.answeredAt ?? call.endedAt);
  if (to !== null && to <= call.firstAt) return [];
  return [{ kind: 'greeting', from: call.firstAt, to, missed: false, id: null }];
}

/** Refused joins have no length, and a queue that only rang beside the one that answered is no passage. */
const waitingPieces = ({ segments }: Call): readonly Owned[] =>
  segments
    .filter(
      ({ subCode, enqueuedAt, leftAt }) =>
        subCode !== 'rescinded' && (leftAt === null || leftAt > enqueuedAt),
    )
    .map(({ queueId, enqueuedAt, leftAt }) => ({
      kind: 'waiting',
      from: enqueuedAt,
      to: leftAt,
      missed: false,
      id: queueId,
    }));

function legPieces(leg: Leg, facts: readonly CallFact[]): readonly Owned[] {
  const { agentId: id, offeredAt, answeredAt, offerEndedAt, wrapStartedAt, wrapEndedAt } = leg;
  const missed = answeredAt === null;
  const rang: readonly Owned[] =
    offeredAt === null
      ? []
      : [{ kind: 'ringing', from: offeredAt, to: answeredAt ?? offerEndedAt, missed, id }];
  const wrapped: readonly Owned[] =
    wrapStartedAt === null
      ? []
      : [{ kind: 'wrapUp', from: wrapStartedAt, to: wrapEndedAt, missed: false, id }];
  return [...rang, ...(missed ? [] : conversation(leg, facts)), ...wrapped];
}

/** A conversation, cut where it was held. */
function conversation(leg: Leg, facts: readonly CallFact[]): readonly Owned[] {
  const { agentId: id, answeredAt, endedAt } = leg;
  if (answeredAt === null) return [];
  const pieces: Owned[] = [];
  let from = answeredAt;
  for (const hold of holdsOf(leg, facts)) {
    if (hold.from > from) pieces.push({ kind: 'talking', from, to: hold.from, missed: false, id });
    pieces.push({ kind: 'held', ...hold, missed: false, id });
    if (hold.to === null) return pieces;
    from = hold.to;
  }
  if (endedAt === null || endedAt > from || pieces.length === 0)
    pieces.push({ kind: 'talking', from, to: endedAt, missed: false, id });
  return pieces;
}

type Hold = { readonly from: Instant; readonly to: Instant | null };

function holdsOf(leg: Leg, facts: readonly CallFact[]): readonly Hold[] {
  if (leg.holds === 0 || leg.answeredAt === null) return [];
  const end = leg.endedAt;
  const holds: Hold[] = [];
  let since: Instant | null = null;
  for (const fact of facts) {
    if (!concerns(fact, leg)) continue;
    if (fact.type === 'call.held') since ??= fact.at;
    else if (fact.type === 'call.retrieved' && since !== null) {
      holds.push({ from: since, to: fact.at });
      since = null;
    }
  }
  return since === null ? holds : [...holds, { from: since, to: end }];
}

/** Whether a fact is of a leg's conversation: it names the leg, or its agent, or falls into it. */
function concerns(fact: CallFact, { id, agentId, answeredAt, endedAt }: Leg): boolean {
  if (fact.at < (answeredAt ?? Infinity) || fact.at > (endedAt ?? Infinity)) return false;
  if (fact.legId !== undefined && id !== null) return fact.legId === id;
  return fact.agentId === undefined || fact.agentId === agentId;
}

import type { Instant } from '../fact';
import type { DialledCall, ToldPlacing } from './caller-fact';
import type { PlacedCall } from './obligation';

/** A call that the telephone system was asked to place, while facts are applied to it. */
export type Placing = {
  readonly requestId: string;
  readonly at: Instant;
  readonly told: ToldPlacing | null;
  readonly why: string | null;
  /** The call that followed, once it is known. */
  readonly call: DialledCall | null;
};

/** The outgoing call as it is told; without a request's id it may be any that we placed. */
export type OurCall = DialledCall & { readonly at: Instant; readonly requestId?: string };

/** A call that the source does not join to its request is the one that begins within so long of it. */
export const joinedWithinMs = 120_000;
/** By so much a telephone system's clock may be behind ours. */
const behindMs = 5_000;

/** Asked; a telephone system whose clock is behind ours told of its call before. */
export function askPlacing(
  { at, requestId }: { readonly at: Instant; readonly requestId: string },
  before: OurCall | null,
): Placing {
  const asked: Placing = { requestId, at, told: null, why: null, call: null };
  return before === null ? asked : (joinPlaced(asked, before) ?? asked);
}

/** What the telephone system said; nothing where another call was asked for since. */
export function tellPlacing(
  placing: Placing | null,
  {
    requestId,
    state,
    why,
  }: { readonly requestId: string; readonly state: ToldPlacing; readonly why: string | null },
): Placing | null {
  return placing?.requestId === requestId ? { ...placing, told: state, why } : placing;
}

/** The call that the request brought about: by its id where the source tells it, else the next one to this caller. */
export function joinPlaced(placing: Placing | null, call: OurCall): Placing | null {
  if (placing === null) return null;
  const isTold = call.requestId !== undefined;
  const isNext =
    call.at >= placing.at - behindMs &&
    call.at <= placing.at + joinedWithinMs &&
    (call.endedAt === null || call.endedAt > placing.at);
  return (isTold ? call.requestId === placing.requestId : isNext) ? { ...placing, call } : placing;
}

/** How far it has come. */
export function placedOf(placing: Placing | null): PlacedCall | null {
  if (placing === null) return null;
  const { requestId, at, told, why, call } = placing;
  if (call === null) return { requestId, at, state: told ?? 'asked', why };
  return { requestId, at, state: call.endedAt === null ? (call.stage ?? 'patient') : 'over', why: null };
}

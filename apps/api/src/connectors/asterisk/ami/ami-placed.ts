import type { AmiEvent, AmiEvents, Said } from './ami-event';
import { legOf, uidOf } from './ami-event';

const begin = 'vigie-';
const otherEnd = '-2';
const plainRequest = /^[\w-]{1,64}$/u;
/** Far more than ring at once. */
const mostOpen = 2_000;

/** What the channel of a call is called that is placed on request: by it the call is known again. */
export const placedChannel = (requestId: string): string => `${begin}${requestId}`;

/** Its other half, where the set is rung by way of the dialplan. */
export const otherPlacedChannel = (requestId: string): string => `${placedChannel(requestId)}${otherEnd}`;

/** Undefined for the channel of any other call, and for the other half of one. */
function requestOfChannel(name: string): string | undefined {
  const requestId = name.slice(begin.length);
  const isPlaced = name.startsWith(begin) && plainRequest.test(requestId) && !requestId.endsWith(otherEnd);
  return isPlaced ? requestId : undefined;
}

/**
 * What a manager interface tells of calls that were placed on request, known by what their channel is called: the set rings, it was
 * picked up, the patient answered, it is over. Pure.
 */
export class AmiPlaced {
  /** By channel: whether the set was picked up. */
  private readonly open = new Map<string, boolean>();

  constructor(private readonly events: AmiEvents) {}

  born(said: Said): AmiEvent[] {
    const uid = uidOf(said);
    const requestId = requestOfChannel(uid);
    if (requestId === undefined || this.open.has(uid)) return [];
    this.open.set(uid, false);
    if (this.open.size > mostOpen) this.open.delete(this.open.keys().next().value ?? '');
    const data = { direction: 'outbound', requestId };
    return [
      this.events.of(said, { type: 'call.initiated', subject: uid, data }),
      this.events.of(said, { type: 'call.offered', subject: uid, data: { legId: uid } }),
    ];
  }

  /** The set was picked up, or was not. */
  responded(said: Said): AmiEvent[] {
    const uid = uidOf(said);
    if (this.open.get(uid) !== false) return [];
    const isPickedUp = said.message.get('Response') === 'Success';
    this.open.set(uid, true);
    const data = { legId: uid, result: isPickedUp ? 'answered' : 'no_answer' };
    return [this.events.of(said, { type: 'call.offer_ended', subject: uid, data })];
  }

  /** The patient answered. */
  dialled(said: Said): AmiEvent[] {
    const uid = uidOf(said);
    if (!this.open.has(uid) || said.message.get('DialStatus') !== 'ANSWER' || legOf(said) === undefined)
      return [];
    return [this.events.of(said, { type: 'call.answered', subject: uid, data: { legId: uid } })];
  }

  hungUp(said: Said): AmiEvent[] {
    const uid = uidOf(said);
    if (!this.open.delete(uid)) return [];
    const data = { cause: said.message.get('Cause') };
    return [this.events.of(said, { type: 'call.disconnected', subject: uid, data })];
  }
}

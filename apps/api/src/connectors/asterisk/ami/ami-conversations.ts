import type { Caller, Talk } from './ami-caller';
import { type AmiEvent, type AmiEvents, namedIn, type Said, uidOf } from './ami-event';

/** A conversation may be said to have ended just before the transfer that ended it. */
const transferToldWithinMicros = 1_000_000;

type Found = { readonly uid: string; readonly caller: Caller };

/** What a manager interface tells of conversations on the channels in them: holds and transfers. */
export class AmiConversations {
  constructor(
    private readonly events: AmiEvents,
    private readonly open: ReadonlyMap<string, Caller>,
  ) {}

  /** On the telephone that pressed it: the agent's, which may be another channel than the one the queue called. */
  hold(said: Said, isHeld: boolean): AmiEvent[] {
    const found = this.talkingOn(uidOf(said), said.message.get('Linkedid'));
    if (found === undefined || found.caller.isHeld === isHeld) return [];
    const { uid, caller } = found;
    caller.isHeld = isHeld;
    const type = isHeld ? 'call.held' : 'call.retrieved';
    return [this.events.of(said, { type, subject: uid, data: { ...caller.talk } })];
  }

  transferred(said: Said, kind: 'blind' | 'attended'): AmiEvent[] {
    const { message } = said;
    if (hasFailed(said)) return [];
    const prefix = kind === 'blind' ? 'Transferer' : 'OrigTransferer';
    const found = this.transferee(said, prefix);
    const talk = found === undefined ? null : (found.caller.talk ?? justEnded(found.caller, said.atMicros));
    if (found === undefined || talk === null) return [];
    const { uid: subject, caller } = found;
    const toId = namedIn(message.get('Extension')) ?? namedIn(message.get('TransferTargetExten'));
    const data = { ...talk, kind, toKind: 'extension', toId };
    const told = [this.events.of(said, { type: 'call.transferred', subject, data })];
    // A member that is a channel of its own stays between the two: its end is told when the whole call is over.
    if (message.get(`${prefix}Uniqueid`) === talk.legId || caller.talk === null) return told;
    caller.talk = null;
    caller.transferred.add(talk.legId);
    return [
      ...told,
      this.events.of(said, { type: 'call.leg_ended', subject, data: { ...talk, side: 'transfer' } }),
    ];
  }

  private transferee({ message }: Said, prefix: string): Found | undefined {
    const uid = message.get('TransfereeUniqueid') ?? '';
    const caller = this.open.get(uid);
    if (caller !== undefined) return { uid, caller };
    return this.talkingOn('', message.get('TransfereeLinkedid') ?? message.get(`${prefix}Linkedid`));
  }

  private talkingOn(uid: string, linkedid: string | undefined): Found | undefined {
    if (this.open.has(uid)) return undefined;
    let linked: Found | undefined;
    for (const [ofCaller, caller] of this.open) {
      if (caller.talk === null) continue;
      if (caller.talk.legId === uid) return { uid: ofCaller, caller };
      if (caller.linkedid === linkedid && linkedid !== undefined) linked ??= { uid: ofCaller, caller };
    }
    return linked;
  }
}

const hasFailed = ({ message }: Said): boolean => (message.get('Result') ?? 'Success') !== 'Success';
const justEnded = ({ talked }: Caller, atMicros: number): Talk | null =>
  talked !== null && atMicros - talked.endedAt < transferToldWithinMicros ? talked.talk : null;

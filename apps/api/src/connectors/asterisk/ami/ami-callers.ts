import { bornBefore, type Caller, openCaller } from './ami-caller';
import {
  agentOf,
  type AmiEvent,
  type AmiEvents,
  legOf,
  millisOf,
  namedIn,
  numberOf,
  queueOf,
  type Said,
  secondsOf,
  uidOf,
} from './ami-event';

/** So long after a caller left a queue, nothing more says why. */
const undecidedMicros = 500_000;
/** Far more than wait anywhere; the oldest are forgotten, whose end was never told. */
const mostCallers = 20_000;

/** Why a caller left a queue, by what the queue says to the dialplan. */
const leaveReasons: Readonly<Record<string, string>> = {
  TIMEOUT: 'timeout',
  LEAVEEMPTY: 'no_agents',
  LEAVEUNAVAIL: 'no_agents',
  WITHDRAW: 'withdrawn',
};
const refusals: Readonly<Record<string, string>> = {
  FULL: 'full',
  JOINEMPTY: 'no_agents',
  JOINUNAVAIL: 'no_agents',
};

/** What a manager interface tells of callers: pure, and as much memory as there are open calls. */
export class AmiCallers {
  readonly open = new Map<string, Caller>();
  private readonly born = new Map<
    string,
    { readonly atMicros: number; readonly exten: string | undefined }
  >();

  constructor(private readonly events: AmiEvents) {}

  /** From when on nothing is missed, in microseconds. */
  listeningSince = 0;

  channelBorn({ message, atMicros }: Said): void {
    const uid = message.get('Uniqueid') ?? '';
    const exten = /^\+?\d{3,}$/u.exec(message.get('Exten') ?? '')?.[0];
    remember(this.born, uid, { atMicros, exten });
  }

  /** The dialplan goes on: why its caller left a queue is decided, and which queue is asked for next. */
  dialplan(said: Said): AmiEvent[] {
    const uid = uidOf(said);
    const told = this.decide(uid, said);
    if (said.message.get('Application') !== 'Queue') return told;
    this.ofUid(said).asked = said.message.get('AppData')?.split(',')[0];
    return told;
  }

  joined(said: Said): AmiEvent[] {
    const caller = this.ofUid(said);
    const queueId = namedIn(said.message.get('Queue'));
    const position = Number(said.message.get('Position'));
    const decided = this.decide(uidOf(said), said);
    const first = this.met(said, caller);
    Object.assign(caller, { queue: queueId ?? null, abandonedAt: null, offers: new Map() });
    const data = { queueId, ...numberOf(said), ...(position > 0 && { position }) };
    return [...decided, ...first, this.fact(said, 'call.enqueued', data)];
  }

  /** A variable of the dialplan: only what a queue says of why it let somebody go, or did not let them in. */
  queueSaid(said: Said): AmiEvent[] {
    const value = said.message.get('Value') ?? '';
    const caller = this.open.get(uidOf(said));
    if (caller === undefined) return [];
    if (caller.leaving !== null) return this.decide(uidOf(said), said, leaveReasons[value]);
    const reason = refusals[value];
    if (reason === undefined || caller.queue !== null) return [];
    const first = this.met(said, caller);
    return [...first, this.fact(said, 'call.blocked', { queueId: caller.asked, reason, ...numberOf(said) })];
  }

  offered(said: Said): AmiEvent[] {
    const caller = this.ofUid(said);
    const first = this.met(said, caller);
    const [legId, agentId] = [legOf(said), agentOf(said)];
    if (legId !== undefined) caller.offers.set(legId, { agentId, atMicros: said.atMicros });
    return [...first, this.fact(said, 'call.offered', { queueId: queueOf(said), agentId, legId })];
  }

  notAnswered(said: Said, result: 'no_answer' | 'agent_dumped'): AmiEvent[] {
    const legId = legOf(said);
    this.open.get(uidOf(said))?.offers.delete(legId ?? '');
    const ringMs = millisOf(said.message.get('RingTime'));
    const data = { queueId: queueOf(said), agentId: agentOf(said), legId, result, ringMs };
    return [...this.unmet(said), this.fact(said, 'call.offer_ended', data)];
  }

  abandoned(said: Said): AmiEvent[] {
    const caller = this.open.get(uidOf(said));
    if (caller !== undefined) caller.abandonedAt = said.atMicros;
    return [];
  }

  left(said: Said): AmiEvent[] {
    const caller = this.open.get(uidOf(said));
    if (caller === undefined || caller.queue === null) return [];
    const key = /^[\d*#]$/u.exec(said.message.get('Exten') ?? '')?.[0];
    caller.leaving = { said, queue: caller.queue, abandonedAt: caller.abandonedAt, key };
    caller.queue = null;
    return [];
  }

  answered(said: Said): AmiEvent[] {
    const caller = this.ofUid(said);
    const first = this.met(said, caller);
    const [legId = '', agentId, queueId] = [legOf(said), agentOf(said), queueOf(said)];
    const others = this.endOffers(said, caller, { result: 'rescinded', but: legId });
    Object.assign(caller, { leaving: null, queue: null, abandonedAt: null, isHeld: false });
    caller.talk = { legId, agentId, queueId };
    const waitMs = secondsOf(said.message.get('HoldTime'));
    const ringMs = secondsOf(said.message.get('RingTime'));
    const data = { queueId, agentId, legId, waitMs, ringMs };
    return [...first, ...others, this.fact(said, 'call.answered', data)];
  }

  /** Told late of a member that is a channel of its own: the transfer before it has ended the conversation. */
  completed(said: Said): AmiEvent[] {
    const caller = this.open.get(uidOf(said));
    const legId = legOf(said);
    if (caller?.transferred.has(legId ?? '') === true) return [];
    if (caller !== undefined && legId !== undefined) endTalk(caller, legId, said.atMicros);
    const side = { caller: 'caller', agent: 'agent', transfer: 'transfer' }[said.message.get('Reason') ?? ''];
    const waitMs = secondsOf(said.message.get('HoldTime'));
    const talkMs = secondsOf(said.message.get('TalkTime'));
    const data = { queueId: queueOf(said), agentId: agentOf(said), legId, side, waitMs, talkMs };
    return [...this.unmet(said), this.fact(said, 'call.leg_ended', data)];
  }

  hungUp(said: Said): AmiEvent[] {
    const uid = uidOf(said);
    this.born.delete(uid);
    const caller = this.open.get(uid);
    if (caller === undefined) return [];
    const told = this.decide(uid, said);
    this.open.delete(uid);
    if (!caller.isMet) return told;
    const gone = this.endOffers(said, caller, { result: 'caller_gone' });
    return [...told, ...gone, this.fact(said, 'call.disconnected', { cause: said.message.get('Cause') })];
  }

  greeting(said: Said, type: 'call.greeting_started' | 'call.greeting_ended'): AmiEvent[] {
    const first = this.met(said, this.ofUid(said));
    return [...first, this.fact(said, type, { queueId: queueOf(said) })];
  }

  /** Decides on those who left a queue some time ago: nothing more will say why. */
  settle(nowMicros: number): AmiEvent[] {
    const due = [...this.open].filter(
      ([, { leaving }]) => leaving !== null && nowMicros - leaving.said.atMicros > undecidedMicros,
    );
    return due.flatMap(([uid, { leaving }]) => this.decide(uid, leaving?.said));
  }

  /** Why somebody left a queue: told by the queue, else by what is known. */
  private decide(uid: string, by: Said | undefined, told?: string): AmiEvent[] {
    const caller = this.open.get(uid);
    const leaving = caller?.leaving;
    if (caller === undefined || leaving === null || leaving === undefined || by === undefined) return [];
    caller.leaving = null;
    const { said, queue, abandonedAt, key } = leaving;
    const reason = told ?? (abandonedAt === null ? 'key_exit' : 'abandoned');
    const gone = this.endOffers(said, caller, {
      result: reason === 'abandoned' ? 'caller_gone' : 'rescinded',
    });
    const data = { queueId: queue, reason, ...(reason === 'key_exit' && { key }) };
    return [...gone, this.fact(said, 'call.dequeued', data, uid)];
  }

  private endOffers(
    said: Said,
    caller: Caller,
    { result, but }: { result: string; but?: string },
  ): AmiEvent[] {
    const ended = [...caller.offers].filter(([legId]) => legId !== but);
    caller.offers.clear();
    return ended.map(([legId, { agentId, atMicros }]) => {
      const ringMs = Math.max(0, Math.round((said.atMicros - atMicros) / 1_000));
      return this.fact(said, 'call.offer_ended', { agentId, legId, result, ringMs });
    });
  }

  /** The first that is told of a call: when it came and by which number, or that its beginning was not heard. */
  private met(said: Said, caller: Caller): AmiEvent[] {
    if (caller.isMet) return [];
    caller.isMet = true;
    const uid = uidOf(said);
    const born = this.born.get(uid);
    if (born === undefined && bornBefore(uid, this.listeningSince))
      return [this.fact(said, 'call.unheard', {})];
    if (born === undefined) return [];
    const data = { direction: 'inbound', dnis: born.exten, ...numberOf(said) };
    return [this.events.of(said, { type: 'call.initiated', subject: uid, data, atMicros: born.atMicros })];
  }

  /** Of a call of which only an end is heard: without a word of it the little that is told would stand for the whole call. */
  private unmet(said: Said): AmiEvent[] {
    const isUnheard = !this.open.has(uidOf(said)) && bornBefore(uidOf(said), this.listeningSince);
    return isUnheard ? [this.fact(said, 'call.unheard', {})] : [];
  }

  private ofUid(said: Said): Caller {
    const uid = uidOf(said);
    const known = this.open.get(uid);
    if (known !== undefined) return known;
    const made = openCaller(said.message.get('Linkedid') ?? '');
    remember(this.open, uid, made);
    return made;
  }

  private fact(said: Said, type: AmiFactType, data: AmiEvent['data'], subject = uidOf(said)): AmiEvent {
    return this.events.of(said, { type, subject, data });
  }
}

type AmiFactType = Parameters<AmiEvents['of']>[1]['type'];

function endTalk(caller: Caller, legId: string, endedAt: number): void {
  if (caller.talk?.legId !== legId) return;
  caller.talked = { talk: caller.talk, endedAt };
  caller.talk = null;
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  if (map.size > mostCallers) map.delete(map.keys().next().value ?? '');
}

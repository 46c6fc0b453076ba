import type { EventType } from '@vigie/contracts';

import { caller as callerOf } from '../asterisk/queue-log-line';
import {
  calledMicros,
  isTakenOut,
  leaveReasons,
  namesIn,
  ringCancelled,
  ringEnds,
  waiting,
} from './cc-words';
import { ccEvent, ccField, epochOf, type CcEvent, type CcSaid } from './esl-event';
import type { EslRow } from './esl-table';

/** Somebody who waits in a queue, or talks to whom it gave them. */
export type CcCaller = {
  readonly session: string;
  readonly queue: string;
  /** Rings that go on, by agent. */
  offers: Readonly<Record<string, Ring>>;
  talk: { readonly agent: string; readonly legId: string; readonly channel: string | null } | null;
};

/** A ring that goes on: how it is called, and since when. */
type Ring = readonly [legId: string, atMicros: number];

/** Far more than there are anywhere; the oldest are forgotten, whose end was never told. */
const mostCallers = 20_000;

/** What a call centre of FreeSWITCH tells of callers: pure, and as much memory as there are open calls. */
export class CcCallers {
  /** By member; a member that comes back within the time that is allowed for that keeps its name. */
  readonly open: Map<string, CcCaller>;
  /** Channels of callers that have not ended, whether or not they still wait. */
  readonly sessions: Set<string>;
  /** Members who left just now: a ring that ends after them ends for it. */
  private readonly gone = new Set<string>();

  constructor(
    private readonly source: string,
    kept: readonly (readonly [string, CcCaller])[] = [],
  ) {
    this.open = new Map(kept);
    this.sessions = new Set(kept.map(([, { session }]) => session));
  }

  joined(said: CcSaid): CcEvent[] {
    const [member, session, queue] = namesIn(said);
    if (member === undefined || session === undefined || queue === undefined) return [];
    // Listed by a connection that was begun meanwhile: it was told then.
    if (this.open.get(member)?.session === session) return [];
    const first = this.arrived(said, session);
    this.open.set(member, { session, queue, offers: {}, talk: null });
    bound(this.open);
    const number = callerOf(ccField(said, 'Member-CID-Number'));
    return [...first, this.fact(said, 'call.enqueued', session, { queueId: queue, ...number })];
  }

  offered(said: CcSaid): CcEvent[] {
    const [member, session, queue] = namesIn(said);
    const agent = ccField(said, 'Agent');
    if (session === undefined || agent === undefined) return [];
    const legId = said.knownBy.slice(-100);
    const caller = this.open.get(member ?? '');
    if (caller !== undefined) caller.offers = { ...caller.offers, [agent]: [legId, said.atMicros] };
    return [this.fact(said, 'call.offered', session, { queueId: queue, agentId: agent, legId })];
  }

  notAnswered(said: CcSaid): CcEvent[] {
    const [member = '', session, queue] = namesIn(said);
    const agent = ccField(said, 'Agent');
    if (session === undefined || agent === undefined) return [];
    const [legId, since] = this.takeRing(member, agent) ?? [];
    const result = this.ringEnd(member, ccField(said, 'Hangup-Cause') ?? '');
    const begun = since ?? calledMicros(said);
    const ringMs = begun === undefined ? undefined : Math.max(0, Math.round((said.atMicros - begun) / 1_000));
    const data = { queueId: queue, agentId: agent, legId, result, ringMs };
    return [this.fact(said, 'call.offer_ended', session, data)];
  }

  answered(said: CcSaid): CcEvent[] {
    const [member = '', session, queue] = namesIn(said);
    const agent = ccField(said, 'Agent');
    if (session === undefined || agent === undefined) return [];
    const caller = this.open.get(member);
    const legId = this.takeRing(member, agent)?.[0] ?? said.knownBy.slice(-100);
    if (caller !== undefined) caller.talk = { agent, legId, channel: ccField(said, 'Agent-UUID') ?? null };
    return [this.fact(said, 'call.answered', session, { queueId: queue, agentId: agent, legId })];
  }

  /** Also of a bridge that did not come about: the agent had picked up, and the conversation has no length. */
  talkEnded(said: CcSaid): CcEvent[] {
    const [member = '', session, queue] = namesIn(said);
    const agent = ccField(said, 'Agent');
    if (session === undefined || agent === undefined) return [];
    const caller = this.open.get(member);
    const legId = caller?.talk?.legId;
    if (caller !== undefined) caller.talk = null;
    const [from, to] = ['Agent-Answered-Time', 'Bridge-Terminated-Time'].map((name) =>
      epochOf(ccField(said, name)),
    );
    const isKnown = legId === undefined && from !== undefined && to !== undefined;
    const talk = isKnown ? { talkMs: Math.max(0, to - from) } : {};
    const data = { queueId: queue, agentId: agent, legId, ...talk };
    return [this.fact(said, 'call.leg_ended', session, data)];
  }

  left(said: CcSaid): CcEvent[] {
    const [member = '', session, queue] = namesIn(said);
    if (session === undefined) return [];
    const caller = this.open.get(member);
    this.open.delete(member);
    this.remember(member);
    if (ccField(said, 'Cause') === 'Terminated') {
      const talk = caller?.talk ?? null;
      if (talk === null) return [];
      const { agent, legId } = talk;
      return [this.fact(said, 'call.leg_ended', session, { queueId: queue, agentId: agent, legId })];
    }
    const why = ccField(said, 'Cancel-Reason') ?? '';
    const reason = leaveReasons[why] ?? (isTakenOut(why, said) ? 'withdrawn' : 'abandoned');
    return [this.fact(said, 'call.dequeued', session, { queueId: queue, reason })];
  }

  /** A channel ended: of callers alone it says anything. */
  hungUp(said: CcSaid): CcEvent[] {
    const session = said.event.get('Unique-ID') ?? '';
    if (!this.sessions.delete(session)) return [];
    return [this.fact(said, 'call.disconnected', session, { cause: said.event.get('Hangup-Cause') })];
  }

  /** Whoever of the two pressed hold. */
  held(said: CcSaid, type: 'call.held' | 'call.retrieved'): CcEvent[] {
    const channel = said.event.get('Unique-ID') ?? '';
    for (const { session, talk } of this.open.values()) {
      if (talk === null || (talk.channel !== channel && session !== channel)) continue;
      return [this.fact(said, type, session, { agentId: talk.agent, legId: talk.legId })];
    }
    return [];
  }

  /** The members that a new connection was told of: who is there and was not heard coming, by their own second of coming. */
  listed(rows: readonly EslRow[]): CcEvent[] {
    return rows.flatMap(({ queue, uuid, session_uuid: session, joined_epoch, cid_number, state = '' }) => {
      const joinedAt = epochOf(joined_epoch);
      const isNew = uuid !== undefined && !this.open.has(uuid) && waiting.has(state);
      if (!isNew || !session || !queue || joinedAt === undefined) return [];
      this.open.set(uuid, { session, queue, offers: {}, talk: null });
      this.sessions.add(session);
      bound(this.open);
      const of = { subject: session, atMicros: joinedAt * 1_000, knownBy: `listed ${uuid} ${joinedAt}` };
      return [
        ccEvent(this.source, {
          ...of,
          type: 'call.enqueued',
          data: { queueId: queue, ...callerOf(cid_number) },
        }),
      ];
    });
  }

  /** Those of these members who still seemed to be there left unheard. */
  missing(members: readonly string[], now: number): CcEvent[] {
    return members.flatMap((member) => {
      const caller = this.open.get(member);
      if (caller === undefined) return [];
      this.open.delete(member);
      this.sessions.delete(caller.session);
      const of = { subject: caller.session, atMicros: now * 1_000, knownBy: `gone ${member}` };
      return [ccEvent(this.source, { ...of, type: 'call.unheard', data: { gone: true } })];
    });
  }

  /** The telephone system began anew: nobody of before is there. */
  forget(): void {
    this.open.clear();
    this.sessions.clear();
  }

  /** When a caller's line came in and by which number, once. */
  private arrived(said: CcSaid, session: string): CcEvent[] {
    if (this.sessions.has(session)) return [];
    this.sessions.add(session);
    bound(this.sessions);
    const created = said.event.get('Caller-Channel-Created-Time') ?? '';
    if (!/^\d{15,16}$/u.test(created)) return [];
    const dnis = /^\+?\d{3,20}$/u.exec(said.event.get('Caller-Destination-Number') ?? '')?.[0];
    const number = callerOf(ccField(said, 'Member-CID-Number'));
    const data = { direction: 'inbound', dnis, ...number };
    const of = { subject: session, atMicros: Number(created), knownBy: `channel ${session}` };
    return [ccEvent(this.source, { ...of, type: 'call.initiated', data })];
  }

  private remember(member: string): void {
    this.gone.add(member);
    bound(this.gone);
  }

  /** A ring that is over. */
  private takeRing(member: string, agent: string): Ring | undefined {
    const caller = this.open.get(member);
    const ring = caller?.offers[agent];
    if (caller === undefined || ring === undefined) return undefined;
    caller.offers = Object.fromEntries(Object.entries(caller.offers).filter(([name]) => name !== agent));
    return ring;
  }

  private ringEnd(member: string, cause: string): string {
    if (!ringCancelled.has(cause)) return ringEnds[cause] ?? 'failed';
    return !this.open.has(member) && this.gone.has(member) ? 'caller_gone' : 'rescinded';
  }

  private fact(
    { atMicros, knownBy }: CcSaid,
    type: EventType,
    subject: string,
    data: CcEvent['data'],
  ): CcEvent {
    return ccEvent(this.source, { type, subject, data, atMicros, knownBy });
  }
}

function bound(kept: Map<string, unknown> | Set<string>): void {
  if (kept.size <= mostCallers) return;
  const first: string | undefined = kept.keys().next().value;
  if (first !== undefined) kept.delete(first);
}

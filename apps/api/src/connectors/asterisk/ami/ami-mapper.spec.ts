import { describe, expect, it } from '@jest/globals';

import { AmiMapper } from './ami-mapper';

const start = 1_796_000_000;

/** A telephone system of which a spec says what happens, second by second. */
class Told {
  readonly mapper = new AmiMapper('/asterisk');
  private readonly events: { readonly type: string; readonly subject: string; readonly data: object }[] = [];

  constructor() {
    this.mapper.connected(start * 1_000);
  }

  at(seconds: number, Event: string, fields: Readonly<Record<string, string>> = {}): this {
    const stamp = (start + seconds).toFixed(6);
    const told = this.mapper.take(new Map(Object.entries({ Event, Timestamp: stamp, ...fields })), 0);
    this.events.push(...(told ?? []));
    return this;
  }

  /** As `type reason`, without what only joins facts. */
  get all(): string[] {
    return this.events.map(({ type, data }) => {
      const { reason, result, side, key, kind, state, queueId } = data as Record<string, string | undefined>;
      return [type, queueId, reason ?? result ?? side ?? kind ?? state, key].filter(Boolean).join(' ');
    });
  }

  get subjects(): string[] {
    return [...new Set(this.events.map(({ subject }) => subject))];
  }
}

const uid = `${start + 1}.7`;
const call = { Uniqueid: uid, Linkedid: `${start + 1}.6`, Queue: 'rdv', CallerIDNum: '0199001234' };
const anna = {
  ...call,
  DestUniqueid: `${start + 3}.8`,
  MemberName: 'Anna',
  Interface: 'Local/5001@from-queue/n',
};
const status = (Value: string) => ({ ...call, Variable: 'QUEUESTATUS', Value });
const asks = { ...call, Application: 'Queue', AppData: 'rdv,t,,,60' };

describe('what a manager interface says', () => {
  it.each([
    ['FULL', 'call.blocked rdv full'],
    ['JOINEMPTY', 'call.blocked rdv no_agents'],
    ['JOINUNAVAIL', 'call.blocked rdv no_agents'],
  ])('is a call turned away: %s', (value, wanted) => {
    const told = new Told().at(1, 'Newchannel', { ...call, Exten: '0199000101' }).at(2, 'Newexten', asks);
    expect(told.at(2, 'VarSet', status(value)).at(3, 'Hangup', call).all).toEqual([
      'call.initiated',
      wanted,
      'call.disconnected',
    ]);
  });

  it.each([
    ['TIMEOUT', 'timeout'],
    ['LEAVEEMPTY', 'no_agents'],
    ['WITHDRAW', 'withdrawn'],
  ])('is a caller whom the queue let go, though it is called an abandon: %s', (value, reason) => {
    const told = new Told().at(2, 'QueueCallerJoin', call).at(30, 'QueueCallerAbandon', call);
    told.at(30, 'QueueCallerLeave', call).at(30, 'VarSet', status(value));
    expect(told.all).toEqual(['call.enqueued rdv', `call.dequeued rdv ${reason}`]);
  });

  it('is a caller who hung up, where the queue says nothing more', () => {
    const told = new Told().at(2, 'QueueCallerJoin', call).at(9, 'QueueCallerAbandon', call);
    expect(told.at(9, 'QueueCallerLeave', call).at(9, 'Hangup', call).all).toEqual([
      'call.enqueued rdv',
      'call.dequeued rdv abandoned',
      'call.disconnected',
    ]);
  });

  it('is a key, by which somebody left, half a second later', () => {
    const told = new Told().at(2, 'QueueCallerJoin', call).at(9, 'QueueCallerLeave', { ...call, Exten: '1' });
    expect(told.all).toEqual(['call.enqueued rdv']);
    expect(told.at(9.6, 'DeviceStateChange').all.at(-1)).toBe('call.dequeued rdv key_exit 1');
  });

  it('ends the other rings where one of several took the call', () => {
    const benoit = { ...anna, DestUniqueid: `${start + 3}.9`, MemberName: 'Benoît' };
    const told = new Told()
      .at(2, 'QueueCallerJoin', call)
      .at(3, 'AgentCalled', anna)
      .at(3, 'AgentCalled', benoit);
    told.at(5, 'QueueCallerLeave', call).at(5, 'AgentConnect', { ...benoit, HoldTime: '3', RingTime: '2' });
    expect(told.all.slice(3)).toEqual(['call.offer_ended rescinded', 'call.answered rdv']);
  });

  it('ends a conversation by its transfer where a channel of its own stays between the two', () => {
    const told = new Told()
      .at(2, 'QueueCallerJoin', call)
      .at(5, 'QueueCallerLeave', call)
      .at(5, 'AgentConnect', anna);
    const real = { TransfererUniqueid: `${start + 4}.1`, TransfererLinkedid: call.Linkedid };
    told.at(20, 'BlindTransfer', {
      ...real,
      TransfereeLinkedid: call.Linkedid,
      Extension: '8002',
      Result: 'Success',
    });
    told.at(90, 'AgentComplete', { ...anna, TalkTime: '85', Reason: 'agent' });
    expect(told.all.slice(2)).toEqual(['call.transferred rdv blind', 'call.leg_ended rdv transfer']);
    expect(told.subjects).toEqual([uid]);
  });

  it('does not tell of a call whose beginning it did not hear, but that it did not', () => {
    const early = { ...call, Uniqueid: `${start - 60}.2` };
    expect(new Told().at(2, 'QueueCallerJoin', early).all).toEqual(['call.unheard', 'call.enqueued rdv']);
  });

  it('that hears but the end of a ring, or of a conversation, says that it did not hear the call', () => {
    const before = { ...anna, Uniqueid: `${start - 60}.7`, Linkedid: `${start - 60}.6` };
    const told = new Told()
      .at(2, 'AgentRingNoAnswer', { ...before, RingTime: '3000' })
      .at(9, 'AgentComplete', { ...before, Uniqueid: `${start - 50}.7`, TalkTime: '9', Reason: 'caller' });
    expect(told.all).toEqual([
      'call.unheard',
      'call.offer_ended rdv no_answer',
      'call.unheard',
      'call.leg_ended rdv caller',
    ]);
    const late = new Told().at(2, 'Newchannel', call).at(3, 'QueueCallerJoin', call).at(4, 'Hangup', call);
    expect(late.at(5, 'AgentComplete', anna).all).not.toContain('call.unheard');
  });

  it('tells what was not heard as a gap, unless the log of the same telephone system tells it', () => {
    const types = (isLogged: boolean): string[] => {
      const told = new Told().at(2, 'QueueCallerJoin', call);
      return told.mapper.connected((start + 60) * 1_000, isLogged).map(({ type }) => type);
    };
    expect(types(false)).toEqual(['source.gap', 'call.unheard']);
    expect(types(true)).toEqual(['call.unheard']);
  });

  it('knows a member by both names, and that a telephone is in use beside the queues', () => {
    const member = { Queue: 'rdv', MemberName: 'Anna', Interface: 'PJSIP/101', StateInterface: 'PJSIP/101' };
    const told = new Told().at(1, 'QueueMemberAdded', { ...member, Paused: '0' });
    told.at(9, 'QueueMemberPause', { ...member, Paused: '1', PausedReason: 'formation' });
    told.at(20, 'QueueMemberPause', { ...member, Paused: '0' });
    told.at(30, 'QueueMemberStatus', { ...member, Status: '2', Paused: '0' });
    told.at(60, 'QueueMemberStatus', { ...member, Status: '1', Paused: '0' });
    expect(told.all).toEqual([
      'agent.queue_joined rdv',
      'agent.state_changed rdv formation',
      'agent.state_changed rdv available',
      'agent.state_changed on_call',
      'agent.state_changed available',
    ]);
    expect(told.subjects).toEqual(['Anna']);
  });
});

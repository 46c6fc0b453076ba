import { AmiCallers } from './ami-callers';
import { AmiConversations } from './ami-conversations';
import { openCaller, type SavedCaller } from './ami-caller';
import { AmiEvents, AmiIds, microsOf, type AmiEvent, type Said } from './ami-event';
import { AmiMembers, interfaceOf } from './ami-members';
import { AmiPlaced } from './ami-placed';
import type { AmiMessage } from './ami-reader';

/** What a mapper goes on from: when it heard its telephone system last (ms since 1970), and who was in it then. */
export type AmiCheckpoint = Readonly<{ heardAt: number; callers: readonly SavedCaller[] }>;

/** Shorter silences than this are no gap: a connection is begun anew within it. */
const leastGapMs = 1_000;
/** By so much a boot that is told in whole seconds may seem earlier than it was. */
const bootToleranceMs = 2_000;

type Handler = (said: Said) => AmiEvent[];

/**
 * Turns what a manager interface says into events. Pure: the same messages, however they were cut, give the same events under the
 * same ids. It knows no clock but the messages' own; `connected` and `settle` are given the time.
 */
export class AmiMapper {
  private readonly callers: AmiCallers;
  private readonly members: AmiMembers;
  private readonly events: AmiEvents;
  private readonly handlers: ReadonlyMap<string, Handler>;
  private heardAt: number | null = null;
  private resync: { readonly since: number; callers: Set<string>; members: Set<string> } | null = null;

  constructor(
    private readonly source: string,
    checkpoint: AmiCheckpoint | null = null,
  ) {
    this.events = new AmiEvents(source, new AmiIds(source));
    this.callers = new AmiCallers(this.events);
    this.members = new AmiMembers(this.events, (agentId) => this.isBusy(agentId));
    this.handlers = this.handlersOf(this.callers, this.members);
    this.heardAt = checkpoint?.heardAt ?? null;
    for (const [uid, linkedid, queue, talk] of checkpoint?.callers ?? [])
      this.callers.open.set(uid, { ...openCaller(linkedid), isMet: true, queue, talk });
  }

  /** What has to be kept to go on from here. */
  checkpoint(): AmiCheckpoint {
    const callers = [...this.callers.open].flatMap(([uid, caller]): SavedCaller[] => {
      const { linkedid, queue, leaving, talk, isMet } = caller;
      // Whoever left just now is looked for where they waited: why they left is not known any more.
      return isMet ? [[uid, linkedid, queue ?? leaving?.queue ?? null, talk]] : [];
    });
    return { heardAt: this.heardAt ?? 0, callers };
  }

  /**
   * A connection was made at `now`, by the telephone system's clock: what was not heard since the last one is a gap, and calls that
   * were open then were not heard whole. `isLogged`: the log of the same telephone system is read too, and tells what was not heard.
   */
  connected(now: number, isLogged = false): AmiEvent[] {
    const last = this.heardAt;
    this.lastBefore = last;
    this.callers.listeningSince = now * 1_000;
    this.resync = { since: now, callers: new Set(), members: new Set() };
    this.heardAt = Math.max(now, last ?? 0);
    if (last === null || now - last < leastGapMs) return [];
    const said = this.aside('gap', now);
    const [from, to] = [last, now].map((at) => new Date(at).toISOString());
    const gap = { type: 'source.gap', subject: this.source, data: { from, to, why: 'ami' } } as const;
    const unheard = [...this.callers.open].flatMap(([uid, { isMet }]) =>
      isMet ? [this.events.of(said, { type: 'call.unheard', subject: uid })] : [],
    );
    return isLogged ? unheard : [this.events.of(said, gap), ...unheard];
  }

  /** What a message says. `receivedAt` stands in where it has no time of its own. Null for one that means nothing here. */
  take(message: AmiMessage, receivedAt: number): AmiEvent[] | null {
    const name = message.get('Event');
    if (name === undefined) return [];
    const said = { name, message, atMicros: microsOf(message, receivedAt) };
    const handler = this.handlers.get(name);
    this.heardAt = Math.max(this.heardAt ?? 0, Math.floor(said.atMicros / 1_000));
    const settled = this.callers.settle(said.atMicros);
    if (handler === undefined) return settled.length > 0 || ignored.has(name) ? settled : null;
    return [...settled, ...handler(said)];
  }

  /** Nothing was said for a while: what waited to be explained is told. `now` by the telephone system's clock. */
  settle(now: number): AmiEvent[] {
    return this.callers.settle(now * 1_000);
  }

  private handlersOf(calls: AmiCallers, members: AmiMembers): ReadonlyMap<string, Handler> {
    const talks = new AmiConversations(this.events, calls.open);
    const placed = new AmiPlaced(this.events);
    return new Map<string, Handler>([
      ['Newchannel', (said) => (calls.channelBorn(said), placed.born(said))],
      ['OriginateResponse', (said) => placed.responded(said)],
      ['DialEnd', (said) => placed.dialled(said)],
      ['Newexten', (said) => calls.dialplan(said)],
      ['VarSet', (said) => (said.message.get('Variable') === 'QUEUESTATUS' ? calls.queueSaid(said) : [])],
      ['QueueCallerJoin', (said) => calls.joined(said)],
      ['QueueCallerAbandon', (said) => calls.abandoned(said)],
      ['QueueCallerLeave', (said) => calls.left(said)],
      ['AgentCalled', (said) => calls.offered(said)],
      ['AgentRingNoAnswer', (said) => calls.notAnswered(said, 'no_answer')],
      ['AgentDump', (said) => calls.notAnswered(said, 'agent_dumped')],
      ['AgentConnect', (said) => calls.answered(said)],
      ['AgentComplete', (said) => calls.completed(said)],
      ['Hold', (said) => talks.hold(said, true)],
      ['Unhold', (said) => talks.hold(said, false)],
      ['BlindTransfer', (said) => talks.transferred(said, 'blind')],
      ['AttendedTransfer', (said) => talks.transferred(said, 'attended')],
      ['Hangup', (said) => [...calls.hungUp(said), ...placed.hungUp(said)]],
      ['QueueMemberAdded', (said) => members.added(said)],
      ['QueueMemberRemoved', (said) => members.removed(said)],
      ['QueueMemberPause', (said) => members.paused(said)],
      ['QueueMemberStatus', (said) => members.device(said)],
      ['AgentLogin', (said) => members.agent(said, 'agent.logged_in')],
      ['AgentLogoff', (said) => members.agent(said, 'agent.logged_out')],
      ['UserEvent', (said) => this.userEvent(said)],
      ['FullyBooted', (said) => this.booted(said)],
      ['QueueMember', (said) => this.listedMember(said)],
      ['QueueEntry', (said) => this.listedCaller(said)],
      ['QueueStatusComplete', (said) => this.listed(said)],
    ]);
  }

  /** How long it runs tells whether it restarted since it was heard last. */
  private booted(said: Said): AmiEvent[] {
    const uptimeMs = Number(said.message.get('Uptime') ?? Number.NaN) * 1_000;
    const bootedAt = Math.floor(said.atMicros / 1_000) - uptimeMs;
    const last = this.lastBefore;
    if (!Number.isFinite(bootedAt) || last === null || bootedAt + bootToleranceMs < last) return [];
    this.callers.open.clear();
    this.members.forget();
    const atMicros = Math.max(bootedAt, last) * 1_000;
    return [this.events.of(said, { type: 'source.restarted', subject: this.source, atMicros })];
  }

  /** When it was heard before this connection. */
  private lastBefore: number | null = null;

  private userEvent(said: Said): AmiEvent[] {
    const name = said.message.get('UserEvent');
    if (name === 'VigieGreetingStarted') return this.callers.greeting(said, 'call.greeting_started');
    return name === 'VigieGreetingEnded' ? this.callers.greeting(said, 'call.greeting_ended') : [];
  }

  private listedMember(said: Said): AmiEvent[] {
    this.resync?.members.add(`${said.message.get('Queue') ?? ''} ${interfaceOf(said)}`);
    // A member of the list is the same in every list, whoever asks for it and when.
    const [since, pausedAt] = ['LoginTime', 'LastPause'].map((key) => said.message.get(key) ?? '');
    return this.members.listed({ ...said, knownBy: `${since} ${pausedAt}` });
  }

  private listedCaller(said: Said): AmiEvent[] {
    const uid = said.message.get('Uniqueid') ?? '';
    this.resync?.callers.add(uid);
    if (this.callers.open.get(uid)?.queue === said.message.get('Queue')) return [];
    const waitMs = Number(said.message.get('Wait') ?? 0) * 1_000;
    return this.callers.joined({ ...said, atMicros: said.atMicros - waitMs * 1_000, knownBy: 'listed' });
  }

  /** Who waited when it was heard last and is not listed left unheard. */
  private listed(said: Said): AmiEvent[] {
    const { resync } = this;
    this.resync = null;
    if (resync === null) return [];
    const told = this.members.missing(said, resync.members);
    for (const [uid, caller] of this.callers.open) {
      if (caller.queue === null || resync.callers.has(uid)) continue;
      caller.queue = null;
      told.push(this.events.of(said, { type: 'call.unheard', subject: uid, data: { gone: true } }));
    }
    return told;
  }

  private isBusy(agentId: string): boolean {
    for (const { talk, offers } of this.callers.open.values()) {
      if (talk?.agentId === agentId) return true;
      for (const offer of offers.values()) if (offer.agentId === agentId) return true;
    }
    return false;
  }

  private aside(name: string, now: number): Said {
    return { name, message: new Map(), atMicros: now * 1_000 };
  }
}

/** What is said beside what counts; any other name is told to be unknown. */
const ignored: ReadonlySet<string> = new Set(
  (
    'SuccessfulAuth DeviceStateChange ExtensionStatus PresenceStateChange PresenceStatus NewCallerid NewConnectedLine ' +
    'NewAccountCode LocalBridge LocalOptimizationBegin LocalOptimizationEnd DialBegin DialState Newstate ' +
    'MusicOnHoldStart MusicOnHoldStop BridgeCreate BridgeDestroy BridgeEnter BridgeLeave BridgeMerge ' +
    'HangupRequest SoftHangupRequest DTMFBegin DTMFEnd Shutdown Reload Rename RTCPSent RTCPReceived PeerStatus ' +
    'ContactStatus Registry QueueParams QueueSummary QueueMemberPenalty QueueMemberRinginuse QueueCallerMove ' +
    'ChallengeSent ChallengeResponseFailed InvalidPassword Cdr CEL MCID Pickup Status VoicemailPasswordChange MessageWaiting'
  ).split(' '),
);

import { pauseStateOf } from '../queue-log-events';
import { namedIn, type AmiEvent, type AmiEvents, type Said } from './ami-event';

/** A member of a queue as it was told last. */
type Member = { readonly name: string; isPaused: boolean };

/** Device states of Asterisk: in use, busy, ringing beside a call, on hold. */
const inUse: ReadonlySet<string> = new Set(['2', '3', '7', '8']);
const idle: ReadonlySet<string> = new Set(['0', '1']);
/** Not registered, or not there: a member of the settings who is not at work. */
const absent: ReadonlySet<string> = new Set(['4', '5']);

/** What a manager interface tells of the members of queues: pure. */
export class AmiMembers {
  /** By queue, then by interface. */
  private readonly queues = new Map<string, Map<string, Member>>();
  /** Names of members by any of their interfaces. */
  private readonly names = new Map<string, string>();
  /** Whose telephone is in use by a call that no queue gave them. */
  private readonly elsewhere = new Set<string>();

  constructor(
    private readonly events: AmiEvents,
    /** Whether a queue's call rings or goes on at somebody. */
    private readonly isBusy: (agentId: string) => boolean,
  ) {}

  added(said: Said): AmiEvent[] {
    const { queue, name, isPaused } = this.learn(said);
    return [
      this.fact(said, 'agent.queue_joined', name, { queueId: queue, ...(isPaused && { paused: true }) }),
    ];
  }

  removed(said: Said): AmiEvent[] {
    const { queue, name } = this.learn(said);
    this.queues.get(queue)?.delete(interfaceOf(said));
    return [this.fact(said, 'agent.queue_left', name, { queueId: queue })];
  }

  paused(said: Said): AmiEvent[] {
    const { queue, name, isPaused } = this.learn(said);
    return [this.fact(said, 'agent.state_changed', name, { queueId: queue, ...stateOf(said, isPaused) })];
  }

  /** A telephone in use by a call of no queue is somebody who cannot take one. */
  device(said: Said): AmiEvent[] {
    const { name, isPaused } = this.learn(said);
    const status = said.message.get('Status') ?? '';
    if (inUse.has(status) && !this.elsewhere.has(name) && !this.isBusy(name)) {
      this.elsewhere.add(name);
      return [this.fact(said, 'agent.state_changed', name, { state: 'on_call' })];
    }
    if (!idle.has(status) || !this.elsewhere.delete(name)) return [];
    return [this.fact(said, 'agent.state_changed', name, stateOf(said, isPaused))];
  }

  /** `app_agent_pool` names agents by numbers: the member whose state is that agent's is meant. */
  agent(said: Said, type: 'agent.logged_in' | 'agent.logged_out'): AmiEvent[] {
    const number = said.message.get('Agent') ?? '';
    const name = this.names.get(`Agent:${number}`) ?? this.names.get(`Agent/${number}`);
    const data = name === undefined ? {} : { interface: number };
    return [this.events.of(said, { type, subject: name ?? number, data })];
  }

  /** A member as the list of a new connection has it: told only where it is news. */
  listed(said: Said): AmiEvent[] {
    const queue = said.message.get('Queue') ?? '';
    const known = this.queues.get(queue)?.get(interfaceOf(said));
    const { name, isPaused } = this.learn(said);
    if (known === undefined) {
      if (absent.has(said.message.get('Status') ?? '')) return [];
      const paused = isPaused && { paused: true };
      return [this.fact(said, 'agent.queue_joined', name, { queueId: queue, ...paused })];
    }
    if (known.isPaused === isPaused) return [];
    return [this.fact(said, 'agent.state_changed', name, { queueId: queue, ...stateOf(said, isPaused) })];
  }

  /** Those whom the list of a new connection did not have, as queue and interface, left unheard. */
  missing(said: Said, listed: ReadonlySet<string>): AmiEvent[] {
    const told: AmiEvent[] = [];
    for (const [queue, members] of this.queues)
      for (const [address, { name }] of members) {
        if (listed.has(`${queue} ${address}`)) continue;
        members.delete(address);
        const data = { queueId: queue, interface: address };
        told.push(this.events.of(said, { type: 'agent.queue_left', subject: name, data }));
      }
    return told;
  }

  /** The telephone system began anew. */
  forget(): void {
    this.queues.clear();
    this.elsewhere.clear();
  }

  private learn(said: Said): { queue: string; name: string; isPaused: boolean } {
    const { message } = said;
    const address = interfaceOf(said);
    const name = namedIn(message.get('MemberName')) ?? namedIn(message.get('Name')) ?? address;
    const queue = message.get('Queue') ?? '';
    const isPaused = message.get('Paused') === '1';
    const members = this.queues.get(queue) ?? new Map<string, Member>();
    this.queues.set(queue, members.set(address, { name, isPaused }));
    for (const other of [address, message.get('StateInterface')]) if (other) this.names.set(other, name);
    return { queue, name, isPaused };
  }

  private fact(said: Said, type: AgentType, subject: string, data: AmiEvent['data']): AmiEvent {
    const address = interfaceOf(said);
    const other = address !== '' && address !== subject ? { interface: address } : {};
    return this.events.of(said, { type, subject, data: { ...data, ...other } });
  }
}

type AgentType = 'agent.queue_joined' | 'agent.queue_left' | 'agent.state_changed';

export const interfaceOf = ({ message }: Said): string =>
  message.get('Interface') ?? message.get('Location') ?? '';

function stateOf({ message }: Said, isPaused: boolean): { state: string; reason?: string } {
  const reason = namedIn(message.get('PausedReason'))?.slice(0, 64);
  if (!isPaused) return { state: 'available' };
  return { state: pauseStateOf(reason ?? ''), ...(reason !== undefined && { reason }) };
}

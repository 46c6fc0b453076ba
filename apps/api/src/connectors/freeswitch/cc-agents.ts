import { ccEvent, ccField, epochOf, type CcEvent, type CcSaid } from './esl-event';
import type { EslRow } from './esl-table';

type Status = 'available' | 'break' | 'out';

const statuses: Readonly<Record<string, Status>> = {
  Available: 'available',
  'Available (On Demand)': 'available',
  'On Break': 'break',
  'Logged Out': 'out',
};

/** Far more than there are anywhere. */
const mostAgents = 5_000;

/** What a call centre of FreeSWITCH tells of agents: pure. Their queues are what its tiers say, whoever is logged in. */
export class CcAgents {
  private readonly known: Map<string, Status>;
  private readonly queues = new Map<string, string[]>();

  constructor(
    private readonly source: string,
    kept: readonly (readonly [string, string])[] = [],
  ) {
    this.known = new Map(kept as readonly (readonly [string, Status])[]);
  }

  get kept(): readonly (readonly [string, string])[] {
    return [...this.known];
  }

  changed(said: CcSaid): CcEvent[] {
    const agent = ccField(said, 'Agent');
    const status = statuses[ccField(said, 'Agent-Status') ?? ''];
    return agent === undefined || status === undefined ? [] : this.become(agent, status, said);
  }

  /** Which queues agents are of. */
  tiers(rows: readonly EslRow[]): void {
    this.queues.clear();
    for (const { agent, queue } of rows)
      if (agent && queue) this.queues.set(agent, [...(this.queues.get(agent) ?? []), queue]);
  }

  /** Agents as a new connection was told of them: told on only where that is news. */
  listed(rows: readonly EslRow[], now: number): CcEvent[] {
    const there = new Set(rows.map(({ name }) => name));
    const told = rows.flatMap(({ name, status: text = '', last_status_change }) => {
      const status = statuses[text];
      if (!name || status === undefined || this.known.get(name) === status) return [];
      if (status === 'out' && !this.known.has(name)) return [];
      const at = epochOf(last_status_change) ?? now;
      return this.become(name, status, { atMicros: at * 1_000, knownBy: `listed ${text} ${at}` });
    });
    const gone = [...this.known].flatMap(([name, status]) => {
      if (there.has(name) || status === 'out') return [];
      return this.become(name, 'out', { atMicros: now * 1_000, knownBy: `gone ${now}` });
    });
    return [...told, ...gone];
  }

  forget(): void {
    this.known.clear();
  }

  private become(agent: string, status: Status, said: Pick<CcSaid, 'atMicros' | 'knownBy'>): CcEvent[] {
    const before = this.known.get(agent) ?? 'out';
    this.known.set(agent, status);
    if (this.known.size > mostAgents) this.known.delete(this.known.keys().next().value ?? '');
    const fact = (type: CcEvent['type'], data: CcEvent['data'] = {}): CcEvent =>
      ccEvent(this.source, { ...said, type, subject: agent, data });
    if (status === 'out') return before === 'out' ? [] : [fact('agent.logged_out')];
    const state = status === 'available' ? 'available' : 'break';
    if (before !== 'out') return [fact('agent.state_changed', { state })];
    const queues = this.queues.get(agent) ?? [];
    return [
      fact('agent.logged_in'),
      ...queues.map((queueId) => fact('agent.queue_joined', { queueId })),
      fact('agent.state_changed', { state }),
    ];
  }
}

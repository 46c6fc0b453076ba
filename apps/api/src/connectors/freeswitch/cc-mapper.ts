import { CcAgents } from './cc-agents';
import { CcCallers, type CcCaller } from './cc-callers';
import { ccEvent, ccField, saidOf, type CcEvent, type CcSaid, type EslEvent } from './esl-event';
import type { EslRow } from './esl-table';

/** What a mapper goes on from. */
export type CcCheckpoint = Readonly<{
  /** When it heard its telephone system last, in ms since 1970. */
  heardAt: number;
  /** What the core called itself: another name is another start. */
  core: string | null;
  callers: readonly (readonly [member: string, caller: CcCaller])[];
  agents: readonly (readonly [agent: string, status: string])[];
}>;

/** Shorter silences than this are no gap. */
const leastGapMs = 1_000;

type Handler = (said: CcSaid) => CcEvent[];

/**
 * Turns what the call centre of a FreeSWITCH says (`mod_callcenter`) into events. Pure: the same messages, however they were cut, give
 * the same events under the same ids. It knows no clock but the messages' own; `connected` is given the time.
 */
export class CcMapper {
  private readonly callers: CcCallers;
  private readonly agents: CcAgents;
  private readonly actions: ReadonlyMap<string, Handler>;
  private heardAt: number | null;
  private core: string | null;
  /** Who was there when it was heard last, and was in no list since. */
  private readonly unseen: Set<string>;

  constructor(
    private readonly source: string,
    checkpoint: CcCheckpoint | null = null,
  ) {
    this.callers = new CcCallers(source, checkpoint?.callers);
    this.agents = new CcAgents(source, checkpoint?.agents);
    this.heardAt = checkpoint?.heardAt ?? null;
    this.core = checkpoint?.core ?? null;
    this.unseen = new Set(this.callers.open.keys());
    this.actions = actionsOf(this.callers, this.agents);
  }

  /** What has to be kept to go on from here. */
  checkpoint(): CcCheckpoint {
    return {
      heardAt: this.heardAt ?? 0,
      core: this.core,
      callers: [...this.callers.open],
      agents: this.agents.kept,
    };
  }

  /**
   * A connection was made at `now`, by the telephone system's clock, to a core of that name: what was not heard since the last one is
   * a gap, and a core of another name began anew in it.
   */
  connected(now: number, core: string | null): CcEvent[] {
    const last = this.heardAt;
    this.heardAt = Math.max(now, last ?? 0);
    const restarted = core === null ? [] : this.ofCore(core, now * 1_000);
    if (last === null || now - last < leastGapMs) return restarted;
    const [from, to] = [last, now].map((at) => new Date(at).toISOString());
    const of = { subject: this.source, atMicros: now * 1_000, knownBy: `gap ${last} ${now}` };
    return [
      ccEvent(this.source, { ...of, type: 'source.gap', data: { from, to, why: 'esl' } }),
      ...restarted,
    ];
  }

  /** Which queues agents are of: told first. */
  tiers(rows: readonly EslRow[]): void {
    this.agents.tiers(rows);
  }

  agentsListed(rows: readonly EslRow[], now: number): CcEvent[] {
    return this.agents.listed(rows, now);
  }

  /** Those of one queue. */
  membersListed(rows: readonly EslRow[]): CcEvent[] {
    for (const { uuid = '' } of rows) this.unseen.delete(uuid);
    return this.callers.listed(rows);
  }

  /** Every queue was listed: who was there before this connection and is in no list left unheard. */
  allListed(now: number): CcEvent[] {
    const unseen = [...this.unseen];
    this.unseen.clear();
    return this.callers.missing(unseen, now);
  }

  /** What a message says. `receivedAt` stands in where it has no time of its own. Null for one that means nothing here. */
  take(event: EslEvent, receivedAt: number): CcEvent[] | null {
    const said = saidOf(event, receivedAt);
    this.heardAt = Math.max(this.heardAt ?? 0, Math.floor(said.atMicros / 1_000));
    const core = event.get('Core-UUID');
    const restarted = core === undefined ? [] : this.ofCore(core, said.atMicros);
    const told = this.told(said);
    return told === null && restarted.length === 0 ? null : [...restarted, ...(told ?? [])];
  }

  private told(said: CcSaid): CcEvent[] | null {
    const name = said.event.get('Event-Name');
    if (name === 'CHANNEL_HANGUP_COMPLETE') return this.callers.hungUp(said);
    if (name === 'CHANNEL_HOLD') return this.callers.held(said, 'call.held');
    if (name === 'CHANNEL_UNHOLD') return this.callers.held(said, 'call.retrieved');
    if (name === 'HEARTBEAT') return [];
    const action = ccField(said, 'Action');
    if (action === undefined) return null;
    const handler = this.actions.get(action);
    return handler === undefined ? (ignored.has(action) ? [] : null) : handler(said);
  }

  private ofCore(core: string, atMicros: number): CcEvent[] {
    const before = this.core;
    this.core = core;
    if (before === null || before === core) return [];
    this.callers.forget();
    this.agents.forget();
    const of = { subject: this.source, atMicros, knownBy: `core ${core}` };
    return [ccEvent(this.source, { ...of, type: 'source.restarted' })];
  }
}

function actionsOf(callers: CcCallers, agents: CcAgents): ReadonlyMap<string, Handler> {
  return new Map<string, Handler>([
    ['member-queue-start', (said) => callers.joined(said)],
    ['member-queue-resume', (said) => callers.joined(said)],
    ['agent-offering', (said) => callers.offered(said)],
    ['bridge-agent-fail', (said) => callers.notAnswered(said)],
    ['bridge-agent-start', (said) => callers.answered(said)],
    ['bridge-agent-end', (said) => callers.talkEnded(said)],
    ['member-queue-end', (said) => callers.left(said)],
    ['agent-status-change', (said) => agents.changed(said)],
  ]);
}

/** What is said beside what counts; any other name is told to be unknown. */
const ignored: ReadonlySet<string> = new Set(
  'members-count agent-state-change agent-status-get agent-state-get agent-add agent-del agent-contact-change agent-max-no-answer agent-set-ready agent-cid-change'.split(
    ' ',
  ),
);

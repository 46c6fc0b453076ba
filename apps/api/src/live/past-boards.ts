import { agentLegsOf } from '@vigie/calls';
import type { AgentLeg, Instant } from '@vigie/calls';
import type { LiveSnapshot } from '@vigie/contracts';
import { centreDayOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { keptSince, type KeptSince } from '../event-log/log-progress-store';
import { AgentDayStore } from '../fold/agent-day-store';
import { CallStore, type StoredCall } from '../fold/call-store';
import { DayCalendar } from '../fold/day-calendar';
import { ChangeStore } from '../fold/change-store';
import { foldByArrival } from '../fold/refold-call';
import type { SourceGap } from '../fold/source-gaps';
import { SourceStore } from '../fold/source-store';
import type { Asking } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { Problem } from '../platform/problems';
import { personFigures } from '../settings/staff-notice';
import { TenantSettings } from '../settings/tenant-settings';
import type { AgentDay } from './board/agents';
import { toBoardCall } from './board/board-call';
import type { ToldCall } from './board/board-call';
import { concernsSince } from './board/concerns';
import { LiveBoard } from './board/live-board';
import { toldOf } from './board/owed';
import type { SourceState } from './board/sources';
import { claimsAt, withTakers } from './board-query';
import { BoardReader } from './board-reader';
import { boardOfScope } from './room-boards';

const hourMs = 3_600_000;
/** A day of a large centre is a lot to hold: so many at once, and of them so many of one tenant. */
const mostAtOnce = 8;
const mostOfTenant = 3;
const tooMany = () =>
  new Problem({
    code: 'too_many_requests',
    status: 429,
    detail: 'Several past moments are being looked at already.',
  });

const forgotten = () =>
  new Problem({
    code: 'no_longer_kept',
    status: 410,
    detail:
      'at: the calls of that day are no longer kept one by one; their sums are, in GET /api/v1/metrics.',
  });

type PastBoard = Readonly<{ board: LiveBoard; seq: number; keepsAgents: boolean }>;

/** The board as it was: folded from the facts of that time, those that were told late among them. */
@Injectable()
export class PastBoards {
  /** The tenants of those that are being folded, one each time. */
  private readonly underWay: string[] = [];

  constructor(
    private readonly database: Database,
    private readonly reader: BoardReader,
    private readonly calls: CallStore,
    private readonly agents: AgentDayStore,
    private readonly changes: ChangeStore,
    private readonly sources: SourceStore,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * The state at `at`. Of sources only those are told of which something was not heard that day until then: when each
   * was heard last is only known of now. A day is a lot to fold, so few
   * may ask at once, and no tenant can take all turns; the others are told to come back. Secretaries are of it only
   * where that is switched on now, and told as they were then; each sees herself. Where agents' days are no longer kept,
   * nothing is told of them, not even how many there were. Throws 410 where the calls of that day are not kept either.
   */
  async at({ tenantId, scope }: Asking, at: Instant): Promise<LiveSnapshot> {
    const own = this.underWay.filter((id) => id === tenantId).length;
    if (own >= mostOfTenant || this.underWay.length >= mostAtOnce) throw tooMany();
    this.underWay.push(tenantId);
    try {
      const whole = await this.fold(tenantId, at);
      const board = boardOfScope(whole.board, scope, at);
      const seq = scope.kind === 'all' ? whole.seq : 0;
      const view = board.view(at);
      const isTold = scope.kind === 'agent' || this.tellsPastAgents(tenantId);
      return {
        ...view,
        ...(!isTold && { agents: {} }),
        ...(!whole.keepsAgents && withoutAgents(view)),
        epoch: `at-${at}`,
        seq,
        at: new Date(at).toISOString(),
      };
    } finally {
      this.underWay.splice(this.underWay.indexOf(tenantId), 1);
    }
  }

  private tellsPastAgents(tenantId: string): boolean {
    const now = this.clock.now();
    return personFigures(this.settings.at(tenantId, now), now).has('pastAgents');
  }

  private async fold(tenantId: string, at: Instant): Promise<PastBoard> {
    const opening = await this.database.withTenant(tenantId, (tx) => this.opening(tx, tenantId, at));
    const { settings, keepsAgents } = opening;
    const board = new LiveBoard(settings, opening.names, at);
    const { start } = centreDayOf(at, settings.timezone, settings.dayStartMinute);
    const range = { from: start - 3 * hourMs, to: at + hourMs };
    const past = await this.reader.arrived(tenantId, range, (call) => this.pastOf(tenantId, call, at));
    const calls = past.filter((call) => call !== null);
    const told = [...opening.wishes, ...calls].map((call) => toBoardCall(call));
    board.applyCalls(await this.database.withTenant(tenantId, (tx) => withTakers(tx, tenantId, told, at)));
    board.applyOwed(toldOf(opening.owed));
    board.applyUsual(keepsAgents ? opening.usual.planned : [], []);
    board.applyClaims(opening.claims);
    board.applySources(unheardOf(opening.gaps));
    if (keepsAgents) board.applyAgents(daysUntil(opening.days, calls, at));
    return { board, seq: opening.folded, keepsAgents };
  }

  private async opening(tx: EntityManager, tenantId: string, at: Instant) {
    const { folded } = await this.changes.head(tx, tenantId);
    const names = await this.settings.known(tx, tenantId);
    const settings = this.settings.at(tenantId, at);
    const kept = await keptSince(tx, tenantId);
    const day = centreDayOf(at, settings.timezone, settings.dayStartMinute);
    if (areCallsGone(kept, day)) throw forgotten();
    const usual = await this.reader.usual(tx, tenantId, { settings }, at);
    const claims = await claimsAt(tx, tenantId, at);
    const gaps = await this.sources.gaps(tx, tenantId, day.start);
    const days = await this.agents.day(tx, tenantId, at);
    const owed = await this.reader.owed(tx, tenantId, settings, at);
    const wishing = await this.calls.callsWithWish(tx, tenantId, concernsSince(at));
    const wishes = wishing.flatMap((call) => this.pastOf(tenantId, call, at) ?? []);
    const keepsAgents = keepsAgentsOf(kept, settings.timezone, at);
    return { folded, names, settings, usual, claims, gaps, days, owed, wishes, keepsAgents };
  }

  /** A call as it was known by then; null where it had not begun. It may have entered its queue, its arrival, only later. */
  private pastOf(tenantId: string, { callKey, source, facts }: StoredCall, at: Instant): ToldCall | null {
    const known = facts.filter((fact) => fact.at <= at);
    if (known.length === 0) return null;
    const call = foldByArrival(known, (instant) => this.settings.rulesAt(tenantId, instant));
    return { callKey, source, call };
  }
}

/** Each source of which something was not heard, whenever that was told. */
function unheardOf(gaps: readonly SourceGap[]): SourceState[] {
  const nothing = { lastEventAt: null, lastHeartbeatAt: null, offsetMs: null };
  const bySource = Map.groupBy(gaps, ({ source }) => source);
  return [...bySource].map(([source, own]) => ({ source, ...nothing, gaps: own }));
}

/** Whether calls of that day were taken away: what is left of it is no board of it. */
function areCallsGone({ callsFrom }: KeptSince, { start }: { readonly start: Instant }): boolean {
  return callsFrom !== null && start < callsFrom;
}

function keepsAgentsOf({ agentsFrom }: KeptSince, timezone: string, at: Instant): boolean {
  return agentsFrom === null || new DayCalendar(timezone).dayOf(at).date >= agentsFrom;
}

function withoutAgents({ totals }: Pick<LiveSnapshot, 'totals'>): Partial<LiveSnapshot> {
  return {
    agents: {},
    totals: totals && { ...totals, agents: null, freeWhileWaiting: null, linesBusy: null },
  };
}

function daysUntil(days: readonly AgentDay[], past: readonly ToldCall[], at: Instant): AgentDay[] {
  const known = new Set(past.map(({ callKey }) => callKey));
  const legs = Map.groupBy(
    past.flatMap(({ callKey, call }) => agentLegsOf(callKey, call)),
    ({ agentId }) => agentId,
  );
  return days.map((day) => ({
    ...day,
    facts: day.facts.filter((fact) => fact.at <= at),
    legs: [
      // Of calls before those, all is over.
      ...day.legs.filter(({ callKey, ...leg }) => !known.has(callKey) && isOver(leg, at)),
      ...(legs.get(day.agentId) ?? []).map(({ leg }) => leg),
    ],
  }));
}

const isOver = (leg: Omit<AgentLeg, 'callKey'>, at: Instant): boolean =>
  Math.max(leg.offerEndedAt ?? 0, leg.answeredAt ?? 0, leg.endedAt ?? 0, leg.wrapEndedAt ?? 0) <= at;

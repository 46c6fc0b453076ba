import { agentLegsOf } from '@vigie/calls';
import type { AgentLeg, Instant } from '@vigie/calls';
import type { LiveSnapshot } from '@vigie/contracts';
import { centreDayOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import { AgentDayStore } from '../fold/agent-day-store';
import type { StoredCall } from '../fold/call-store';
import { ChangeStore } from '../fold/change-store';
import { foldByArrival } from '../fold/refold-call';
import type { Asking } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { Problem } from '../platform/problems';
import { personFigures } from '../settings/staff-notice';
import { TenantSettings } from '../settings/tenant-settings';
import type { AgentDay } from './board/agents';
import { toBoardCall } from './board/board-call';
import type { ToldCall } from './board/board-call';
import { LiveBoard } from './board/live-board';
import { toldOf } from './board/owed';
import { claimsAt } from './board-query';
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

/** The board as it was: folded from the facts of that time, those that were told late among them. */
@Injectable()
export class PastBoards {
  /** The tenants of those that are being folded, one each time. */
  private readonly underWay: string[] = [];

  constructor(
    private readonly database: Database,
    private readonly reader: BoardReader,
    private readonly agents: AgentDayStore,
    private readonly changes: ChangeStore,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * The state at `at`. Sources are not told: when each was heard is only known of now. A day is a lot to fold, so few
   * may ask at once, and no tenant can take all turns; the others are told to come back. Secretaries are of it only
   * where that is switched on now, and told as they were then; each sees herself.
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

  private async fold(
    tenantId: string,
    at: Instant,
  ): Promise<{ readonly board: LiveBoard; readonly seq: number }> {
    const opening = await this.database.withTenant(tenantId, async (tx) => {
      const { folded } = await this.changes.head(tx, tenantId);
      const names = await this.settings.known(tx, tenantId);
      const settings = this.settings.at(tenantId, at);
      const usual = await this.reader.usual(tx, tenantId, { settings }, at);
      const claims = await claimsAt(tx, tenantId, at);
      const days = await this.agents.day(tx, tenantId, at);
      const owed = await this.reader.owed(tx, tenantId, settings, at);
      return { folded, names, settings, usual, claims, days, owed };
    });
    const board = new LiveBoard(opening.settings, opening.names, at);
    const past = await this.callsUntil(tenantId, at);
    board.applyCalls(past.map(toBoardCall));
    board.applyOwed(toldOf(opening.owed));
    board.applyUsual(opening.usual.planned, []);
    board.applyClaims(opening.claims);
    board.applyAgents(daysUntil(opening.days, past, at));
    return { board, seq: opening.folded };
  }

  /** Calls that had begun by then; one may have entered its queue, which is its arrival, only later. */
  private async callsUntil(tenantId: string, at: Instant): Promise<ToldCall[]> {
    const settings = this.settings.at(tenantId, at);
    const { start } = centreDayOf(at, settings.timezone, settings.dayStartMinute);
    const pastOf = ({ callKey, source, facts }: StoredCall): ToldCall | null => {
      const known = facts.filter((fact) => fact.at <= at);
      if (known.length === 0) return null;
      return {
        callKey,
        source,
        call: foldByArrival(known, (instant) => this.settings.rulesAt(tenantId, instant)),
      };
    };
    const range = { from: start - 3 * hourMs, to: at + hourMs };
    return (await this.reader.arrived(tenantId, range, pastOf)).filter((call) => call !== null);
  }
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

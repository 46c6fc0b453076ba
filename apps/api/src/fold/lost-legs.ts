import {
  decodeFacts,
  foldCall,
  noRules,
  signOfEnd,
  type AgentLeg,
  type Instant,
  type Leg,
} from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { NewEvent } from '../event-log/logged-event';
import { serverEventOfCall } from '../event-log/server-events';
import { TenantSettings } from '../settings/tenant-settings';
import { AgentDayStore } from './agent-day-store';
import type { AgentDay } from './agent-day';
import { talkingCalls, type TalkingCall } from './upkeep-store';

/** A conversation without an end, and of which call. */
type OpenLeg = {
  readonly call: TalkingCall;
  readonly leg: Leg;
  /** As settings know who the leg names. */
  readonly agentId: string;
  readonly answeredAt: Instant;
};

const callsAtOnce = 1000;

/** Finds conversations whose end nobody told, and whose agent was seen elsewhere since. */
@Injectable()
export class LostLegs {
  constructor(
    private readonly agentDays: AgentDayStore,
    private readonly settings: TenantSettings,
  ) {}

  /** An event `call.leg_lost` for each, at the first sign that it was over. The same sign gives the same event. */
  async at(tx: EntityManager, tenantId: string, now: Instant): Promise<NewEvent[]> {
    const calls = await talkingCalls(tx, tenantId, callsAtOnce);
    if (calls.length === 0) return [];
    await this.settings.ensureLoaded(tx, tenantId);
    const named = (name: string, at: Instant) => this.settings.at(tenantId, at).agentIdOf(name);
    const open = calls.flatMap((call) => openLegsOf(call, named));
    if (open.length === 0) return [];
    const days = await this.daysOf(tx, tenantId, open);
    return open.flatMap((one) => {
      const sign = signFor(one, days.get(one.agentId) ?? [], now);
      return sign === null ? [] : [lossOf(one, sign)];
    });
  }

  /** The days of these agents from the first of the conversations to the day after the last. */
  private async daysOf(
    tx: EntityManager,
    tenantId: string,
    open: readonly OpenLeg[],
  ): Promise<Map<string, readonly AgentDay[]>> {
    const calendar = this.agentDays.calendarOf(tenantId);
    const windows = new Map<string, { first: string; last: string }>();
    for (const { agentId, answeredAt } of open) {
      const { date } = calendar.dayOf(answeredAt);
      const { first, last } = windows.get(agentId) ?? { first: date, last: date };
      windows.set(agentId, { first: date < first ? date : first, last: date > last ? date : last });
    }
    const stored = await this.agentDays.daysAround(tx, tenantId, windows, calendar);
    return new Map([...stored].map(([agentId, days]) => [agentId, days.days()]));
  }
}

function openLegsOf(call: TalkingCall, named: (name: string, at: Instant) => string): readonly OpenLeg[] {
  const { legs } = foldCall(decodeFacts(call.facts), noRules);
  return legs.flatMap((leg) =>
    leg.answeredAt === null || leg.endedAt !== null || leg.agentId === ''
      ? []
      : [{ call, leg, agentId: named(leg.agentId, leg.answeredAt), answeredAt: leg.answeredAt }],
  );
}

function signFor({ answeredAt }: OpenLeg, days: readonly AgentDay[], now: Instant): Instant | null {
  const legs = days.flatMap((day) => day.legs);
  const facts = days.flatMap((day) => day.facts);
  const open: Pick<AgentLeg, 'answeredAt' | 'endedAt'> = { answeredAt, endedAt: null };
  return signOfEnd(open, legs, facts, now);
}

function lossOf({ call, leg, answeredAt }: OpenLeg, sign: Instant): NewEvent {
  return serverEventOfCall(
    { source: call.source, callId: call.call_id },
    {
      type: 'call.leg_lost',
      at: sign,
      id: `leg-${call.call_key}-${leg.agentId}-${answeredAt}-${sign}`,
      data: { agentId: leg.agentId, ...(leg.id !== null && { legId: leg.id }) },
    },
  );
}

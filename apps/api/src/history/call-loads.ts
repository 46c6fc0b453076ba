import { loadsBefore, type Call, type Instant } from '@vigie/calls';
import type { LoadNumbers } from '@vigie/contracts';
import {
  addMonths,
  loadNumbers,
  monthAt,
  MonthOfLoads,
  rangeOfMonth,
  type LoadedCall,
  type TimeRange,
} from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../access/viewer';
import { AgentDayDates } from '../fold/agent-day-dates';
import type { StoredAgentDay } from '../fold/agent-day-store';
import { CallStore } from '../fold/call-store';
import type { CentreDay } from '../fold/day-calendar';
import { tallyColumn } from '../fold/rollup-store';
import { longestNarrowMs } from '../metrics/metrics-question';
import type { AskedHistory } from './history-questions';
import type { Sums } from './sums';

export type LoadsNow = { readonly now: LoadNumbers | null; readonly before: LoadNumbers | null };

/** The most days of agents that are read for one range: a month of 225 people, a second of work. */
const mostDaysRead = 5_000;

/** The load before calls, from the days of agents as they are stored: of whole months, and of nobody by themselves. */
@Injectable()
export class CallLoads {
  constructor(
    private readonly days: AgentDayDates,
    private readonly calls: CallStore,
  ) {}

  /**
   * Null where no clinic's part of a month can be told apart (by team, language, reason, hour), over more than 92 days or
   * more of agents' days than are read for one answer, and where a range holds no whole month of the centre with enough
   * calls. Of a range without a difficult call, by its sums, nothing is read.
   */
  async of(
    tx: EntityManager,
    viewer: Viewer,
    asked: AskedHistory,
    sums: Readonly<Record<keyof LoadsNow, { readonly total: Sums } | null>>,
  ): Promise<LoadsNow> {
    const { question, settings, frame } = asked;
    const { clinic: clinicIds, ...others } = question.filters;
    const isNarrowed = Object.keys(others).length > 0 || Object.keys(question.window).length > 0;
    const isOfClinics = viewer.scope.kind === 'all' || viewer.scope.kind === 'clinics';
    if (isNarrowed || question.coveredOnly || question.unit !== 'calls' || !isOfClinics)
      return { now: null, before: null };
    const numbersOf = async (side: keyof LoadsNow, range: TimeRange): Promise<LoadNumbers | null> => {
      if ((sums[side]?.total.tally.difficult ?? 0) === 0 || range.end - range.start > longestNarrowMs)
        return null;
      const months = wholeMonths(range, settings.timezone);
      const [first, last] = [months[0], months.at(-1)];
      if (first === undefined || last === undefined) return null;
      const all = { start: first.start, end: last.end };
      if ((await this.days.count(tx, viewer.tenantId, all)) > mostDaysRead) return null;
      const loads: MonthOfLoads[] = [];
      for (const month of months) loads.push(await this.read(tx, viewer.tenantId, month));
      return loadNumbers(loads, clinicIds ?? null);
    };
    const { range, compared } = frame;
    return {
      now: await numbersOf('now', range),
      before: compared && (await numbersOf('before', compared)),
    };
  }

  /** The loads of a month; of one in which hardly a call was difficult nothing is read. */
  private async read(tx: EntityManager, tenantId: string, month: TimeRange): Promise<MonthOfLoads> {
    const loads = new MonthOfLoads();
    const difficult = await this.difficultCalls(tx, tenantId, month);
    if (difficult.size === 0) return loads;
    for await (const day of this.days.read(tx, tenantId, month))
      for (const load of conversationsOf(day, difficult)) loads.add(load);
    return loads;
  }

  /** The difficult calls of a month, each with the conversation it was difficult in. */
  private async difficultCalls(
    tx: EntityManager,
    tenantId: string,
    { start, end }: TimeRange,
  ): Promise<ReadonlyMap<string, Taken>> {
    const keys = await tx.query<{ key: string }[]>(difficultSql, [tenantId, start - longestCallMs, end]);
    const stored = await this.calls.callsByKey(
      tx,
      tenantId,
      keys.map(({ key }) => key),
    );
    return new Map(
      stored.flatMap(({ callKey, call, facts }) => {
        if (!call.difficult || call.outcome !== 'answered') return [];
        const said = facts.findLast(({ difficult }) => difficult === true)?.agentId;
        const taken = takenBy(call, said);
        return taken === undefined ? [] : [[callKey, taken]];
      }),
    );
  }
}

/** What counts of a day: incoming calls of a clinic, of difficult ones the conversation alone they were difficult in. */
function conversationsOf(
  day: StoredAgentDay & CentreDay,
  difficult: ReadonlyMap<string, Taken>,
): readonly LoadedCall[] {
  const { agentId, range, logIn } = day;
  return loadsBefore(day, range.end, logIn).flatMap(({ leg, answeredAt, ...load }) => {
    const { clinicId, callKey, direction } = leg;
    // One that goes on over midnight stands in both days.
    if (clinicId === null || direction !== 'inbound' || answeredAt < range.start) return [];
    const taken = difficult.get(callKey);
    const isDifficult = taken?.agentId === agentId && taken.answeredAt === answeredAt;
    return taken === undefined || isDifficult ? [{ clinicId, agentId, isDifficult, ...load }] : [];
  });
}

type Taken = { readonly agentId: string; readonly answeredAt: Instant };

/** The last conversation of who noted it, else the last there was. */
function takenBy({ legs }: Call, agentId: string | undefined): Taken | undefined {
  const taken = legs
    .flatMap((leg) => (leg.answeredAt === null ? [] : [{ agentId: leg.agentId, answeredAt: leg.answeredAt }]))
    .sort((a, b) => a.answeredAt - b.answeredAt);
  return taken.findLast((one) => one.agentId === agentId) ?? taken.at(-1);
}

/** A call that came the day before may be answered in the month. */
const longestCallMs = 86_400_000;

/** Looked for in the quarters in which a clinic had any: of all calls of a month only few are read. */
const difficultSql = `
  SELECT c.call_key AS key FROM rollup r JOIN call c ON c.tenant_id = r.tenant_id AND c.clinic_id = r.key1
    AND c.arrived_at >= r.bucket AND c.arrived_at < r.bucket + interval '15 minutes'
  WHERE r.tenant_id = $1 AND r.cuboid = 'clinic' AND r.key2 = '' AND r.${tallyColumn('difficult')} > 0
    AND r.bucket >= to_timestamp($2 / 1000.0) AND r.bucket < to_timestamp($3 / 1000.0)
    AND c.outcome = 'answered' AND c.facts LIKE '%W1%'`;

/** The months of a zone that lie wholly within a range. */
function wholeMonths(range: TimeRange, timezone: string): readonly TimeRange[] {
  const months: TimeRange[] = [];
  for (let month = monthAt(range.start, timezone); ; month = addMonths(month, 1)) {
    const whole = rangeOfMonth(month, timezone);
    if (whole.end > range.end) return months;
    if (whole.start >= range.start) months.push(whole);
  }
}

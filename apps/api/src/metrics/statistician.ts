import type { Call } from '@vigie/calls';
import type { MetricsAnswer } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { unknownKey } from '@vigie/metrics';
import { CallStore } from '../fold/call-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest } from '../platform/problems';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { TenantSettings } from '../settings/tenant-settings';
import { chooseCuboid, type CuboidShape } from './cuboid-choice';
import { FigureTable, type Figures } from './figure-table';
import { largestAnswer } from './largest-answer';
import { toMetricsAnswer, type PastThreshold } from './metrics-answer';
import { readMetricsQuestion, type Filtered, type MetricsQuestion, type RawQuery } from './metrics-question';
import type { Answered } from './rated-months';
import { readRollup } from './rollup-query';
import { addCalls } from './share-figures';
import { lotsOf, planTime, rowFinder, tooManyRows, type TimePlan } from './time-plan';
import { WaitingPast } from './waiting-figures';

/** The most call rows that are folded for one answer. */
export const mostCallsRead = 50_000;
/** How much time one statement adds up: about two months. */
const lotMs = 62 * 86_400_000;
/** Calls folded without letting others have a turn. */
const callsAtOnce = 2_000;

/** Answers questions about the past of a tenant, from what is stored. */
@Injectable()
export class Statistician {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly calls: CallStore,
    private readonly clock: Clock,
  ) {}

  /** The answer without ratings, which only {@link RatedMonths} tells; see {@link ask}. */
  async answer(tenantId: string, query: RawQuery): Promise<MetricsAnswer> {
    return (await this.ask(tenantId, query)).answer;
  }

  /** Understands and answers a question; throws a 400 that says what is wrong with it. */
  async ask(tenantId: string, query: RawQuery): Promise<Answered> {
    const material = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const settings = this.settings.at(tenantId, this.clock.now());
      const question = readMetricsQuestion(query, settings);
      const plan = planTime(question);
      const figures = await this.figures(tx, tenantId, question, plan);
      const past = await this.waitingPast(tx, tenantId, { question, plan, figures });
      const more = { shortAbandonMs: shortAbandonMs(settings, question), tenantZone: settings.timezone };
      return { question, plan, figures, past, ...more };
    });
    return { ...material, answer: await toMetricsAnswer(material) };
  }

  /** From the stored sums where one cuboid has exactly these dimensions, else from the calls themselves. */
  private figures(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
    plan: TimePlan,
  ): Promise<Figures[]> {
    const shape = chooseCuboid(question);
    if (shape === undefined) return this.fromCalls(tx, tenantId, question, plan);
    return this.fromRollup(tx, tenantId, { question, plan, shape });
  }

  /** The sums of the stored cuboid; a long range in several statements, so that none of them takes long. */
  async fromRollup(
    tx: EntityManager,
    tenantId: string,
    { question, plan, shape }: { question: MetricsQuestion; plan: TimePlan; shape: CuboidShape },
  ): Promise<Figures[]> {
    const table = new FigureTable();
    const by = shape.keys.findIndex((key) => key === question.by);
    const wanted = (dimension: Filtered | undefined) =>
      dimension === undefined ? [''] : (question.filters[dimension] ?? null);
    const request = {
      tenantId,
      cuboid: shape.cuboid,
      keys: [wanted(shape.keys[0]), wanted(shape.keys[1])] as const,
      by: by === 0 || by === 1 ? by : null,
    } as const;
    for (const pieces of lotsOf(plan.pieces, lotMs)) {
      for (const figures of await readRollup(tx, { ...request, pieces })) table.add(figures);
      if (table.size > largestAnswer) throw tooManyRows();
    }
    return table.figures();
  }

  /** The sums of the calls that arrived in the range, folded again; a range that holds too many is refused. */
  async fromCalls(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
    plan: TimePlan,
  ): Promise<Figures[]> {
    const table = new FigureTable();
    const rowOf = rowFinder(plan);
    let read = 0;
    for await (const calls of this.arrived(tx, tenantId, question)) {
      read += calls.length;
      if (read > mostCallsRead) throw tooManyCalls();
      addCalls(table, calls, question, rowOf);
    }
    return table.figures();
  }

  /** The calls of a range by arrival, some at a time. */
  private async *arrived(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
  ): AsyncGenerator<Call[]> {
    const narrowed = narrowing(question);
    let from = question.from;
    const seen = new Set<string>();
    while (from < question.to) {
      const page = await this.calls.callsArrived(
        tx,
        tenantId,
        { from, to: question.to, ...narrowed },
        callsAtOnce,
      );
      const fresh = page.filter(({ callKey }) => !seen.has(callKey));
      yield fresh.map(({ call }) => call);
      const last = page.at(-1);
      if (last === undefined || page.length < callsAtOnce) return;
      if (fresh.length === 0) throw tooManyCalls();
      seen.clear();
      // Calls of the same millisecond as the last one come again with the next page.
      from = last.call.arrivedAt;
      for (const { callKey, call } of page) if (call.arrivedAt === from) seen.add(callKey);
    }
  }

  /** Looks at the open calls only when the sums say that somebody waits. */
  private async waitingPast(
    tx: EntityManager,
    tenantId: string,
    { question, plan, figures }: { question: MetricsQuestion; plan: TimePlan; figures: readonly Figures[] },
  ): Promise<PastThreshold> {
    if (!figures.some(({ tally }) => tally.waiting > 0)) return () => 0;
    const open = await this.calls.openCalls(tx, tenantId);
    const waiting = new WaitingPast(
      open.map(({ call }) => call),
      question,
      this.clock.now(),
      rowFinder(plan),
    );
    return (row, key) => waiting.of(row, key);
  }
}

/** What of the filters the calls can be read by; every call that is read is still judged by all of them. */
function narrowing({ unit, filters }: MetricsQuestion): {
  clinicIds?: readonly string[];
  teamIds?: readonly string[];
} {
  const isNamed = (ids: readonly string[] | undefined) => ids !== undefined && !ids.includes(unknownKey);
  return {
    ...(isNamed(filters.clinic) && { clinicIds: filters.clinic }),
    // A call is of one team, while each of its segments is of the team of its queue.
    ...(unit === 'calls' && isNamed(filters.team) && { teamIds: filters.team }),
  };
}

function shortAbandonMs(settings: ResolvedSettings, { filters }: MetricsQuestion): number {
  const [clinicId, ...others] = filters.clinic ?? [];
  return clinicId === undefined || others.length > 0
    ? settings.shortAbandonMs
    : settings.clinic(clinicId).shortAbandonMs;
}

function tooManyCalls() {
  const limit = mostCallsRead.toLocaleString('en');
  const detail = `These dimensions have no stored sums together, and the range holds more than ${limit} calls: ask for a shorter range.`;
  return badRequest('range_too_wide', detail);
}

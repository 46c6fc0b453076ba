import { legTallyNames, noBins, unknownKey } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { storedCursor } from '../event-log/log-progress-store';
import { CallStore } from '../fold/call-store';
import { Projections } from '../fold/projections';
import { chooseCuboid, type CuboidShape } from './cuboid-choice';
import { FigureTable, type Figures } from './figure-table';
import type { Filtered, MetricsQuestion } from './metrics-question';
import { readRollup } from './rollup-query';
import { addCalls } from './share-figures';
import { readingsOf } from './readings';
import { largestAnswer, rowFinder, tooManyCalls, tooManyRows, type TimePlan } from './time-plan';

/** The most call rows that are folded for one answer. */
const mostCallsRead = 50_000;
/** Calls folded without letting others have a turn. */
export const callsAtOnce = 2_000;

/** Sums of a question by row and key, from what is stored. */
@Injectable()
export class FigureReader {
  constructor(
    private readonly calls: CallStore,
    private readonly projections: Projections,
  ) {}

  /** From the stored sums where one cuboid has exactly these dimensions, else from the calls themselves. */
  async read(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
    plan: TimePlan,
  ): Promise<Figures[]> {
    const [figures = []] = await this.readEach(tx, tenantId, question, [plan]);
    return figures;
  }

  /** The same in the rows of several plans, each of the range of the question; the calls are gone through once. */
  async readEach(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
    plans: readonly TimePlan[],
  ): Promise<readonly Figures[][]> {
    const shape = chooseCuboid(question);
    if (shape === undefined) return this.fromCalls(tx, tenantId, question, plans);
    const isMoving = question.unit !== 'calls' && (await this.upgrading(tx, tenantId));
    if (isMoving) return this.whileFoldedAgain(tx, tenantId, { question, plans, shape });
    const each: Figures[][] = [];
    for (const plan of plans) each.push(await this.fromRollup(tx, tenantId, { question, plan, shape }));
    return each;
  }

  /** Whether stored sums are being folded again after an upgrade. */
  private async upgrading(tx: EntityManager, tenantId: string): Promise<boolean> {
    return (await storedCursor(tx, tenantId, this.projections.settled)).upgrading;
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
      waits: question.withoutWaits !== true,
    } as const;
    for (const lot of await readingsOf(tx, tenantId, plan)) {
      for (const figures of await readRollup(tx, { ...request, ...lot }))
        table.add(toldAs(figures, question));
      if (table.size > largestAnswer) throw tooManyRows();
    }
    return table.figures();
  }

  /**
   * The sums of the calls of the range, folded again; a range that holds too many is refused. Segments and legs count
   * where they stand themselves, so their calls may have arrived before.
   */
  async fromCalls(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
    plans: readonly TimePlan[],
  ): Promise<readonly Figures[][]> {
    const targets = plans.map((plan) => ({ table: new FigureTable(), rowOf: rowFinder(plan) }));
    const rangeOf = question.unit === 'calls' ? 'arrival' : 'reach';
    const range = { from: question.from, to: question.to, rangeOf, ...narrowing(question) } as const;
    const tooLate = await this.calls.arrivalAfter(tx, tenantId, range, mostCallsRead);
    if (tooLate !== undefined) throw tooManyCalls(mostCallsRead, question.from, tooLate);
    let read = 0;
    for await (const page of this.calls.pages(tx, tenantId, range, callsAtOnce)) {
      read += page.length;
      if (read > mostCallsRead) throw tooManyCalls(mostCallsRead, question.from, page[0]?.call.arrivedAt);
      const calls = page.map(({ call }) => call);
      for (const { table, rowOf } of targets) addCalls(table, calls, question, rowOf);
    }
    return targets.map(({ table }) => table.figures());
  }

  /**
   * While stored sums of segments and legs are folded again after an upgrade the calls themselves answer; agents' time
   * is not in the calls, and stands where it stood.
   */
  private async whileFoldedAgain(
    tx: EntityManager,
    tenantId: string,
    asked: { question: MetricsQuestion; plans: readonly TimePlan[]; shape: CuboidShape },
  ): Promise<readonly Figures[][]> {
    const { question, plans, shape } = asked;
    const folded = await this.fromCalls(tx, tenantId, question, plans);
    if (shape.cuboid !== 'agent') return folded;
    const each: Figures[][] = [];
    for (const [place, plan] of plans.entries()) {
      const table = new FigureTable();
      for (const figures of folded[place] ?? []) table.add(figures);
      for (const { row, key, tally } of await this.fromRollup(tx, tenantId, { question, plan, shape })) {
        const time = { ...tally, ...Object.fromEntries(legTallyNames.map((name) => [name, 0])) };
        table.add({ row, key, tally: time, bins: noBins });
      }
      each.push(table.figures());
    }
    return each;
  }
}

function toldAs(figures: Figures, { keyAs }: MetricsQuestion): Figures {
  return keyAs === undefined || figures.key === null ? figures : { ...figures, key: keyAs(figures.key) };
}

/** What of the filters the calls can be read by; every call that is read is still judged by all of them. */
export function narrowing({ unit, filters }: MetricsQuestion): {
  clinicIds?: readonly string[];
  teamIds?: readonly string[];
  agentIds?: readonly string[];
  queueIds?: readonly string[];
  languages?: readonly string[];
  reasons?: readonly string[];
} {
  const isNamed = (ids: readonly string[] | undefined): ids is readonly string[] =>
    ids !== undefined && !ids.includes(unknownKey);
  return {
    ...(isNamed(filters.clinic) && { clinicIds: filters.clinic }),
    // A call is of one team, while each of its segments is of the team of its queue.
    ...(unit === 'calls' && isNamed(filters.team) && { teamIds: filters.team }),
    ...(isNamed(filters.agent) && { agentIds: filters.agent }),
    ...(isNamed(filters.queue) && { queueIds: filters.queue }),
    ...(isNamed(filters.language) && { languages: filters.language }),
    ...(isNamed(filters.reason) && { reasons: filters.reason }),
  };
}

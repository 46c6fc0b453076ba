import { countsOf, legTallyNames, noBins, unknownKey } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { storedCursor } from '../event-log/log-progress-store';
import { Projections } from '../fold/projections';
import { CallScan, mostCallsRead } from './call-scan';
import { chooseCuboid, type CuboidShape } from './cuboid-choice';
import { FigureTable, type Figures } from './figure-table';
import type { Filtered, MetricsQuestion } from './metrics-question';
import { readRollup } from './rollup-query';
import { clinicsOfQueues } from './queue-clinics';
import { addCalls } from './share-figures';
import { readingsOf } from './readings';
import { largestAnswer, rowFinder, tooManyRows, type TimePlan } from './time-plan';

/** Sums of a question by row and key, from what is stored. */
@Injectable()
export class FigureReader {
  constructor(
    private readonly scan: CallScan,
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
   * The sums of the calls of the range, folded again; a range that holds too many, or whose calls are looked through for
   * too long, is refused. Segments and legs count where they stand themselves, so their calls may have arrived before.
   */
  async fromCalls(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
    plans: readonly TimePlan[],
  ): Promise<readonly Figures[][]> {
    const targets = plans.map((plan) => ({ table: new FigureTable(), rowOf: rowFinder(plan) }));
    const { from, to } = question;
    const rangeOf = question.unit === 'calls' ? 'arrival' : 'reach';
    const narrower = { ...narrowing(question), ...(await this.ofQueues(tx, tenantId, question)) };
    const mayBeMany = (await this.likelyCount(tx, tenantId, question)) > mostCallsRead;
    const pages = this.scan.pages(tx, tenantId, { from, to, rangeOf, ...narrower }, mayBeMany);
    for await (const calls of pages)
      for (const { table, rowOf } of targets) addCalls(table, calls, question, rowOf);
    return targets.map(({ table }) => table.figures());
  }

  /** Stored sums that are being folded again do not say yet for whose clinics a queue is. */
  private async ofQueues(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
  ): Promise<{ readonly clinicIds?: readonly string[] }> {
    if (question.unit !== 'segments' || (await this.upgrading(tx, tenantId))) return {};
    return clinicsOfQueues(tx, tenantId, question);
  }

  /**
   * About how many calls or segments pass the filters, by the stored sums of each alone: of calls as if none of them had to
   * do with another, of segments as many as pass the narrowest.
   */
  private async likelyCount(tx: EntityManager, tenantId: string, asked: MetricsQuestion): Promise<number> {
    const { unit, from, to } = asked;
    // Legs say nothing of how many calls they are of.
    if (unit === 'legs') return Infinity;
    const plan: TimePlan = { rows: [{ start: from, end: to }], pieces: [{ row: 0, start: from, end: to }] };
    const counts: number[] = [];
    for (const filters of [{}, ...Object.entries(asked.filters).map(([name, keys]) => ({ [name]: keys }))]) {
      const question = { ...asked, by: 'none', filters, coveredOnly: false, withoutWaits: true } as const;
      const shape = chooseCuboid(question);
      if (shape === undefined) continue;
      const [sums] = await this.fromRollup(tx, tenantId, { question, plan, shape });
      counts.push(sums === undefined ? 0 : presentedOf(sums, asked));
    }
    const [all = Infinity, ...passing] = counts;
    if (unit === 'segments') return Math.min(Infinity, ...counts);
    return passing.reduce((likely, count) => likely * (count / Math.max(1, all)), all);
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

function presentedOf({ tally, bins }: Figures, question: MetricsQuestion): number {
  const { unit, serviceLevelSeconds, serviceLevelFormula } = question;
  return countsOf(tally, bins, { unit, serviceLevelSeconds, serviceLevelFormula }).presented;
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

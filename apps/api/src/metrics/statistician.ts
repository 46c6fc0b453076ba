import type { MetricsAnswer } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { legTallyNames, noBins, unknownKey } from '@vigie/metrics';
import { missingScope } from '../access/refusals';
import { everything } from '../access/scope-reach';
import type { Asking, Viewer } from '../access/viewer';
import { storedCursor } from '../event-log/log-progress-store';
import { CallStore } from '../fold/call-store';
import { Projections } from '../fold/projections';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest } from '../platform/problems';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { requireFiguresByAgent } from '../settings/staff-notice';
import { TenantSettings } from '../settings/tenant-settings';
import { chooseCuboid, type CuboidShape } from './cuboid-choice';
import { FigureTable, type Figures } from './figure-table';
import { largestAnswer, lotsOf, planTime, rowFinder, tooManyRows, type TimePlan } from './time-plan';
import { toMetricsAnswer, type PastThreshold } from './metrics-answer';
import { readMetricsQuestion, type Filtered, type MetricsQuestion, type RawQuery } from './metrics-question';
import type { Answered } from './rated-months';
import { hasPeaks, PeakFigures } from './peak-figures';
import { readRollup } from './rollup-query';
import { addCalls } from './share-figures';
import { withinScope, type ScopeMap } from './scoped-question';
import { WaitingPast } from './waiting-figures';

/** The most call rows that are folded for one answer. */
const mostCallsRead = 50_000;
/** The most that are looked through for peaks: a quarter of a year of a large centre. */
const mostCallsForPeaks = 500_000;
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
    private readonly projections: Projections,
  ) {}

  /** The answer without ratings, which only {@link RatedMonths} tells; see {@link ask}. */
  async answer(tenantId: string, query: RawQuery): Promise<MetricsAnswer> {
    return (await this.ask({ tenantId, scope: everything, may: () => true }, query)).answer;
  }

  /** Understands and answers a question, of the viewer's scope; throws a 400 that says what is wrong with it. */
  async ask({ tenantId, scope, may }: Asking & Pick<Viewer, 'may'>, query: RawQuery): Promise<Answered> {
    const material = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const now = this.clock.now();
      const settings = this.settings.at(tenantId, now);
      const asked = readMetricsQuestion(query, settings);
      if (asked.unit === 'legs' && !may('agents.see')) throw missingScope('agents.see');
      const question =
        scope.kind === 'all' ? asked : withinScope(asked, scope, await this.scopeMap(tx, tenantId, settings));
      // One's own are told at any time.
      if (question.unit === 'legs' && scope.kind !== 'agent') requireFiguresByAgent(settings, now);
      const plan = planTime(question);
      const figures = await this.figures(tx, tenantId, question, plan);
      const past = await this.waitingPast(tx, tenantId, { question, plan, figures });
      const peaks = hasPeaks(question) ? await this.peaks(tx, tenantId, question, plan) : undefined;
      const more = { shortAbandonMs: shortAbandonMs(settings, question), tenantZone: settings.timezone };
      return { tenantId, question, plan, figures, past, peaks, ...more };
    });
    return { ...material, answer: await toMetricsAnswer(material) };
  }

  private async scopeMap(tx: EntityManager, tenantId: string, settings: ResolvedSettings): Promise<ScopeMap> {
    const { queues, agents } = await this.settings.known(tx, tenantId);
    return { ...settings, queueIds: queues.map(({ id }) => id), agentIds: agents.map(({ id }) => id) };
  }

  /** From the stored sums where one cuboid has exactly these dimensions, else from the calls themselves. */
  private async figures(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
    plan: TimePlan,
  ): Promise<Figures[]> {
    const shape = chooseCuboid(question);
    if (shape === undefined) return this.fromCalls(tx, tenantId, question, plan);
    const isMoving = question.unit !== 'calls' && (await this.upgrading(tx, tenantId));
    const asked = { question, plan, shape };
    return isMoving ? this.whileFoldedAgain(tx, tenantId, asked) : this.fromRollup(tx, tenantId, asked);
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
    } as const;
    for (const pieces of lotsOf(plan.pieces, lotMs)) {
      for (const figures of await readRollup(tx, { ...request, pieces }))
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
    plan: TimePlan,
  ): Promise<Figures[]> {
    const table = new FigureTable();
    const rowOf = rowFinder(plan);
    const rangeOf = question.unit === 'calls' ? 'arrival' : 'reach';
    const range = { from: question.from, to: question.to, rangeOf, ...narrowing(question) } as const;
    let read = 0;
    for await (const page of this.calls.pages(tx, tenantId, range, callsAtOnce)) {
      read += page.length;
      if (read > mostCallsRead) throw tooManyCalls();
      addCalls(
        table,
        page.map(({ call }) => call),
        question,
        rowOf,
      );
    }
    return table.figures();
  }

  /**
   * While stored sums of segments and legs are folded again after an upgrade the calls themselves answer; agents' time
   * is not in the calls, and stands where it stood.
   */
  private async whileFoldedAgain(
    tx: EntityManager,
    tenantId: string,
    { question, plan, shape }: { question: MetricsQuestion; plan: TimePlan; shape: CuboidShape },
  ): Promise<Figures[]> {
    const table = new FigureTable();
    for (const figures of await this.fromCalls(tx, tenantId, question, plan)) table.add(figures);
    if (shape.cuboid !== 'agent') return table.figures();
    for (const { row, key, tally } of await this.fromRollup(tx, tenantId, { question, plan, shape })) {
      const time = { ...tally, ...Object.fromEntries(legTallyNames.map((name) => [name, 0])) };
      table.add({ row, key, tally: time, bins: noBins });
    }
    return table.figures();
  }

  /** From the calls that touch the range. */
  private async peaks(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
    plan: TimePlan,
  ): Promise<PeakFigures> {
    const peaks = new PeakFigures(question);
    const range = { from: question.from, to: question.to, rangeOf: 'reach', ...narrowing(question) } as const;
    let read = 0;
    for await (const page of this.calls.pages(tx, tenantId, range, callsAtOnce)) {
      read += page.length;
      if (read > mostCallsForPeaks) throw badRequest('too_wide', 'The range holds too many calls for peaks.');
      peaks.add(
        page.map(({ call }) => call),
        this.clock.now(),
      );
    }
    return peaks.settle(plan);
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

function toldAs(figures: Figures, { keyAs }: MetricsQuestion): Figures {
  return keyAs === undefined || figures.key === null ? figures : { ...figures, key: keyAs(figures.key) };
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

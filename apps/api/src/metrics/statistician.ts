import type { MetricsAnswer } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { everything } from '../access/scope-reach';
import { Backfills } from '../event-log/backfills';
import { CallStore } from '../fold/call-store';
import { SourceStore } from '../fold/source-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest } from '../platform/problems';
import { AgentTimeReader } from './agent-time-reader';
import { callsAtOnce } from './call-scan';
import { FigureReader, narrowing } from './figure-reader';
import type { Figures } from './figure-table';
import { toMetricsAnswer, type PastThreshold } from './metrics-answer';
import type { MetricsQuestion, RawQuery } from './metrics-question';
import { askedOfOwed, readOwedFigures } from './owed-query';
import { hasPeaks, PeakFigures } from './peak-figures';
import { QuestionReader, type Asker } from './question-reader';
import type { Answered } from './rated-months';
import { readReturnFigures } from './return-query';
import { planTime, rowFinder, type TimePlan } from './time-plan';
import { WaitingPast } from './waiting-figures';

/** The most that are looked through for peaks: a quarter of a year of a large centre. */
const mostCallsForPeaks = 500_000;

/** Answers questions about the past of a tenant, from what is stored. */
@Injectable()
export class Statistician {
  constructor(
    private readonly database: Database,
    private readonly questions: QuestionReader,
    private readonly calls: CallStore,
    private readonly clock: Clock,
    private readonly figures: FigureReader,
    private readonly times: AgentTimeReader,
    private readonly sources: SourceStore,
    private readonly backfills: Backfills,
  ) {}

  /** The answer without ratings, which only {@link RatedMonths} tells; see {@link ask}. */
  async answer(tenantId: string, query: RawQuery): Promise<MetricsAnswer> {
    return (await this.ask({ tenantId, scope: everything, keyId: null, may: () => true }, query)).answer;
  }

  /**
   * Understands and answers a question, of the viewer's scope; throws a 400 that says what is wrong with it, and 503
   * `past_is_loading` while some of its range is being brought in.
   */
  async ask(asker: Asker, query: RawQuery): Promise<Answered> {
    const { tenantId } = asker;
    const material = await this.database.withTenant(tenantId, async (tx) => {
      const understood = await this.questions.read(tx, asker, query);
      const { question, asked, settings, shortAbandonMs, agentTime, now } = understood;
      this.backfills.requireWhole(tenantId, question.from);
      const plan = planTime(question);
      const figures = await this.figures.read(tx, tenantId, question, plan);
      const past = await this.waitingPast(tx, tenantId, { question, plan, figures });
      const peaks = hasPeaks(question) ? await this.peaks(tx, tenantId, question, plan) : undefined;
      const ofCallers = askedOfOwed(asked, asker.scope);
      const callers = ofCallers && { ...ofCallers, scope: asker.scope, plan, now };
      const owed = asked.callbacks ? callers && (await readOwedFigures(tx, settings, callers)) : undefined;
      const returns = asked.returns ? callers && (await readReturnFigures(tx, settings, callers)) : undefined;
      const incomplete = await this.sources.incomplete(tx, tenantId, question);
      const teamsOf = settings.teamsOfAgent;
      const times = agentTime && (await this.times.read(tx, tenantId, agentTime, { plan, teamsOf }));
      const more = { owed, returns, times, incomplete, shortAbandonMs, tenantZone: settings.timezone };
      return { tenantId, question, plan, figures, past, peaks, ...more };
    });
    return { ...material, answer: await toMetricsAnswer(material) };
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

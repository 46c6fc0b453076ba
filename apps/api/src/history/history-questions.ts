import { Injectable } from '@nestjs/common';
import type { HistoryDimension, HistoryInterval } from '@vigie/contracts';
import type { FigureOptions } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../access/viewer';
import { Backfills } from '../event-log/backfills';
import type { MetricsQuestion, RawQuery } from '../metrics/metrics-question';
import { QuestionReader, type Understood } from '../metrics/question-reader';
import { Clock } from '../platform/clock';
import { TenantSettings } from '../settings/tenant-settings';
import { metricsQueryOf, readFrame, type HistoryFrame } from './history-frame';

/** A question about metrics in intervals that a trend has. */
export type HistoryQuestion = MetricsQuestion & { readonly interval: HistoryInterval };

/** An address understood: its frame, and the question it asks of its range. */
export type AskedHistory = Omit<Understood, 'question'> & {
  readonly frame: HistoryFrame;
  readonly question: HistoryQuestion;
  readonly options: FigureOptions;
};

/** Reads addresses of history, each narrowed to what its asker sees. */
@Injectable()
export class HistoryQuestions {
  constructor(
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    private readonly questions: QuestionReader,
    private readonly backfills: Backfills,
  ) {}

  /**
   * Understands an address; `more` are parameters its route takes besides. Throws a 400 that says what is wrong, and 503
   * `past_is_loading` while some of the range, or of what it is compared with, is still being brought in.
   */
  async read(
    tx: EntityManager,
    viewer: Viewer,
    query: RawQuery,
    more: readonly string[] = [],
  ): Promise<AskedHistory> {
    await this.settings.ensureLoaded(tx, viewer.tenantId);
    const now = this.clock.now();
    const settings = this.settings.at(viewer.tenantId, now);
    const frame = readFrame(query, { settings, scope: viewer.scope, now });
    this.backfills.requireWhole(
      viewer.tenantId,
      Math.min(frame.range.start, frame.compared?.start ?? frame.range.start),
    );
    const by = more.includes('by') ? metricsDimension(query['by']) : 'none';
    const asked = await this.questions.read(tx, viewer, { ...metricsQueryOf(query, frame, more), by });
    const { unit, serviceLevelFormula, serviceLevelSeconds } = asked.question;
    return {
      ...asked,
      frame,
      question: { ...asked.question, interval: frame.interval },
      options: { unit, serviceLevelFormula, serviceLevelSeconds },
    };
  }
}

/** Hours and weekdays are no dimension of what is stored: they are rows of time. */
function metricsDimension(by: unknown): string {
  const dimension = by as HistoryDimension;
  return dimension === 'hour' || dimension === 'weekday' ? 'none' : dimension;
}

/** The same question of what a range is compared with; null when it is compared with nothing. */
export function comparedQuestion({ frame, question }: AskedHistory): HistoryQuestion | null {
  const { compared } = frame;
  return compared === null ? null : { ...question, from: compared.start, to: compared.end };
}

import { Injectable } from '@nestjs/common';
import type { MetricsAnswer, SatisfactionAnswer } from '@vigie/contracts';
import { isoInZone } from '@vigie/metrics';

import { PublishedSatisfaction } from '../satisfaction/answer/published-satisfaction';
import type { MetricsQuestion } from './metrics-question';
import { ratingScope, wholeMonths, type RatingScope } from './rating-grid';
import type { TimePlan } from './time-plan';
import { withRatings } from './told-ratings';

/** An answer without ratings, and what it answers. */
export type Answered = {
  readonly answer: MetricsAnswer;
  readonly question: MetricsQuestion;
  readonly plan: TimePlan;
  readonly tenantZone: string;
};

type CellOf = (month: string, key: string | null) => SatisfactionAnswer | undefined;

/** Puts ratings into an answer where they are published: whole calendar months, all clinics or one. */
@Injectable()
export class RatedMonths {
  constructor(private readonly published: PublishedSatisfaction) {}

  async tell(tenantId: string, { answer, question, plan, tenantZone }: Answered): Promise<MetricsAnswer> {
    const scope = ratingScope(question, tenantZone);
    if (scope === undefined) return answer;
    const monthsOf = plan.rows.map(({ start, end }) => wholeMonths(start, end, tenantZone));
    const ofTotal = wholeMonths(question.from, question.to, tenantZone);
    const months = [...new Set([...monthsOf.flat(), ...ofTotal])];
    if (months.length === 0) return answer;
    const cellOf = await this.cells(tenantId, { question, scope, months });
    const fill = <T extends MetricsAnswer['total']>(
      row: T,
      own: readonly string[],
      key: string | null,
    ): T => {
      const cells = own.flatMap((month) => cellOf(month, key) ?? []);
      return own.length === 0 || cells.length < own.length ? row : withRatings(row, cells);
    };
    const starts = new Map(
      plan.rows.map(({ start }, place) => [isoInZone(start, question.timezone), monthsOf[place] ?? []]),
    );
    const keyOf = (key: string | null) => (scope.clinics === 'one' ? scope.clinicId : key);
    const rows = answer.rows.map((row) => fill(row, starts.get(row.start) ?? [], keyOf(row.key)));
    const total = fill(answer.total, ofTotal, scope.clinics === 'one' ? scope.clinicId : null);
    return { ...answer, rows, total };
  }

  private async cells(
    tenantId: string,
    asked: {
      readonly question: MetricsQuestion;
      readonly scope: RatingScope;
      readonly months: readonly string[];
    },
  ): Promise<CellOf> {
    const { question, scope, months } = asked;
    const { channel } = question;
    if (scope.clinics === 'one') {
      const { clinicId } = scope;
      const series = await this.published.latest(tenantId, { months, clinicId, channel });
      return (month) => series[months.indexOf(month)];
    }
    const all = await this.published.everyClinic(tenantId, { months, channel });
    return (month, key) => all(month, key);
  }
}

import type { Instant } from '@vigie/calls';
import type { ReportAction, ReportDocument } from '@vigie/contracts';

import type { ReportContact } from '../../settings/report-settings';
import type { ReportFigures } from '../figures/report-figures';

/** What patients wrote, as published: quotes in the true proportion, and how often each theme was met. */
export type ReportComments = {
  readonly quotes: readonly {
    readonly id: string;
    readonly text: string;
    readonly tone: 'positive' | 'negative';
  }[];
  readonly themes: readonly {
    readonly theme: string;
    readonly positive: number;
    readonly negative: number;
  }[];
};

/** An action as a report shows it; the shares unanswered of the months before and after it are told when it is over. */
export type ReportedAction = ReportAction & {
  readonly before: number | null;
  readonly after: number | null;
};

/** Everything that goes into one report. */
export type ReportMaterial = {
  readonly figures: ReportFigures;
  readonly status: ReportDocument['status'];
  readonly version: number;
  readonly computedAt: Instant;
  readonly comments: ReportComments | null;
  /** Of this report: to be decided together. */
  readonly actions: readonly ReportedAction[];
  /** Of earlier reports: what became of them. */
  readonly earlierActions: readonly ReportedAction[];
  readonly notes: readonly string[];
  /** Whom the clinic calls about it; null where nobody is named. */
  readonly contact: ReportContact | null;
};

import type { ReportAction } from '@vigie/contracts';
import { addMonths } from '@vigie/metrics';

import type { ReportedAction } from '../document/report-material';
import type { PastMonth, ReportFigures } from '../figures/report-figures';

/** Closed actions are told for this many months after the report they come from. */
const followedMonths = 3;

/** The actions of a report, and the earlier ones that are followed up, with the share unanswered before and after. */
export function reportedActions(
  actions: readonly ReportAction[],
  { month, past }: Pick<ReportFigures, 'month' | 'past'>,
): { readonly actions: readonly ReportedAction[]; readonly earlierActions: readonly ReportedAction[] } {
  const since = addMonths(month, -followedMonths);
  const told = actions.map((action) => beforeAndAfter(action, past));
  return {
    actions: told.filter((action) => action.month === month),
    earlierActions: told.filter(
      (action) => action.month < month && (action.month >= since || action.status === 'open'),
    ),
  };
}

/** The month an action comes from is before it, the one after that is after it. */
function beforeAndAfter(action: ReportAction, past: readonly PastMonth[]): ReportedAction {
  return {
    ...action,
    before: unansweredIn(past, action.month),
    after: unansweredIn(past, addMonths(action.month, 1)),
  };
}

function unansweredIn(past: readonly PastMonth[], month: string): number | null {
  const told = past.find((each) => each.month === month);
  return told === undefined || told.covered === 0 ? null : 1 - told.coveredAnswered / told.covered;
}

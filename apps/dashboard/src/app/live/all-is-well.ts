import type { HeadlineView, TotalsView } from '@vigie/contracts';

/**
 * Whether it may be said that all is well: no line is passed, and nothing that is said in the same breath speaks against
 * it. A queue that grows, a secretary who is missing or one who is free while a patient waits is no alarm, but not well.
 */
export function allIsWell({ level, trend, missing }: HeadlineView, totals: TotalsView | null): boolean {
  return level === 'calm' && trend !== 'growing' && missing === null && totals?.freeWhileWaiting !== true;
}

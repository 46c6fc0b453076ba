import type { RunningSatisfaction, SatisfactionView } from '@vigie/contracts';

const notTold: RunningSatisfaction = {
  satisfied: null,
  n: null,
  fragile: false,
  suppressed: 'not_published',
};

/** What a board says of satisfaction before it has heard of any figure, and of any moment of the past. */
export const noSatisfaction: SatisfactionView = { today: notTold, month: notTold };

import type { RunningSatisfaction } from '@vigie/contracts';

import { suppressedWord } from '../satisfaction/suppressed-word';

/** The text that says why a running figure is not told: too few answers, most of the time. */
export const runningWord = ({ suppressed }: RunningSatisfaction) =>
  `reports.suppressed.${suppressedWord(suppressed)}` as const;

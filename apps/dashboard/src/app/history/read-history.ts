import type { History, HistoryBreakdown } from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { historyBreakdownShape, historyShape } from './history-answers';
import type { Question } from './history-choices';

/** The figures of a range; throws what the server refused with. */
export async function readHistory(question: Question, signal: AbortSignal): Promise<History> {
  return readAnswer(historyShape, await askServer(addressOf('/api/v1/history', question), { signal }));
}

/** The same figures by a dimension. */
export async function readBreakdown(
  question: Question,
  by: string,
  signal: AbortSignal,
): Promise<HistoryBreakdown> {
  const address = addressOf('/api/v1/history/breakdown', { ...question, by });
  return readAnswer(historyBreakdownShape, await askServer(address, { signal }));
}

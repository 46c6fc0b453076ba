import type { RecentCallView } from '@vigie/contracts';

import type { FormulaRow } from '../formula/formula-request';
import { readAnswer } from '../shell/read-answer';
import { recentCallsShape } from '../shell/page-answers';

/** What is asked for: the last calls of one row of one centre. */
export type CallsRequest = { readonly row: FormulaRow; readonly tenant: string };

const shownCalls = 30;

/** The address of the last calls of a row. */
export function recentCallsAddress({ row, tenant }: CallsRequest): string {
  const query = new URLSearchParams({ [`${row.kind}Id`]: row.id, limit: String(shownCalls), tenant });
  return `/api/v1/live/calls?${query.toString()}`;
}

/** Reads the last calls, newest first; throws when the server does not answer with them. */
export async function readRecentCalls(
  request: CallsRequest,
  signal: AbortSignal,
): Promise<readonly RecentCallView[]> {
  const answer = await fetch(recentCallsAddress(request), {
    signal,
    headers: { accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return readAnswer(recentCallsShape, await answer.json());
}

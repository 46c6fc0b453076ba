import type { RecentCallView } from '@vigie/contracts';

import type { FormulaRow } from '../formula/formula-request';

/** What is asked for: the last calls of one row of one centre. */
export type CallsRequest = { readonly row: FormulaRow; readonly tenant: string };

const shownCalls = 30;

const isCall = (value: unknown): value is RecentCallView =>
  typeof value === 'object' && value !== null && 'id' in value && 'arrivedAt' in value && 'outcome' in value;

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
  const body: unknown = await answer.json();
  if (!Array.isArray(body)) throw new Error('the server answered with something else than calls');
  return body.filter(isCall);
}

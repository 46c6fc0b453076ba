import type {
  CommentView,
  ReportAction,
  ReportBlock,
  ReportDocument,
  ReportSummaries,
} from '@vigie/contracts';

import { askServer } from '../shell/ask-server';
import {
  actionsAddress,
  commentsAddress,
  reportAddress,
  summariesAddress,
  type ReportChoice,
} from './report-addresses';

type Fields = { readonly [name: string]: unknown };

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function isSummaries(value: unknown): value is ReportSummaries {
  return (
    isObject(value) &&
    typeof value['month'] === 'string' &&
    Array.isArray(value['months']) &&
    Array.isArray(value['clinics']) &&
    isObject(value['total'])
  );
}

const drawn: Readonly<Record<ReportBlock['kind'], true>> = {
  commitment: true,
  sentences: true,
  figures: true,
  heat: true,
  scores: true,
  trend: true,
  table: true,
  quotes: true,
  actions: true,
  notes: true,
};

const isBlock = (value: unknown): value is ReportBlock =>
  isObject(value) && typeof value['kind'] === 'string' && Object.hasOwn(drawn, value['kind']);

const isPage = (value: unknown): boolean => isObject(value) && Array.isArray(value['blocks']);

function isDocument(value: unknown): value is ReportDocument {
  return (
    isObject(value) &&
    isObject(value['clinic']) &&
    typeof value['title'] === 'string' &&
    Array.isArray(value['pages']) &&
    value['pages'].every(isPage)
  );
}

/** The reports of a month, one line a clinic; throws when the server does not answer with them. */
export async function readSummaries(
  month: string | null,
  tenant: string | undefined,
  signal: AbortSignal,
): Promise<ReportSummaries> {
  const answer = await askServer(summariesAddress(month, tenant), { signal });
  if (!isSummaries(answer)) throw new Error('the server answered with something else than reports');
  return answer;
}

/** One report as it is read. A block of a kind we cannot draw is left out: the server may be newer than the page. */
export async function readReport(choice: ReportChoice, signal: AbortSignal): Promise<ReportDocument> {
  const answer = await askServer(reportAddress(choice, 'json'), { signal });
  if (!isDocument(answer)) throw new Error('the server answered with something else than a report');
  return { ...answer, pages: answer.pages.map((page) => ({ ...page, blocks: page.blocks.filter(isBlock) })) };
}

const isAction = (value: unknown): value is ReportAction =>
  isObject(value) && typeof value['id'] === 'string' && typeof value['text'] === 'string';

/** The actions agreed with a clinic; throws when the server does not answer with them. */
export async function readActions(
  clinicId: string,
  tenant: string | undefined,
  signal: AbortSignal,
): Promise<readonly ReportAction[]> {
  const answer = await askServer(actionsAddress(clinicId, tenant), { signal });
  const list = isObject(answer) && 'actions' in answer ? answer['actions'] : answer;
  if (!Array.isArray(list)) throw new Error('the server answered with something else than actions');
  return list.filter(isAction);
}

const isComment = (value: unknown): value is CommentView =>
  isObject(value) && typeof value['id'] === 'string' && typeof value['text'] === 'string';

/** What was hidden of what patients wrote about a clinic in a month. */
export async function readHiddenComments(
  choice: ReportChoice,
  signal: AbortSignal,
): Promise<readonly CommentView[]> {
  const answer = await askServer(commentsAddress(choice), { signal });
  const list = isObject(answer) ? answer['comments'] : null;
  if (!Array.isArray(list)) throw new Error('the server answered with something else than comments');
  return list.filter(isComment).filter(({ hidden }) => hidden);
}

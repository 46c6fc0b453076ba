import type { CommentView, ReportAction, ReportDocument, ReportSummaries } from '@vigie/contracts';

import { askServer } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import {
  actionsAddress,
  commentsAddress,
  reportAddress,
  summariesAddress,
  type ReportChoice,
} from './report-addresses';
import {
  commentsAnswerShape,
  reportActionsShape,
  reportBlockShape,
  reportFrameShape,
  reportSummariesShape,
} from './report-answers';

/** The reports of a month, one line a clinic; throws when the server does not answer with them. */
export async function readSummaries(
  month: string | null,
  tenant: string | undefined,
  signal: AbortSignal,
): Promise<ReportSummaries> {
  return readAnswer(reportSummariesShape, await askServer(summariesAddress(month, tenant), { signal }));
}

/** One report as it is read. A block of a kind we cannot draw is left out: the server may be newer than the page. */
export async function readReport(choice: ReportChoice, signal: AbortSignal): Promise<ReportDocument> {
  const frame = readAnswer(reportFrameShape, await askServer(reportAddress(choice, 'json'), { signal }));
  const pages = frame.pages.map((page) => ({ ...page, blocks: page.blocks.filter(reportBlockShape) }));
  return { ...frame, pages };
}

/** The actions agreed with a clinic; throws when the server does not answer with them. */
export async function readActions(
  clinicId: string,
  tenant: string | undefined,
  signal: AbortSignal,
): Promise<readonly ReportAction[]> {
  return readAnswer(reportActionsShape, await askServer(actionsAddress(clinicId, tenant), { signal }));
}

/** What was hidden of what patients wrote about a clinic in a month. */
export async function readHiddenComments(
  choice: ReportChoice,
  signal: AbortSignal,
): Promise<readonly CommentView[]> {
  const answer = readAnswer(commentsAnswerShape, await askServer(commentsAddress(choice), { signal }));
  return answer.comments.filter(({ hidden }) => hidden);
}

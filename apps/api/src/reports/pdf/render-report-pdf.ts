import { existsSync } from 'node:fs';
import type { ReportDocument } from '@vigie/contracts';

import { drawReportPdf } from './draw-report-pdf';
import { PdfWorkshop, type Urgency } from './pdf-workshop';

/** Beside the server's bundle; programs and tests that run from the sources have none and draw for themselves. */
const program = new URL('./pdf-worker.js', import.meta.url);
const workshop = existsSync(program) ? new PdfWorkshop(program) : undefined;

/**
 * The report as a PDF: tagged, in the document's language, charts as vectors. Drawn in a thread of its own, one after
 * the other; those that a person asked for go before those that are merely due. Rejects when a drawing takes longer
 * than thirty seconds or more than a thousand wait.
 */
export async function renderReportPdf(document: ReportDocument, urgency: Urgency = 'asked'): Promise<Buffer> {
  const bytes = await (workshop?.draw(document, urgency) ?? drawReportPdf(document));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

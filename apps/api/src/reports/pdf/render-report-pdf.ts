import type { ReportDocument } from '@vigie/contracts';

import { drawReportPdf } from './draw-report-pdf';

/** The report as a PDF. */
export async function renderReportPdf(document: ReportDocument): Promise<Buffer> {
  return Buffer.from((await drawReportPdf(document)).buffer);
}

import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { ReportDocument } from '@vigie/contracts';

import { drawReportPdf } from './draw-report-pdf';
import type { PdfAnswer } from './pdf-workshop';

/** Niceness of the thread: whoever answers a person or moves the wall goes first. */
const niceness = 10;

// Only on Linux does a thread have a priority of its own; elsewhere this would slow the whole server.
if (process.platform === 'linux') setPriority(niceness);

parentPort?.on('message', (document: ReportDocument) => {
  drawReportPdf(document).then(
    (bytes) => {
      const answer: PdfAnswer = { bytes };
      parentPort?.postMessage(answer, [bytes.buffer]);
    },
    (error: unknown) => {
      const answer: PdfAnswer = { failure: error instanceof Error ? error.message : String(error) };
      parentPort?.postMessage(answer);
    },
  );
});

import type { ReportTone } from '@vigie/contracts';

import { tones } from './theme';

/** The tone's own shape, so that colour is never alone: disc, diamond, triangle; a bar when nothing is said. */
export function drawMark(
  pdf: PDFKit.PDFDocument,
  tone: ReportTone,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const half = size / 2;
  const colour = tones[tone].text;
  switch (tone) {
    case 'good':
      pdf.circle(x + half, y, half).fill(colour);
      return;
    case 'watch':
      pdf.polygon([x + half, y - half], [x + size, y], [x + half, y + half], [x, y]).fill(colour);
      return;
    case 'act':
      pdf.polygon([x + half, y - half], [x + size, y + half], [x, y + half]).fill(colour);
      return;
    case 'neutral':
      pdf.rect(x, y - half / 3, size, (half * 2) / 3).fill(colour);
      return;
  }
}

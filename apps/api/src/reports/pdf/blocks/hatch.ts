import { colours, mix } from '../theme';

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Thin lines across the low steps, closer for the lowest: told apart without colour. High steps stay plain. */
export function hatch(
  pdf: PDFKit.PDFDocument,
  box: Box,
  { index, count }: { readonly index: number; readonly count: number },
): void {
  const place = count === 1 ? 1 : index / (count - 1);
  if (place >= 0.5 || box.width <= 0) return;
  const lowest = place < 0.25;
  const step = lowest ? 2.4 : 3.6;
  pdf.save();
  pdf.rect(box.x, box.y, box.width, box.height).clip();
  for (let x = box.x - box.height; x < box.x + box.width; x += step) {
    pdf.moveTo(x, box.y + box.height).lineTo(x + box.height, box.y);
  }
  pdf.lineWidth(0.45).stroke(mix(lowest ? colours.alarm : colours.alarmPale, colours.white, 0.45));
  pdf.restore();
}

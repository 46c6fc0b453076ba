import { inkLines, lineOf, type Setting } from '../atoms';
import type { Paper } from '../paper';
import { reportFormat } from '../../words/report-format';
import { colours, mix, readableOn, stepColours } from '../theme';

type Shares = { readonly shares: readonly number[]; readonly setting: Setting };

/** A distribution as one bar, lowest step first; a share is printed where its step is wide enough for it. */
export function drawBar(paper: Paper, box: Box, { shares, setting }: Shares): void {
  const fills = stepColours(shares.length);
  const size = setting.sizes.tiny * 0.97;
  const total = shares.reduce((sum, share) => sum + share, 0);
  let { x } = box;
  shares.forEach((share, index) => {
    const width = total === 0 ? 0 : (share / total) * box.width;
    const isLast = index === shares.length - 1;
    const ground = fills[index] ?? colours.middle;
    const step = { ...box, x, width: Math.max(0, width - (isLast ? 0 : 0.7)) };
    x += width;
    if (step.width === 0) return;
    paper.pdf.rect(step.x, step.y, step.width, step.height).fill(ground);
    hatch(paper.pdf, step, { index, count: shares.length });
    const line = lineOf(reportFormat(setting.language).percent(share), setting, { size });
    if (line === undefined || line.width + 3 > step.width) return;
    const look = { size, colour: readableOn(ground), line: box.height / size };
    // A plain ground under the number, whatever the hatching.
    const plate = line.width + 2;
    paper.pdf.rect(step.x + (step.width - plate) / 2, step.y + 1.5, plate, step.height - 3).fill(ground);
    inkLines(paper, [line], { x: step.x, y: box.y, look, within: { width: step.width, at: 'middle' } });
  });
}

/** Nothing is told: an empty frame. */
export function drawHiddenBar(paper: Paper, box: Box): void {
  paper.decoration(() => {
    paper.pdf.lineWidth(0.5).dash(2, { space: 2 }).rect(box.x, box.y, box.width, box.height);
    paper.pdf.stroke(colours.hairline).undash();
  });
}

/** The bar in words: "Courtoisie: pas du tout 1 %, plutôt non 2 %…". */
export function barWords(label: string, steps: readonly string[], { shares, setting }: Shares): string {
  const { percent } = reportFormat(setting.language);
  const told = shares.map((share, index) => `${steps[index] ?? ''} ${percent(share)}`);
  return `${label}: ${told.join(', ')}`;
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

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

import type { TrendBlock } from '@vigie/contracts';

import { hang, heightOf, linesOf, type Atom, type Look, type Setting } from '../atoms';
import type { Paper } from '../paper';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';
import { heading } from './heading';

type Point = TrendBlock['points'][number];
/** A point's place: the middle of its column, and its height where it has a value. */
type Placed = { readonly point: Point; readonly x: number; readonly y: number | null };

/** The measure of a month against its usual range; signals are ringed and their number is bold. */
export function trend(block: TrendBlock, setting: Setting): readonly Atom[] {
  if (block.points.length === 0) return heading(block, setting);
  return [...heading(block, setting), chartAtom(block, setting)];
}

function chartAtom(block: TrendBlock, setting: Setting): Atom {
  const look: Look = { size: setting.sizes.tiny, colour: colours.muted, line: 1.4 };
  const plot = 42 + 16 * Math.min(1.2, setting.sizes.gap);
  const over = look.size * look.line + 2;
  const height = over + plot + look.size * look.line + 1;
  return {
    height,
    above: 0,
    withNext: false,
    draw: (paper, y) => {
      const at = scaleOf(block, { top: y + over, bottom: y + over + plot });
      const placed = placedOf(block, at);
      const bbox = [sheet.left, y, sheet.left + sheet.textWidth, y + over + plot] as const;
      paper.figure(setting.parent, { alt: block.summary, bbox }, () => {
        drawRange(paper, block, at);
        drawGrounds(paper, placed, { block, at, look, setting });
        drawLine(paper, placed);
        placed.forEach((each, index) => {
          drawPoint(paper, each, index === placed.length - 1);
        });
      });
      drawNumbers(paper, placed, { look, setting, foot: y + over + plot });
    },
  };
}

type Scale = (value: number) => number;
function scaleOf(
  { axis }: TrendBlock,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): Scale {
  const span = axis.to - axis.from || 1;
  return (value) => bottom - Math.min(1, Math.max(0, (value - axis.from) / span)) * (bottom - top);
}

function placedOf(block: TrendBlock, at: Scale): readonly Placed[] {
  const width = sheet.textWidth / block.points.length;
  return block.points.map((point, index) => ({
    point,
    x: sheet.left + (index + 0.5) * width,
    y: point.value === null ? null : at(point.value),
  }));
}

function drawRange(paper: Paper, block: TrendBlock, at: Scale): void {
  const { pdf } = paper;
  const [left, right] = [sheet.left, sheet.left + sheet.textWidth];
  if (block.low !== null && block.high !== null) {
    const [top, bottom] = [at(block.high), at(block.low)];
    pdf.rect(left, top, right - left, Math.max(0.5, bottom - top)).fill(colours.wash);
    pdf.lineWidth(0.5).moveTo(left, top).lineTo(right, top).moveTo(left, bottom).lineTo(right, bottom);
    pdf.stroke(colours.hairline);
  }
  if (block.centre === null) return;
  const y = at(block.centre);
  pdf
    .lineWidth(0.8)
    .dash(3.2, { space: 2.4 })
    .moveTo(left, y)
    .lineTo(right, y)
    .stroke(colours.accentPale)
    .undash();
}

/** What a number stands on, so that neither the mean nor the edge of the range crosses it. */
function drawGrounds(
  { pdf }: Paper,
  placed: readonly Placed[],
  {
    block,
    at,
    look,
    setting,
  }: Pick<Numbers, 'look' | 'setting'> & { readonly block: TrendBlock; readonly at: Scale },
): void {
  const { low, high } = block;
  placed.forEach(({ point, x, y }, index) => {
    if (y === null) return;
    const width = setting.fonts.widthOf(point.text, 'regular', look.size) + 3;
    const top = y + besidePoint(placed, index, look) + look.size * 0.2;
    const height = look.size;
    const middle = top + height / 2;
    const isUsual = low !== null && high !== null && middle > at(high) && middle < at(low);
    pdf.rect(x - width / 2, top, width, height).fill(isUsual ? colours.wash : colours.white);
  });
}

/** The line breaks where a month is not told. */
function drawLine({ pdf }: Paper, placed: readonly Placed[]): void {
  let open = false;
  pdf.lineWidth(1.5).lineJoin('round');
  for (const { x, y } of placed) {
    if (y === null) open = false;
    else if (open) pdf.lineTo(x, y);
    else {
      pdf.moveTo(x, y);
      open = true;
    }
  }
  if (placed.some(({ y }) => y !== null)) pdf.stroke(colours.accent);
}

function drawPoint({ pdf }: Paper, { point, x, y }: Placed, last: boolean): void {
  if (y === null) return;
  if (point.signal) {
    const half = 4.4;
    pdf.polygon([x, y - half], [x + half, y], [x, y + half], [x - half, y]);
    pdf.lineWidth(1.3).fillAndStroke(colours.white, colours.accent);
    pdf.circle(x, y, 1.5).fill(colours.accent);
    return;
  }
  pdf.circle(x, y, last ? 3.1 : 2.3).fill(colours.accent);
}

type Numbers = { readonly look: Look; readonly setting: Setting; readonly foot: number };
/** Months under the chart and the number at each point, as a table of two rows. */
function drawNumbers(paper: Paper, placed: readonly Placed[], { look, setting, foot }: Numbers): void {
  const width = sheet.textWidth / placed.length;
  const within = { width: width - 2, at: 'middle' as const };
  const table = new Branch(setting.parent, 'Table');
  const months = new Branch(table, 'TR');
  for (const { point, x } of placed) {
    const lines = linesOf(point.label, setting, { size: look.size, width: width - 2, most: 1 });
    const cell = new Branch(months, 'TH', { scope: 'Column' });
    hang(paper, cell, lines, { x: x - width / 2 + 1, y: foot + 1, look, within });
  }
  const values = new Branch(table, 'TR');
  placed.forEach(({ point, x, y }, index) => {
    const strong = index === placed.length - 1 || point.signal;
    const type = y === null ? { ...look, size: look.size * 0.92, line: 1.15 } : look;
    const lines = linesOf(point.text, setting, { size: type.size, width: width - 2, strong });
    const top = y === null ? foot - 1 - heightOf(lines, type) : y + besidePoint(placed, index, look);
    const colour = strong ? colours.ink : colours.muted;
    const at = { x: x - width / 2 + 1, y: top, look: { ...type, colour }, within };
    hang(paper, new Branch(values, 'TD'), lines, at);
  });
}

/** Over the point, or under it where the line comes from above on both sides. */
function besidePoint(placed: readonly Placed[], index: number, { size, line }: Look): number {
  const here = placed[index];
  const gap = here?.point.signal === true ? 4.8 : 3.2;
  const neighbours = [placed[index - 1]?.y, placed[index + 1]?.y].filter(
    (y) => y !== undefined && y !== null,
  );
  const isValley =
    index < placed.length - 1 && neighbours.length > 0 && neighbours.every((y) => y < (here?.y ?? 0));
  return isValley ? gap - 1.5 : -size * line - gap + 1;
}

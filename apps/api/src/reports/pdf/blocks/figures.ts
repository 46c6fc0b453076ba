import type { FiguresBlock, ReportTone } from '@vigie/contracts';

import { baseline, hang, heightOf, linesOf, type Atom, type Look, type Setting } from '../atoms';
import { colours, drawMark, sheet, tones } from '../theme';
import type { Paper } from '../paper';
import { Branch } from '../structure';
import type { Line } from '../typeset';
import { heading } from './heading';

type Figure = FiguresBlock['figures'][number];
type Looks = { readonly value: Look; readonly label: Look };
type SetFigure = {
  readonly x: number;
  readonly tone: ReportTone | undefined;
  readonly value: readonly Line[];
  readonly label: readonly Line[];
};
const gutter = 15;
const perRow = 4;

/** Large figures side by side, each over what it counts. */
export function figures(block: FiguresBlock, setting: Setting): readonly Atom[] {
  const list = new Branch(setting.parent, 'L');
  const columns = Math.max(2, Math.min(perRow, block.figures.length));
  const rows: Atom[] = [];
  for (let start = 0; start < block.figures.length; start += columns) {
    const row = rowOf(block.figures.slice(start, start + columns), columns, { list, setting });
    rows.push({ ...row, above: start === 0 ? 1 : 5 * setting.sizes.gap });
  }
  return [...heading(block, setting), ...rows];
}

function rowOf(
  row: readonly Figure[],
  columns: number,
  { list, setting }: { readonly list: Branch; readonly setting: Setting },
): Omit<Atom, 'above'> {
  const { sizes } = setting;
  const width = (sheet.textWidth - gutter * (columns - 1)) / columns;
  const looks: Looks = {
    value: { size: sizes.figure, colour: colours.ink, line: 1.22 },
    label: { size: sizes.body, colour: colours.muted, line: sizes.line - 0.04 },
  };
  const cells = row.map(({ tone, value, label }, index): SetFigure => {
    const free = width - (tone === undefined ? 0 : indentOf(looks.value));
    return {
      x: sheet.left + index * (width + gutter),
      tone,
      value: linesOf(value, setting, { size: looks.value.size, width: free, strong: true }),
      label: linesOf(label, setting, { size: looks.label.size, width }),
    };
  });
  const heights = cells.map((cell) => heightOf(cell.value, looks.value) + heightOf(cell.label, looks.label));
  return {
    height: Math.max(0, ...heights),
    withNext: false,
    draw: (paper, y) => {
      for (const cell of cells) {
        drawFigure(paper, cell, { looks, y, body: new Branch(new Branch(list, 'LI'), 'LBody') });
      }
    },
  };
}

/** A tone is a shape before the number, besides its colour; what it means is said below. */
function drawFigure(
  paper: Paper,
  { x, tone, value, label }: SetFigure,
  { looks, y, body }: { readonly looks: Looks; readonly y: number; readonly body: Branch },
): void {
  const indent = tone === undefined ? 0 : indentOf(looks.value);
  if (tone !== undefined) {
    const middle = baseline(y, looks.value) - looks.value.size * 0.36;
    paper.decoration(() => {
      drawMark(paper.pdf, tone, { x, y: middle, size: indent - 5 });
    });
  }
  const colour = tone === undefined ? looks.value.colour : tones[tone].text;
  hang(paper, body, value, { x: x + indent, y, look: { ...looks.value, colour } });
  hang(paper, body, label, { x, y: y + heightOf(value, looks.value), look: looks.label });
}

function indentOf({ size }: Look): number {
  return size * 0.5 + 5;
}

import type { FiguresBlock } from '@vigie/contracts';

import { baseline, heightOf, linesOf, type Atom, type Setting } from '../atoms';
import { drawMark } from '../marks';
import { Branch } from '../structure';
import { colours, sheet, tones } from '../theme';
import { heading } from './heading';

type Figure = FiguresBlock['figures'][number];
const gutter = 15;
const perRow = 4;

/** Large figures side by side, each over what it counts. */
export function figures(block: FiguresBlock, setting: Setting): readonly Atom[] {
  const list = new Branch(setting.parent, 'L');
  const columns = Math.max(2, Math.min(perRow, block.figures.length));
  const rows: Atom[] = [];
  for (let start = 0; start < block.figures.length; start += columns) {
    rows.push(figureRow(block.figures.slice(start, start + columns), columns, list, setting));
  }
  return [...heading(block, setting), ...rows];
}

function figureRow(row: readonly Figure[], columns: number, list: Branch, setting: Setting): Atom {
  const { sizes } = setting;
  const width = (sheet.textWidth - gutter * (columns - 1)) / columns;
  const valueLook = { size: sizes.figure, colour: colours.ink, line: 1.2 };
  const labelLook = { size: sizes.body, colour: colours.muted, line: sizes.line - 0.04 };
  const cells = row.map((figure, index) => {
    const mark = figure.tone === undefined ? 0 : valueLook.size * 0.5;
    return {
      x: sheet.left + index * (width + gutter),
      tone: figure.tone,
      mark,
      value: linesOf(figure.value, setting, {
        size: valueLook.size,
        width: width - (mark === 0 ? 0 : mark + 5),
        strong: true,
      }),
      label: linesOf(figure.label, setting, { size: labelLook.size, width }),
    };
  });
  const heights = cells.map((cell) => heightOf(cell.value, valueLook) + heightOf(cell.label, labelLook));
  return {
    height: Math.max(0, ...heights),
    above: 1,
    withNext: false,
    draw: (paper, y) => {
      for (const cell of cells) {
        const body = new Branch(new Branch(list, 'LI'), 'LBody');
        const { tone, mark } = cell;
        const indent = tone === undefined ? 0 : mark + 5;
        if (tone !== undefined) {
          const middle = baseline(y, valueLook) - valueLook.size * 0.36;
          paper.decoration(() => {
            drawMark(paper.pdf, tone, { x: cell.x, y: middle, size: mark });
          });
        }
        const colour = tone === undefined ? valueLook.colour : tones[tone].text;
        cell.value.forEach((line, index) => {
          const at = baseline(y + index * valueLook.size * valueLook.line, valueLook);
          paper.text(body, line, { x: cell.x + indent, y: at, size: valueLook.size, colour });
        });
        const top = y + heightOf(cell.value, valueLook);
        cell.label.forEach((line, index) => {
          const at = baseline(top + index * labelLook.size * labelLook.line, labelLook);
          paper.text(body, line, { ...labelLook, x: cell.x, y: at });
        });
      }
    },
  };
}

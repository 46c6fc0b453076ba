import type { ScoresBlock } from '@vigie/contracts';

import { baseline, inkLines, lineOf, linesOf, widest, type Atom, type Look, type Setting } from '../atoms';
import type { Paper } from '../paper';
import { Branch } from '../structure';
import { colours, sheet, stepColours } from '../theme';
import type { Line } from '../typeset';
import { hatch } from './bar';

type Key = { readonly x: number; readonly row: number; readonly index: number; readonly name: Line };
const between = 12;

/** The steps by name beside their colour and hatching, then what stands on the right; above the bars. */
export function legend(block: ScoresBlock, setting: Setting): readonly Atom[] {
  const look: Look = { size: setting.sizes.tiny, colour: colours.muted, line: 1.5 };
  const isDrawn = block.rows.some(({ shares }) => shares !== null);
  const keys = isDrawn ? keysOf(block.steps, look, setting) : [];
  const text = isDrawn ? restOf(block) : block.legend;
  const rest = linesOf(text, setting, { size: look.size, width: sheet.textWidth });
  const step = look.size * look.line;
  const keyRows = (keys.at(-1)?.row ?? -1) + 1;
  const restRow = fitsBeside(keys, rest, look) ? keyRows - 1 : keyRows;
  const height = Math.max(keyRows, restRow + rest.length) * step;
  if (height === 0) return [];
  return [
    {
      height: height + 1,
      above: 0,
      withNext: true,
      draw: (paper, y) => {
        if (isDrawn) drawSwatches(paper, keys, { y, look, setting, summary: block.summary });
        paper.content(new Branch(setting.parent, 'P'), () => {
          for (const { name, x, row } of keys) {
            inkLines(paper, [name], { x: sheet.left + x + swatchOf(look) + 3, y: y + row * step, look });
          }
          const at = { x: sheet.left, y: y + restRow * step, look };
          const within = { width: sheet.textWidth, at: 'end' as const };
          inkLines(paper, rest, restRow < keyRows ? { ...at, within } : at);
        });
      },
    },
  ];
}

/** Whether the rest has room at the end of the last row of names. */
function fitsBeside(keys: readonly Key[], rest: readonly Line[], look: Look): boolean {
  const last = keys.at(-1);
  if (last === undefined || rest.length !== 1) return false;
  return last.x + swatchOf(look) + 3 + last.name.width + between + widest(rest) <= sheet.textWidth;
}

/** What the legend says besides the names of the steps, which the key has already. */
function restOf({ steps, legend }: ScoresBlock): string {
  const names = steps.join(' · ');
  return legend.startsWith(names) ? legend.slice(names.length).replace(/^[\s—–-]+/, '') : legend;
}

function keysOf(steps: readonly string[], look: Look, setting: Setting): readonly Key[] {
  let [x, row] = [0, 0];
  return steps.flatMap((step, index) => {
    // A space after it, so that names stay apart where the text is read out.
    const name = lineOf(`${step} `, setting, { size: look.size });
    if (name === undefined) return [];
    const width = swatchOf(look) + 3 + name.width;
    if (x > 0 && x + width > sheet.textWidth) [x, row] = [0, row + 1];
    const key = { x, row, index, name };
    x += width + between;
    return [key];
  });
}

type Swatches = {
  readonly y: number;
  readonly look: Look;
  readonly setting: Setting;
  readonly summary: string;
};

/** The key's picture stands for the whole chart, so its words are the chart's. */
function drawSwatches(paper: Paper, keys: readonly Key[], { y, look, setting, summary }: Swatches): void {
  const size = swatchOf(look);
  const fills = stepColours(keys.length);
  const bottom = y + ((keys.at(-1)?.row ?? 0) + 1) * look.size * look.line;
  const bbox = [sheet.left, y, sheet.left + sheet.textWidth, bottom] as const;
  paper.figure(setting.parent, { alt: summary, bbox }, () => {
    for (const { x, row, index } of keys) {
      const top = baseline(y + row * look.size * look.line, look) - size * 0.86;
      const box = { x: sheet.left + x, y: top, width: size, height: size };
      paper.pdf.rect(box.x, box.y, size, size).fill(fills[index] ?? colours.middle);
      hatch(paper.pdf, box, { index, count: keys.length });
    }
  });
}

function swatchOf({ size }: Look): number {
  return size * 0.95;
}

import type { ScoresBlock } from '@vigie/contracts';

import { hang, heightOf, linesOf, type Atom, type Look, type Setting } from '../atoms';
import type { Paper } from '../paper';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';
import type { Line } from '../typeset';
import { barWords, drawBar, drawHiddenBar } from './bar';
import { heading } from './heading';
import { legend } from './legend';

type Row = ScoresBlock['rows'][number];
/** Left edge and width of a column. */
type Place = { readonly x: number; readonly width: number };
type Places = { readonly label: Place; readonly bar: Place; readonly value: Place; readonly margin: Place };
type SetRow = {
  readonly row: Row;
  readonly label: readonly Line[];
  readonly value: readonly Line[];
  readonly margin: readonly Line[];
};
const gutter = 10;

/** Stacked distributions, one row an item: steps differ by colour and by hatching, and carry their share. */
export function scores(block: ScoresBlock, setting: Setting): readonly Atom[] {
  const table = new Branch(setting.parent, 'Table');
  const places = placesOf(block, setting);
  const rows = block.rows.map((row) => rowAtom(row, block.steps, { table, setting, places }));
  return [...heading(block, setting), ...legend(block, setting), ...rows];
}

function placesOf(block: ScoresBlock, { fonts, sizes }: Setting): Places {
  const left = { x: sheet.left, width: sheet.textWidth * 0.255 };
  const values = block.rows.map(({ value }) => fonts.widthOf(value, 'bold', sizes.body));
  const value = Math.min(Math.max(0, ...values) + 0.5, sheet.textWidth * 0.2);
  const margins = block.rows.map((row) => fonts.widthOf(marginOf(row), 'regular', sizes.body));
  const margin = Math.min(Math.max(0, ...margins) + 0.5, sheet.textWidth * 0.27);
  const bar = sheet.textWidth - left.width - value - margin - 3 * gutter + 2;
  const barLeft = left.x + left.width + gutter;
  return {
    label: left,
    bar: { x: barLeft, width: bar },
    value: { x: barLeft + bar + gutter, width: value },
    margin: { x: barLeft + bar + gutter + value + gutter - 2, width: margin },
  };
}

function marginOf({ interval, badge }: Row): string {
  return [interval, badge].filter((part) => part !== null && part !== '').join(' · ');
}

type At = { readonly table: Branch; readonly setting: Setting; readonly places: Places };

function rowAtom(row: Row, steps: readonly string[], { table, setting, places }: At): Atom {
  const { sizes } = setting;
  const look: Look = { size: sizes.body, colour: colours.ink, line: 1.25 };
  const set: SetRow = {
    row,
    label: linesOf(row.label, setting, { size: look.size, width: places.label.width }),
    value: linesOf(row.value, setting, { size: look.size, width: places.value.width, strong: true }),
    margin: linesOf(marginOf(row), setting, { size: look.size, width: places.margin.width }),
  };
  const barHeight = sizes.body * 1.2;
  const height =
    Math.max(barHeight, ...[set.label, set.value, set.margin].map((lines) => heightOf(lines, look))) +
    4.4 * Math.min(1, 0.2 + sizes.gap);
  return {
    height,
    above: 0,
    withNext: false,
    draw: (paper, y) => {
      const tr = new Branch(table, 'TR');
      const middle = (lines: readonly Line[]) => y + (height - heightOf(lines, look)) / 2;
      const cell = (branch: Branch, lines: readonly Line[], { x }: Place, colour: string = colours.ink) => {
        hang(paper, branch, lines, { x, y: middle(lines), look: { ...look, colour } });
      };
      cell(new Branch(tr, 'TH', { scope: 'Row' }), set.label, places.label);
      const box = { ...places.bar, y: y + (height - barHeight) / 2, height: barHeight };
      barCell(paper, new Branch(tr, 'TD'), { row, steps, box, setting });
      cell(new Branch(tr, 'TD'), set.value, places.value);
      cell(new Branch(tr, 'TD'), set.margin, places.margin, colours.muted);
    },
  };
}

type Bar = {
  readonly row: Row;
  readonly steps: readonly string[];
  readonly box: Parameters<typeof drawBar>[1];
  readonly setting: Setting;
};

function barCell(paper: Paper, branch: Branch, { row, steps, box, setting }: Bar): void {
  const { shares } = row;
  if (shares === null) {
    branch.element(paper.pdf);
    drawHiddenBar(paper, box);
    return;
  }
  const bbox = [box.x, box.y, box.x + box.width, box.y + box.height] as const;
  paper.figure(branch, { alt: barWords(row.label, steps, { shares, setting }), bbox }, () => {
    drawBar(paper, box, { shares, setting });
  });
}

import { heightOf, inkLines, linesOf, type Atom, type Look, type Setting } from '../atoms';
import { room } from '../flow';
import type { Paper } from '../paper';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';
import { atMost, type Line } from '../typeset';

/** A column's place on the sheet. */
export type Column = { readonly x: number; readonly width: number; readonly end: boolean };
/** A paragraph of a cell. */
export type CellText = { readonly text: string; readonly look: Look };
export type Cell = { readonly texts: readonly CellText[] };
type SetCell = {
  readonly column: Column;
  readonly texts: readonly { readonly lines: readonly Line[]; readonly look: Look }[];
  readonly height: number;
};
type Row = { readonly cells: readonly SetCell[]; readonly height: number };

/** Air above and below the text of a row. */
const pad = 2.6;
/** A row is never cut, so it may not be taller than this; what is beyond ends in an ellipsis. */
const tallest = room * 0.8;

/** A row of a table with a hairline below; its cells hang from its upper edge, the first is its header. */
export function tableRow(
  cells: readonly Cell[],
  columns: readonly Column[],
  { table, setting }: Place,
): Atom {
  const row = setRow(cells, columns, setting);
  return { height: row.height, above: 0, withNext: false, draw: drawnIn(row, table, 'Row') };
}

type Place = { readonly table: Branch; readonly setting: Setting };

/** The header row; `again` is how it stands on the next page, where it is decoration. */
export function headerRow(
  cells: readonly Cell[],
  columns: readonly Column[],
  { table, setting }: Place,
): { readonly first: Atom; readonly again: Required<Atom>['again'] } {
  const row = setRow(cells, columns, setting);
  return {
    first: { height: row.height, above: 0, withNext: true, draw: drawnIn(row, table, 'Column') },
    again: {
      height: row.height,
      draw: (paper, y) => {
        for (const cell of row.cells) {
          paper.repeated(() => {
            inkCell(paper, cell, y + row.height - 2 * pad - cell.height);
          });
        }
        paper.hairline(y + row.height, colours.row);
      },
    },
  };
}

function drawnIn(row: Row, table: Branch, headers: 'Row' | 'Column'): Atom['draw'] {
  return (paper, y) => {
    const branch = new Branch(table, 'TR');
    row.cells.forEach((cell, index) => {
      const isHeader = headers === 'Column' || index === 0;
      const place = new Branch(branch, isHeader ? 'TH' : 'TD', isHeader ? { scope: headers } : {});
      if (cell.height === 0) place.element(paper.pdf);
      else
        paper.content(place, () => {
          // Headers of columns stand on the rule, the cells of a row hang from the one above.
          const drop = headers === 'Column' ? row.height - 2 * pad - cell.height : 0;
          inkCell(paper, cell, y + drop);
        });
    });
    paper.hairline(y + row.height, colours.row);
  };
}

function setRow(cells: readonly Cell[], columns: readonly Column[], setting: Setting): Row {
  const set = cells.map((cell, index) =>
    setCell(cell, columns[index] ?? { x: sheet.left, width: sheet.textWidth, end: false }, setting),
  );
  return { cells: set, height: Math.max(0, ...set.map((cell) => cell.height)) + 2 * pad };
}

function setCell(cell: Cell, column: Column, setting: Setting): SetCell {
  let left = tallest;
  const texts = cell.texts.map(({ text, look }) => {
    const all = linesOf(text, setting, { size: look.size, width: column.width });
    const most = Math.max(0, Math.floor(left / (look.size * look.line)));
    const lines = atMost(all, most, { fonts: setting.fonts, size: look.size, width: column.width });
    left -= heightOf(lines, look);
    return { lines, look };
  });
  return { column, texts, height: tallest - left };
}

function inkCell(paper: Paper, { column, texts }: SetCell, y: number): void {
  let top = y + pad;
  for (const { lines, look } of texts) {
    const at = { x: column.x, y: top, look };
    inkLines(paper, lines, column.end ? { ...at, within: { width: column.width, at: 'end' } } : at);
    top += heightOf(lines, look);
  }
}

import { baseline, heightOf, type Atom, type Look, type Setting } from '../atoms';
import { room } from '../flow';
import type { Paper } from '../paper';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';
import { ellipsis, setText, type Line } from '../typeset';

/** A column's place on the sheet. */
export type Column = { readonly x: number; readonly width: number; readonly end: boolean };
/** A paragraph of a cell. */
export type CellText = { readonly text: string; readonly look: Look; readonly strong?: true };
export type Cell = { readonly tag: 'TH' | 'TD'; readonly texts: readonly CellText[] };
type SetCell = {
  readonly lines: readonly { readonly line: Line; readonly look: Look }[];
  readonly height: number;
};

/** Air above and below the text of a row. */
export const rowPad = 2.6;
/** A row is never cut, so it may not be taller than this; what is beyond ends in an ellipsis. */
const tallest = room * 0.8;

/** Texts of a cell, one under the other, at a column's width. */
export function setCell(cell: Cell, column: Column, setting: Setting): SetCell {
  const lines = cell.texts.flatMap(({ text, look, strong }) =>
    setText(text, strong === true ? 'bold' : 'regular', {
      fonts: setting.fonts,
      size: look.size,
      width: column.width,
    }).map((line) => ({ line, look })),
  );
  const step = Math.max(1, ...lines.map(({ look }) => look.size * look.line));
  const most = Math.max(1, Math.floor(tallest / step));
  const last = lines[most - 1];
  if (lines.length <= most || last === undefined) return withHeight(lines);
  const cut = ellipsis(last.line, { fonts: setting.fonts, size: last.look.size, width: column.width });
  return withHeight([...lines.slice(0, most - 1), { line: cut, look: last.look }]);
}

function withHeight(lines: SetCell['lines']): SetCell {
  return { lines, height: lines.reduce((sum, { line, look }) => sum + heightOf([line], look), 0) };
}

/** One row of a table with a hairline below; its cells hang from its upper edge. */
export function tableRow(
  cells: readonly Cell[],
  columns: readonly Column[],
  { table, setting }: { readonly table: Branch; readonly setting: Setting },
): Atom {
  const set = cells.map((cell, index) => {
    const column = columns[index] ?? { x: sheet.left, width: sheet.textWidth, end: false };
    return { cell, column, ...setCell(cell, column, setting) };
  });
  const height = Math.max(0, ...set.map((each) => each.height)) + 2 * rowPad;
  const ink = (paper: Paper, y: number, put: (line: Line, at: Ink, index: number) => void): void => {
    set.forEach(({ lines, column }, index) => {
      let top = y + rowPad;
      for (const { line, look } of lines) {
        const x = column.end ? column.x + column.width - line.width : column.x;
        put(line, { x, y: baseline(top, look), size: look.size, colour: look.colour }, index);
        top += look.size * look.line;
      }
    });
    paper.hairline(y + height, colours.row);
  };
  const isHead = cells.every((cell) => cell.tag === 'TH') && cells.length > 1;
  return {
    height,
    above: 0,
    withNext: isHead,
    draw: (paper, y) => {
      const row = new Branch(table, 'TR');
      const branches = set.map(
        ({ cell }) =>
          new Branch(row, cell.tag, cell.tag === 'TH' ? { scope: isHead ? 'Column' : 'Row' } : {}),
      );
      for (const branch of branches) branch.element(paper.pdf);
      ink(paper, y, (line, at, index) => {
        const branch = branches[index];
        if (branch !== undefined) paper.text(branch, line, at);
      });
    },
    again: {
      height,
      above: 0,
      draw: (paper, y) => {
        ink(paper, y, (line, at) => {
          paper.repeated(() => {
            paper.ink(line, at);
          });
        });
      },
    },
  };
}

type Ink = { readonly x: number; readonly y: number; readonly size: number; readonly colour: string };

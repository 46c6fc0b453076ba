import type { HeatBlock } from '@vigie/contracts';

import { baseline, heightOf, linesOf, type Atom, type Look, type Setting } from '../atoms';
import { Branch } from '../structure';
import { colours, mix, readableOn, sheet } from '../theme';
import type { Line } from '../typeset';
import { heading } from './heading';

type Heat = { readonly row: number; readonly column: number; readonly ground: string | null };
const gap = 2;
const smallest = 5;

/** Shares by hour, or by weekday and hour: the redder the more, and the number on it. */
export function heat(block: HeatBlock, setting: Setting): readonly Atom[] {
  if (block.columns.length === 0 || block.rows.length === 0) return heading(block, setting);
  const grid = gridOf(block, setting);
  return [...heading(block, setting), grid];
}

function gridOf(block: HeatBlock, setting: Setting): Atom {
  const { sizes } = setting;
  const labelLook: Look = { size: sizes.small, colour: colours.muted, line: 1.2 };
  const labels = block.rows.map((row) => linesOf(row.label, setting, { size: labelLook.size, width: 90 }));
  const widestLabel = Math.max(0, ...labels.flat().map((line) => line.width));
  const left = sheet.left + (widestLabel === 0 ? 0 : widestLabel + 8);
  const width = (sheet.left + sheet.textWidth - left + gap) / block.columns.length;
  const look = fitting(block, setting, width - gap - 1.5);
  const cellHeight = Math.max(look.size * 1.75, ...labels.map((lines) => heightOf(lines, labelLook) + 1));
  const headHeight = look.size * 1.45;
  const top = (row: number) => headHeight + row * (cellHeight + gap);
  const height = top(block.rows.length) - gap;
  const cells: readonly Heat[] = block.rows.flatMap((row, rowIndex) =>
    row.cells.map((cell, column) => ({ row: rowIndex, column, ground: groundOf(cell.share) })),
  );
  return {
    height: height + 1,
    above: 1,
    withNext: false,
    draw: (paper, y) => {
      const bbox = [left, y + headHeight, sheet.left + sheet.textWidth, y + height] as const;
      paper.figure(setting.parent, { alt: block.summary, bbox }, () => {
        for (const cell of cells) {
          const box = paper.pdf.roundedRect(
            left + cell.column * width,
            y + top(cell.row),
            width - gap,
            cellHeight,
            1.5,
          );
          if (cell.ground === null) box.lineWidth(0.5).stroke(colours.hairline);
          else box.fill(cell.ground);
        }
      });
      const table = new Branch(setting.parent, 'Table');
      const center = (line: Line, column: number) => left + column * width + (width - gap - line.width) / 2;
      const headRow = new Branch(table, 'TR');
      new Branch(headRow, 'TH', { scope: 'Column' }).element(paper.pdf);
      block.columns.forEach((label, column) => {
        const branch = new Branch(headRow, 'TH', { scope: 'Column' });
        branch.element(paper.pdf);
        for (const line of oneLine(label, look.size, setting)) {
          const at = baseline(y, { ...look, line: 1.3 });
          paper.text(branch, line, {
            x: center(line, column),
            y: at,
            size: look.size,
            colour: colours.muted,
          });
        }
      });
      block.rows.forEach((row, rowIndex) => {
        const branch = new Branch(table, 'TR');
        const header = new Branch(branch, 'TH', { scope: 'Row' });
        header.element(paper.pdf);
        const lines = labels[rowIndex] ?? [];
        const start = y + top(rowIndex) + (cellHeight - heightOf(lines, labelLook)) / 2;
        lines.forEach((line, index) => {
          const at = baseline(start + index * labelLook.size * labelLook.line, labelLook);
          paper.text(header, line, { ...labelLook, x: sheet.left, y: at });
        });
        row.cells.forEach((cell, column) => {
          const data = new Branch(branch, 'TD');
          data.element(paper.pdf);
          const ground = groundOf(cell.share);
          const colour = ground === null ? colours.muted : readableOn(ground);
          for (const line of oneLine(cell.text, look.size, setting)) {
            const at = baseline(y + top(rowIndex), { size: look.size, line: cellHeight / look.size });
            paper.text(data, line, { x: center(line, column), y: at, size: look.size, colour });
          }
        });
      });
    },
  };
}

/** One scale for every month and clinic, so that a red here is a red there: a quarter unanswered is the darkest. */
function groundOf(share: number | null): string | null {
  if (share === null) return null;
  return mix(colours.white, colours.alarm, 0.05 + 0.87 * Math.min(1, Math.max(0, share) / 0.25));
}

/** The largest letters in which every number and hour stays within its cell. */
function fitting(
  block: HeatBlock,
  setting: Setting,
  width: number,
): { readonly size: number; readonly line: number } {
  const texts = [...block.columns, ...block.rows.flatMap((row) => row.cells.map((cell) => cell.text))];
  const wanted = setting.sizes.tiny;
  const widest = Math.max(1, ...texts.map((text) => setting.fonts.widthOf(text, 'regular', wanted)));
  return { size: Math.max(smallest, Math.min(wanted, (wanted * width) / widest)), line: 1.3 };
}

function oneLine(text: string, size: number, setting: Setting): readonly Line[] {
  return linesOf(text, setting, { size, width: 10_000 });
}

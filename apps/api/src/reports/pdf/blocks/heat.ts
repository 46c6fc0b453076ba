import type { HeatBlock } from '@vigie/contracts';

import { hang, heightOf, lineOf, linesOf, widest, type Atom, type Look, type Setting } from '../atoms';
import type { Paper } from '../paper';
import { Branch } from '../structure';
import { colours, mix, readableOn, sheet } from '../theme';
import type { Line } from '../typeset';
import { heading } from './heading';

/** Where rows and columns stand, from the upper edge of the grid. */
type Grid = {
  readonly left: number;
  readonly cell: { readonly width: number; readonly height: number };
  readonly head: number;
  readonly height: number;
  readonly look: Look;
  readonly labelLook: Look;
  readonly labels: readonly (readonly Line[])[];
};
type Drawing = { readonly block: HeatBlock; readonly grid: Grid; readonly setting: Setting };

const gap = 2;
const smallest = 5;
const labelWidth = 90;
/** A quarter unanswered is the darkest red, for every month and clinic, on paper and on the screen. */
const darkestAt = 0.25;

/** Shares by hour, or by weekday and hour: the redder the more, and the number on it. */
export function heat(block: HeatBlock, setting: Setting): readonly Atom[] {
  if (block.columns.length === 0 || block.rows.length === 0) return heading(block, setting);
  const drawing = { block, grid: gridOf(block, setting), setting };
  return [
    ...heading(block, setting),
    {
      height: drawing.grid.height,
      above: 1,
      withNext: false,
      draw: (paper, y) => {
        drawGround(paper, drawing, y);
        const table = new Branch(setting.parent, 'Table');
        drawHours(paper, drawing, { table, y });
        block.rows.forEach((_, row) => {
          drawRow(paper, drawing, { table, y, row });
        });
      },
    },
  ];
}

function gridOf(block: HeatBlock, setting: Setting): Grid {
  const { sizes } = setting;
  const labelLook: Look = { size: sizes.small, colour: colours.muted, line: 1.2 };
  const labels = block.rows.map(({ label }) =>
    linesOf(label, setting, { size: labelLook.size, width: labelWidth }),
  );
  const widestLabel = widest(labels.flat());
  const left = sheet.left + (widestLabel === 0 ? 0 : widestLabel + 8);
  const width = (sheet.left + sheet.textWidth - left + gap) / block.columns.length - gap;
  const look: Look = { size: fittingSize(block, setting, width - 1.5), colour: colours.muted, line: 1.5 };
  const height = Math.max(look.size * 1.8, ...labels.map((lines) => heightOf(lines, labelLook) + 1));
  const head = look.size * look.line;
  const rows = block.rows.length * (height + gap) - gap;
  return { left, cell: { width, height }, head, height: head + rows, look, labelLook, labels };
}

/** The largest letters in which every number and hour stays within its cell. */
function fittingSize(block: HeatBlock, setting: Setting, width: number): number {
  const texts = [...block.columns, ...block.rows.flatMap((row) => row.cells.map((cell) => cell.text))];
  const wanted = setting.sizes.tiny;
  const widestText = Math.max(1, ...texts.map((text) => setting.fonts.widthOf(text, 'regular', wanted)));
  return Math.max(smallest, Math.min(wanted, (wanted * width) / widestText));
}

function drawGround(paper: Paper, { block, grid, setting }: Drawing, y: number): void {
  const bbox = [grid.left, y + grid.head, sheet.left + sheet.textWidth, y + grid.height] as const;
  paper.figure(setting.parent, { alt: block.summary, bbox }, () => {
    block.rows.forEach(({ cells }, row) => {
      cells.forEach(({ share }, column) => {
        const { x, top } = placeOf(grid, row, column);
        const box = paper.pdf.roundedRect(x, y + top, grid.cell.width, grid.cell.height, 1.5);
        if (share === null) box.lineWidth(0.5).stroke(colours.hairline);
        else box.fill(groundOf(share));
      });
    });
  });
}

type Place = { readonly table: Branch; readonly y: number };

function drawHours(paper: Paper, { block, grid, setting }: Drawing, { table, y }: Place): void {
  const row = new Branch(table, 'TR');
  hang(paper, new Branch(row, 'TH', { scope: 'Column' }), [], { x: 0, y: 0, look: grid.look });
  block.columns.forEach((label, column) => {
    const at = { x: placeOf(grid, 0, column).x, y, look: grid.look };
    drawText(paper, new Branch(row, 'TH', { scope: 'Column' }), label, { grid, setting, at });
  });
}

function drawRow(
  paper: Paper,
  { block, grid, setting }: Drawing,
  { table, y, row }: Place & { readonly row: number },
): void {
  const branch = new Branch(table, 'TR');
  const { top } = placeOf(grid, row, 0);
  const { labelLook } = grid;
  const label = grid.labels[row] ?? [];
  const start = y + top + (grid.cell.height - heightOf(label, labelLook)) / 2;
  hang(paper, new Branch(branch, 'TH', { scope: 'Row' }), label, {
    x: sheet.left,
    y: start,
    look: labelLook,
  });
  block.rows[row]?.cells.forEach(({ share, text }, column) => {
    const colour = share === null ? colours.muted : readableOn(groundOf(share));
    const look = { size: grid.look.size, colour, line: grid.cell.height / grid.look.size };
    const at = { x: placeOf(grid, row, column).x, y: y + top, look };
    drawText(paper, new Branch(branch, 'TD'), text, { grid, setting, at });
  });
}

type Centred = {
  readonly grid: Grid;
  readonly setting: Setting;
  readonly at: { readonly x: number; readonly y: number; readonly look: Look };
};

function drawText(paper: Paper, branch: Branch, text: string, { grid, setting, at }: Centred): void {
  const line = lineOf(text, setting, { size: at.look.size });
  const within = { width: grid.cell.width, at: 'middle' as const };
  hang(paper, branch, line === undefined ? [] : [line], { ...at, within });
}

function placeOf({ left, cell, head }: Grid, row: number, column: number): { x: number; top: number } {
  return { x: left + column * (cell.width + gap), top: head + row * (cell.height + gap) };
}

function groundOf(share: number): string {
  return mix(colours.heatGround, colours.heat, Math.min(1, Math.max(0, share) / darkestAt));
}

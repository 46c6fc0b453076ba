import type { TableBlock } from '@vigie/contracts';

import { linesOf, paragraph, type Atom, type Look, type Setting } from '../atoms';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';
import { cleanText } from '../typeset';
import { columnWidths, type Wish } from './columns';
import { heading } from './heading';
import { headerRow, tableRow, type Column } from './rows';

const gutter = 12;

/** A table whose header row stands again wherever it goes on. */
export function table(block: TableBlock, setting: Setting): readonly Atom[] {
  const { sizes } = setting;
  const look = { size: sizes.body, colour: colours.ink, line: sizes.line };
  const head: Look = { ...look, colour: colours.muted };
  if (block.rows.length === 0) return [...heading(block, setting), ...said(block.empty ?? '', setting)];
  const columns = columnsOf(block, setting);
  const branch = new Branch(setting.parent, 'Table');
  const place = { table: branch, setting };
  const { first, again } = headerRow(
    block.columns.map(({ label }) => ({ texts: [{ text: label, look: head }] })),
    columns,
    place,
  );
  const rows = block.rows.map((row, index) => {
    const cells = block.columns.map((_, column) => ({ texts: [{ text: row[column] ?? '', look }] }));
    // Neither the first nor the last row stands alone on a page.
    const withNext = index < block.rows.length - 1 && (index === 0 || index === block.rows.length - 2);
    return { ...tableRow(cells, columns, place), again, withNext };
  });
  return [...heading(block, setting), first, ...rows];
}

/** What is said in place of an empty block. */
export function said(text: string, setting: Setting): readonly Atom[] {
  const look = { size: setting.sizes.body, colour: colours.muted, line: setting.sizes.line };
  return paragraph({
    branch: new Branch(setting.parent, 'P'),
    lines: linesOf(text, setting, { size: look.size, width: sheet.textWidth }),
    look,
    x: sheet.left,
    above: 1,
  });
}

function columnsOf(block: TableBlock, setting: Setting): readonly Column[] {
  const width = sheet.textWidth - gutter * (block.columns.length - 1);
  const wishes = block.columns.map(({ label }, column) =>
    wishOf([label, ...block.rows.map((row) => row[column] ?? '')], setting),
  );
  const isEnd = (column: number) => block.columns[column]?.align === 'end';
  const widths = columnWidths(wishes, width);
  let x: number = sheet.left;
  return widths.map((each, column) => {
    const place = { x, width: each, end: isEnd(column) };
    x += each + gutter;
    return place;
  });
}

function wishOf(texts: readonly string[], { fonts, sizes }: Setting): Wish {
  const widthOf = (text: string) => fonts.widthOf(text, 'regular', sizes.body);
  const clean = texts.map(cleanText);
  return {
    most: Math.max(0, ...clean.map(widthOf)) + 0.5,
    least: Math.max(0, ...clean.flatMap((text) => text.split(' ')).map(widthOf)) + 0.5,
  };
}

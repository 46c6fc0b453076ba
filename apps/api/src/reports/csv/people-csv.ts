import type { ReportBlock, ReportDocument } from '@vigie/contracts';

import { byteOrderMark, csvLines } from '../../platform/tables/csv-lines';

/** A list separator and the signs between thousands, as the spreadsheets of a language expect them. */
type Habits = { readonly delimiter: ',' | ';'; readonly thousands: RegExp };
const habits: { readonly [language in ReportDocument['language']]: Habits } = {
  fr: { delimiter: ';', thousands: /\s/gu },
  ca: { delimiter: ';', thousands: /[.\s]/gu },
  es: { delimiter: ';', thousands: /[.\s]/gu },
  en: { delimiter: ',', thousands: /[,\s]/gu },
};

/**
 * The report as a table for people: the words and rounded numbers of the document, block by block, in the reader's
 * language; numbers stand alone in their cells, so that a spreadsheet counts with them. What is only read (the method,
 * quotations) is left out.
 */
export function peopleCsv(document: ReportDocument): string {
  const { delimiter } = habits[document.language];
  const blocks = document.pages
    .flatMap((page) => page.blocks)
    .map(linesOf)
    .filter(({ length }) => length > 0);
  const told = [[document.title], [document.subtitle], ...blocks.flatMap((own) => [[''], ...own])];
  const lines = told.map((line) => line.map((text) => cellOf(document.language, text)));
  const width = Math.max(...lines.map(({ length }) => length));
  const even = lines.map((line) => [...line, ...Array<string>(width - line.length).fill('')]);
  return byteOrderMark + csvLines(even, delimiter);
}

/** A number as spreadsheets read it; any other text as it stands. */
function cellOf(language: ReportDocument['language'], text: string): string {
  const bare = text.replaceAll(habits[language].thousands, '').replace('\u2212', '-');
  if (/^-?\d+(?:[.,]\d+)?%?$/u.test(bare)) return bare;
  return text.replaceAll(/[\u00a0\u202f]/gu, ' ');
}

type Lines = readonly (readonly string[])[];

function linesOf(block: ReportBlock): Lines {
  switch (block.kind) {
    case 'commitment':
      return [[block.label, block.text]];
    case 'sentences':
      return block.sentences.map((runs) => [runs.map(({ text }) => text).join('')]);
    case 'figures':
      return [titleOf(block), ...block.figures.map(({ label, value }) => [label, value])];
    case 'heat':
      return [
        titleOf(block),
        ['', ...block.columns],
        ...block.rows.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)]),
      ];
    case 'trend':
      return [titleOf(block), ...block.points.map(({ label, text }) => [label, text])];
    case 'table':
      return [titleOf(block), block.columns.map(({ label }) => label), ...block.rows];
    default:
      return otherLinesOf(block);
  }
}

type Others = Extract<ReportBlock, { kind: 'scores' | 'quotes' | 'actions' | 'notes' }>;

function otherLinesOf(block: Others): Lines {
  switch (block.kind) {
    case 'scores':
      return [
        titleOf(block),
        ...block.rows.map(({ label, value, interval, badge }) => [label, value, interval ?? '', badge ?? '']),
      ];
    case 'quotes':
      return withTitle(
        block,
        block.themes.map(({ label, text }) => [label, text]),
      );
    case 'actions':
      return withTitle(
        block,
        block.actions.map(({ text, owner, due, expected }) => [text, owner, due, expected]),
      );
    case 'notes':
      return [];
  }
}

type Titled = { readonly title: string; readonly note?: string };

const withTitle = (block: Titled, lines: Lines): Lines =>
  lines.length === 0 ? [] : [titleOf(block), ...lines];
const titleOf = ({ title, note }: Titled): readonly string[] =>
  note === undefined ? [title] : [title, note];

import { Readable } from 'node:stream';
import { offsetAt } from '@vigie/metrics';
import { ZipFile } from 'yazl';

import type { Cell, ColumnKind, Table } from './table';

/** Of `styles.xml`: which look a kind of number has. */
const styleOf: Readonly<Record<ColumnKind, number>> = {
  text: 0,
  number: 0,
  share: 2,
  duration: 3,
  instant: 4,
};
const headStyle = 1;
const dayMs = 86_400_000;
/** 1970-01-01 as spreadsheets count days. */
const epochDay = 25_569;
const bytesAtOnce = 65_536;
/** What a spreadsheet opens of one sheet (1,048,576 lines), the line of names not counted. */
export const mostSheetRows = 1_048_575;

/**
 * Tables as one workbook (ECMA-376), a sheet each, written and packed while their rows are read: however many there are,
 * some tens of kilobytes are held. Texts are inline strings, which no spreadsheet runs as a formula; numbers, durations
 * and local instants are numbers with a format. A table of more than `mostRows` breaks the stream off with a RangeError:
 * whoever can count the rows first refuses it.
 */
export function xlsxStream(tables: readonly Table[], mostRows = mostSheetRows): Readable {
  const zip = new ZipFile();
  const add = (path: string, text: string) => zip.addBuffer(Buffer.from(xmlHead + text), path);
  add('[Content_Types].xml', contentTypes(tables.length));
  add('_rels/.rels', rootRelations);
  add('xl/workbook.xml', workbook(tables));
  add('xl/_rels/workbook.xml.rels', relations(tables.length));
  add('xl/styles.xml', styles);
  const packed = zip.outputStream as Readable;
  for (const [place, table] of tables.entries()) {
    const sheet = Readable.from(chunksOf(table, mostRows), { objectMode: false });
    sheet.on('error', (error) => packed.destroy(error));
    // Nobody wants the rest: no more rows are read.
    packed.once('close', () => sheet.destroy());
    zip.addReadStream(sheet, `xl/worksheets/sheet${place + 1}.xml`);
  }
  zip.end();
  return packed;
}

async function* chunksOf(table: Table, mostRows: number): AsyncGenerator<Buffer, void, void> {
  let text = '';
  for await (const part of sheetText(table, mostRows)) {
    text += part;
    if (text.length < bytesAtOnce) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

async function* sheetText(
  { columns, rows, timezone }: Table,
  mostRows: number,
): AsyncGenerator<string, void, void> {
  let written = 0;
  yield `${xmlHead}<worksheet ${main}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  yield `<row>${columns.map(({ name }) => textCell(name, headStyle)).join('')}</row>`;
  for await (const row of rows) {
    if ((written += 1) > mostRows) throw new RangeError('more rows than a sheet holds');
    yield `<row>${row.map((cell, place) => cellText(cell, columns[place]?.kind ?? 'text', timezone)).join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function cellText(cell: Cell, kind: ColumnKind, timezone: string): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'string') return textCell(cell, 0);
  return `<c s="${styleOf[kind]}"><v>${numberOf(cell, kind, timezone)}</v></c>`;
}

function numberOf(value: number, kind: ColumnKind, timezone: string): number {
  if (kind === 'duration') return value / dayMs;
  return kind === 'instant' ? (value + offsetAt(value, timezone)) / dayMs + epochDay : value;
}

const textCell = (text: string, style: number): string =>
  `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** What XML 1.0 can hold of a text. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const sheetKind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const each = (count: number, of: (number: number) => string): string =>
  Array.from({ length: count }, (_, place) => of(place + 1)).join('');

const contentTypes = (sheets: number): string =>
  `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetKind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetKind}.styles+xml"/>${each(sheets, (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${sheetKind}.worksheet+xml"/>`)}</Types>`;

const rootRelations = `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const relations = (sheets: number): string =>
  `<Relationships xmlns="${packaged}/relationships">${each(sheets, (n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`;

/** A name of a sheet has at most 31 characters and none of `[]:*?/\`. */
const workbook = (tables: readonly Table[]): string =>
  `<workbook ${main} xmlns:r="${office}"><sheets>${tables
    .map(({ name }, place) => {
      const told = escaped(name.replaceAll(/[[\]:*?/\\]/gu, ' ').slice(0, 31));
      return `<sheet name="${told}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`;
    })
    .join('')}</sheets></workbook>`;

const look = (format: number, font: number): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
const styles = `<styleSheet ${main}><numFmts count="3"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">${look(0, 0)}${look(0, 1)}${look(164, 0)}${look(165, 0)}${look(166, 0)}</cellXfs></styleSheet>`;

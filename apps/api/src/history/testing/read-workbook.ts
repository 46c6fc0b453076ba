import { strFromU8, unzipSync } from 'fflate';

/** A cell as a spreadsheet holds it. */
export type SheetCell = string | number | null;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The sheets of a workbook by their names, read apart from what wrote it: the ZIP by a library, its XML by hand, as
 * ECMA-376 says where a cell without an address stands.
 */
export function readWorkbook(bytes: Uint8Array): ReadonlyMap<string, readonly (readonly SheetCell[])[]> {
  const parts = unzipSync(bytes);
  const textOf = (path: string): string => strFromU8(parts[path] ?? new Uint8Array());
  const targets = new Map(
    [...textOf('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\s([^>]*)\/>/gu)].map(
      ([, given = '']) => [attribute(given, 'Id'), attribute(given, 'Target')],
    ),
  );
  const sheets = [...textOf('xl/workbook.xml').matchAll(/<sheet\s([^>]*)\/>/gu)];
  return new Map(
    sheets.map(([, given = '']) => {
      const path = `xl/${targets.get(attribute(given, 'r:id')) ?? ''}`;
      return [attribute(given, 'name'), readSheet(textOf(path))];
    }),
  );
}

const readSheet = (xml: string): SheetCell[][] =>
  [...xml.matchAll(/<row(?:\s[^>]*)?>(.*?)<\/row>/gsu)].map(([, row = '']) =>
    [...row.matchAll(/<c(\s[^>]*)?(?:\/>|>(.*?)<\/c>)/gsu)].map(([, given = '', inside]) =>
      readCell(given, inside),
    ),
  );

function readCell(given: string, inside: string | undefined): SheetCell {
  if (inside === undefined) return null;
  if (attribute(given, 't') === 'inlineStr')
    return [...inside.matchAll(/<t[^>]*>(.*?)<\/t>/gsu)].map(([, text = '']) => plain(text)).join('');
  const [, value] = /<v>(.*?)<\/v>/su.exec(inside) ?? [];
  return value === undefined ? null : Number(value);
}

const attribute = (given: string, name: string): string =>
  plain(new RegExp(`(?:^|\\s)${name}="([^"]*)"`, 'u').exec(given)?.[1] ?? '');

const plain = (text: string): string =>
  text
    .replaceAll(/&#x([0-9a-f]+);/giu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&(amp|lt|gt|quot|apos);/gu, (_, name: string) => entities[name] ?? '');

/**
 * The sheets of a flat OpenDocument file by their names: for each cell its type and value, as the office that wrote it
 * understood them. Times are seconds, dates local text; what repeats an empty end is left out.
 */
export function readFlatSheets(xml) {
  return [...xml.matchAll(/<table:table [^>]*table:name="([^"]*)"[^>]*>(.*?)<\/table:table>/gsu)].map(
    ([, name, body]) => [plain(name), withoutEnd(readRows(body), (row) => row.length === 0)],
  );
}

const readRows = (body) =>
  [...body.matchAll(/<table:table-row(\s[^>]*?)?(?:\/>|>(.*?)<\/table:table-row>)/gsu)].flatMap(
    ([, given = '', cells = '']) =>
      Array.from({ length: times(given, 'rows') }, () =>
        withoutEnd(readCells(cells), ({ type }) => type === 'empty'),
      ),
  );

const readCells = (row) =>
  [...row.matchAll(/<table:table-cell(\s[^>]*?)?(?:\/>|>(.*?)<\/table:table-cell>)/gsu)].flatMap(
    ([, given = '', inside = '']) =>
      Array.from({ length: times(given, 'columns') }, () => readCell(given, inside)),
  );

/** A sheet ends with thousands of empty cells that stand for all the others. */
const times = (given, of) => {
  const told = Number(attribute(given, `table:number-${of}-repeated`) ?? 1);
  return Math.min(told, 64);
};

function readCell(given, inside) {
  const type = attribute(given, 'office:value-type');
  if (type === undefined) return { type: 'empty', value: null };
  if (attribute(given, 'table:formula') !== undefined) return { type: 'formula', value: textOf(inside) };
  if (type === 'time') return { type, value: secondsOf(attribute(given, 'office:time-value') ?? '') };
  if (type === 'date') return { type, value: dateOf(attribute(given, 'office:date-value') ?? '') };
  if (type === 'string') return { type, value: textOf(inside) };
  return { type, value: Number(attribute(given, 'office:value')) };
}

/** `PT25H00M00.5S` */
function secondsOf(text) {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(\d+)H(\d+)M([\d.,]+)S$/u.exec(text) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(String(seconds).replace(',', '.'));
}

/** To the second, as it is shown. */
const dateOf = (text) => `${text.slice(0, 10)} ${text.slice(11, 19) || '00:00:00'}`;

const textOf = (inside) =>
  [...inside.matchAll(/<text:p[^>]*>(.*?)<\/text:p>/gsu)]
    .map(([, text]) =>
      plain(
        text
          .replaceAll(/<text:tab\/>/gu, '\t')
          .replaceAll(/<text:s\/>/gu, ' ')
          .replaceAll(/<[^>]+>/gu, ''),
      ),
    )
    .join('\n');

function withoutEnd(all, isEmpty) {
  let { length } = all;
  while (length > 0 && isEmpty(all[length - 1])) length -= 1;
  return all.slice(0, length);
}

function attribute(given, name) {
  const [, value] = new RegExp(`(?:^|\\s)${name}="([^"]*)"`, 'u').exec(given) ?? [];
  return value === undefined ? undefined : plain(value);
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text) =>
  text
    .replaceAll(/&#x([0-9a-f]+);/giu, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/&(amp|lt|gt|quot|apos);/gu, (_, name) => entities[name]);

import type { SettingsFile } from '@vigie/contracts';
import { CsvError, parse } from 'csv-parse/sync';
import { judgeSettings } from './judge-settings';
import { csvSections, type CsvSection } from './settings-csv-sections';
import {
  emptyFile,
  inOrderOfLines,
  pathText,
  type SettingsFault,
  type SettingsProblem,
} from './settings-problem';
import type { ReadSettings } from './settings-yaml';

type Row = { readonly line: number; readonly cells: Readonly<Record<string, string>> };
type Table = { readonly header: readonly string[]; readonly rows: readonly Row[] };
type Failure = { readonly ok: false; readonly problems: readonly SettingsProblem[] };

/**
 * Reads one kind of settings from a table whose header tells the kind, and puts it on the document in force: ids that
 * the table names get the columns it has (an empty cell takes a setting away), everything else stays. Separated by
 * commas or semicolons. Never throws for what is in the text.
 */
export function readSettingsCsv(text: string, base: SettingsFile): ReadSettings {
  if (text.replace(/^\uFEFF/u, '').trim() === '') return { ok: false, problems: [emptyTable] };
  const table = readTable(text);
  if ('problems' in table) return table;
  const section = csvSections.find(({ key }) => key.every((column) => table.header.includes(column)));
  if (section === undefined) {
    const keys = csvSections.map(({ key }) => key.join(' + ')).join(', ');
    return failed(1, '', `the header must name one of: ${keys}`);
  }
  const strange = table.header.filter((column) => !section.columns.includes(column));
  if (strange.length > 0) {
    return {
      ok: false,
      problems: strange.map((where) => ({ line: 1, where, message: 'is not a column of this table' })),
    };
  }
  return finish(section, table, base);
}

function finish(section: CsvSection, table: Table, base: SettingsFile): ReadSettings {
  const lineOfId = new Map<string, number>();
  const result = table.rows.reduce<{ document: SettingsFile; problems: SettingsProblem[] }>(
    (state, { line, cells }) => {
      const id = cells[section.key[0]] ?? '';
      if (section.unique && lineOfId.has(id)) {
        return {
          ...state,
          problems: [...state.problems, { line, where: section.key[0], message: `${id} is given twice` }],
        };
      }
      lineOfId.set(id, line);
      const put = section.put(state.document, cells);
      if ('document' in put) return { ...state, document: put.document };
      return { ...state, problems: [...state.problems, { line, where: put.column, message: put.message }] };
    },
    { document: base, problems: [] },
  );
  const judged = judge(section, result.document, lineOfId);
  if (result.problems.length === 0 && judged.ok) return judged;
  const problems = [...result.problems, ...(judged.ok ? [] : judged.problems)];
  return { ok: false, problems: inOrderOfLines(problems) };
}

function judge(
  section: CsvSection,
  document: SettingsFile,
  lineOfId: ReadonlyMap<string, number>,
): ReadSettings {
  const judged = judgeSettings(document);
  if (judged.ok) return judged;
  const place = ({ path, message }: SettingsFault): SettingsProblem => {
    const [name, index, ...rest] = path;
    const items = name === section.section ? document[section.section] : undefined;
    const id = typeof index === 'number' ? items?.[index]?.id : undefined;
    const line = id === undefined ? undefined : lineOfId.get(id);
    return line === undefined
      ? { line: null, where: pathText(path), message }
      : { line, ...section.tell({ path: rest, message }) };
  };
  return { ok: false, problems: judged.faults.map(place) };
}

function readTable(text: string): Table | Failure {
  const header = text.slice(0, text.search(/\r?\n|$/u));
  const delimiter = header.includes(';') ? ';' : ',';
  try {
    const read = parse(text, {
      bom: true,
      columns: true,
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown;
    const rows = (read as { info: { lines: number }; record: Record<string, string> }[]).map(
      ({ info, record }) => ({
        line: info.lines,
        cells: record,
      }),
    );
    const columns = header
      .replace(/^\uFEFF/u, '')
      .split(delimiter)
      .map((name) => name.trim().replace(/^"(.*)"$/u, '$1'));
    return { header: columns, rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return failed(typeof error['lines'] === 'number' ? error['lines'] : null, '', error.message);
  }
}

const emptyTable: SettingsProblem = { ...emptyFile, message: 'the file is empty: it has no header' };

function failed(line: number | null, where: string, message: string): Failure {
  return { ok: false, problems: [{ line, where, message }] };
}

import { plain, readCsv } from '../../platform/tables/read-csv';
import type { OwnCount } from './invoice-count-store';

/** A clinic and its contract lines, by the names a table may call them. */
export type KnownClinic = {
  readonly id: string;
  readonly names: readonly string[];
  readonly lines: readonly { readonly id: string; readonly name: string | null }[];
};

export type CountFault = { readonly field: string; readonly message: string };
export type ReadCounts =
  | { readonly ok: true; readonly counts: readonly OwnCount[] }
  | { readonly ok: false; readonly faults: readonly CountFault[] };

const columns = {
  clinic: ['clinic', 'clinicid', 'cabinet', 'client', 'consultori'],
  line: ['line', 'lineid', 'ligne', 'contrat', 'prestation', 'linia', 'contracte'],
  date: ['date', 'day', 'jour', 'dia', 'data'],
  calls: ['calls', 'appels', 'nombre', 'trucades', 'count'],
} as const;

const mostFaults = 20;
const french = /^(\d{2})\/(\d{2})\/(\d{4})$/u;
const iso = /^\d{4}-\d{2}-\d{2}$/u;

/**
 * Reads the centre's own count of a month: a clinic, a contract line where it has several, a day where it is counted by
 * day, and how many calls. All or nothing: one row that cannot be read, and none is taken. Never throws for the text.
 */
export function readOwnCounts(text: string, month: string, clinics: readonly KnownClinic[]): ReadCounts {
  const table = readCsv(text, columns);
  if (!table.ok) return { ok: false, faults: [{ field: String(table.line ?? 1), message: table.message }] };
  const lacking = table.missing.filter((column) => column === 'clinic' || column === 'calls');
  if (lacking.length > 0)
    return { ok: false, faults: [{ field: '1', message: `has no column ${lacking.join(', ')}` }] };
  const faults: CountFault[] = [];
  const counts = new Map<string, OwnCount>();
  for (const { line, cells } of table.rows) {
    const read = readRow(cells, month, clinics);
    const key = typeof read === 'string' ? '' : `${read.clinicId}\n${read.lineId}\n${read.period}`;
    if (typeof read === 'string') faults.push({ field: String(line), message: read });
    else if (counts.has(key)) faults.push({ field: String(line), message: 'is counted twice' });
    else counts.set(key, read);
    if (faults.length === mostFaults) break;
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, counts: [...counts.values()] };
}

type Cells = Readonly<Record<keyof typeof columns, string>>;

/** What a row says, or what is wrong with it. */
function readRow(cells: Cells, month: string, clinics: readonly KnownClinic[]): OwnCount | string {
  const clinic = clinics.find(({ names }) => names.some((name) => plain(name) === plain(cells.clinic)));
  if (clinic === undefined) return `names no clinic of ours: ${cells.clinic.slice(0, 80)}`;
  const line = lineOf(clinic, cells.line);
  if (line === undefined) return `names no line of its contract: ${cells.line.slice(0, 80)}`;
  const period = periodOf(cells.date, month);
  if (period === undefined) return `has a day that is none of ${month}: ${cells.date.slice(0, 20)}`;
  const calls = cells.calls.replaceAll(/[\s\u00a0\u202f]/gu, '');
  if (!/^\d{1,9}$/u.test(calls)) return `has no number of calls: ${cells.calls.slice(0, 20)}`;
  return { clinicId: clinic.id, lineId: line.id, period, calls: Number(calls) };
}

function lineOf({ lines }: KnownClinic, said: string): { readonly id: string } | undefined {
  if (said === '') return lines.length === 1 ? lines[0] : undefined;
  return lines.find(({ id, name }) => plain(id) === plain(said) || plain(name ?? id) === plain(said));
}

function periodOf(said: string, month: string): string | undefined {
  if (said === '') return month;
  const [, day, of, year] = french.exec(said) ?? [];
  const date = day === undefined ? said : `${year ?? ''}-${of ?? ''}-${day}`;
  const at = iso.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
  return isDay && date.startsWith(`${month}-`) ? date : undefined;
}

import { dateOfDay, dayMs, dayOfDate } from '@vigie/metrics';

import { plain, readCsv, type ColumnNames, type CsvRow } from '../../platform/tables/read-csv';
import { clockMinutes } from '../calendar';
import type { SettingsProblem } from '../settings-problem';
import type { StaffPlanDay } from './staff-plan-store';

type Named = { readonly id: string; readonly name: string };
type Shift = {
  readonly teamId: string;
  readonly day: number;
  readonly from: number;
  readonly to: number;
  readonly planned: number;
};
type Cells = Readonly<Record<Column, string>>;

export type ReadStaffPlan =
  | { readonly ok: true; readonly days: readonly StaffPlanDay[]; readonly rows: number }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

type Column = 'date' | 'team' | 'from' | 'to' | 'planned';
/** The names a column may have: French and English, with or without accents. */
const names: ColumnNames<Column> = {
  date: ['date'],
  team: ['equipe', 'team'],
  from: ['de', 'from'],
  to: ['a', 'to'],
  planned: ['prevues', 'planned'],
};

const quartersOfDay = 96;
const clock = /^([01]?\d|2[0-4])\s*(?:[:hH]\s*([0-5]\d)?)?$/u;
const frenchDate = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u;

/**
 * Reads a plan `date;équipe;de;à;prévues`: one span of one team and day a line, on quarters of an hour by the centre's
 * clock. Spans that overlap add up; one that ends no later than it begins ends the next day. Dates are ISO or
 * dd/mm/yyyy, teams are named by id or name. Everything is read or nothing: a plan with a hole would alarm.
 */
export function readStaffCsv(bytes: Uint8Array, teams: readonly Named[]): ReadStaffPlan {
  const table = readTable(decode(bytes));
  if ('message' in table) return { ok: false, problems: [table] };
  const shifts: Shift[] = [];
  const problems: SettingsProblem[] = [];
  for (const { line, cells } of table.rows) {
    const shift = readShift(cells, teams);
    if ('message' in shift) problems.push({ line, ...shift });
    else shifts.push(shift);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, days: toDays(shifts), rows: shifts.length };
}

/** UTF-8; a table saved by a spreadsheet as "CSV" is in Windows-1252, which no UTF-8 text with an accent can be. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

type Table = { readonly rows: readonly CsvRow<Column>[] };

function readTable(text: string): Table | SettingsProblem {
  const table = readCsv(text, names);
  if (!table.ok) return { line: table.line, where: '', message: table.message };
  if (table.missing.length === 0) return table;
  return { line: 1, where: '', message: 'the header must be date;équipe;de;à;prévues' };
}

type Fault = Pick<SettingsProblem, 'where' | 'message'>;

function readShift(cells: Cells, teams: readonly Named[]): Shift | Fault {
  const day = readDay(cells.date);
  if (day === undefined)
    return { where: 'date', message: `${cells.date} is no date such as 2026-11-30 or 30/11/2026` };
  const team = teamCalled(cells.team, teams);
  if (team === undefined) return { where: 'équipe', message: `no team is called ${cells.team}` };
  const [from, to] = [readQuarter(cells.from), readQuarter(cells.to)];
  if (from === undefined || from === quartersOfDay) return notATime('de', cells.from);
  if (to === undefined) return notATime('à', cells.to);
  const planned = readCount(cells.planned);
  if (planned === undefined)
    return { where: 'prévues', message: `${cells.planned} is no number of secretaries` };
  return { teamId: team.id, day, from, to: to > from ? to : to + quartersOfDay, planned };
}

function teamCalled(text: string, teams: readonly Named[]): Named | undefined {
  return teams.find(({ id }) => id === text) ?? teams.find(({ name }) => plain(name) === plain(text));
}

function readCount(text: string): number | undefined {
  return /^\d{1,4}$/u.test(text) && Number(text) <= 1000 ? Number(text) : undefined;
}

const notATime = (where: string, text: string): Fault => ({
  where,
  message: `${text} is no quarter of an hour such as 08:30`,
});

function readDay(text: string): number | undefined {
  const french = frenchDate.exec(text);
  const iso =
    french === null
      ? text
      : `${french[3] ?? ''}-${(french[2] ?? '').padStart(2, '0')}-${(french[1] ?? '').padStart(2, '0')}`;
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(iso)) return undefined;
  const day = dayOfDate(iso);
  return Number.isNaN(day) || dateOfDay(day) !== iso ? undefined : day;
}

function readQuarter(text: string): number | undefined {
  const read = clock.exec(text);
  if (read === null) return undefined;
  const minutes = clockMinutes(`${read[1] ?? ''}:${read[2] ?? '00'}`);
  return minutes % 15 === 0 && minutes * 60_000 <= dayMs ? minutes / 15 : undefined;
}

function toDays(shifts: readonly Shift[]): StaffPlanDay[] {
  const days = new Map<string, StaffPlanDay & { readonly quarters: number[] }>();
  const dayOf = (teamId: string, day: number): number[] => {
    const key = `${day} ${teamId}`;
    const known = days.get(key) ?? { teamId, day, quarters: new Array<number>(quartersOfDay).fill(0) };
    days.set(key, known);
    return known.quarters;
  };
  for (const { teamId, day, from, to, planned } of shifts) {
    for (let quarter = from; quarter < to; quarter += 1) {
      const quarters = dayOf(teamId, day + Math.floor(quarter / quartersOfDay));
      const place = quarter % quartersOfDay;
      quarters[place] = (quarters[place] ?? 0) + planned;
    }
  }
  return [...days.values()];
}

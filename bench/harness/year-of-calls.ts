import { seeded, type Draw } from './seeded';

const dayMs = 86_400_000;
const openingHour = 8;
const openHours = 10;
const agents = 60;
const reasons = ['rendez-vous', 'modification', 'ordonnance', 'resultats', 'renseignement', 'urgent'];
/** Of twenty marks; patients are mostly content. */
const marks = [1, 2, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5];

export type YearOfCalls = {
  readonly calls: number;
  readonly clinics: number;
  /** First day, ms since 1970, and how many days calls come on. */
  readonly from: number;
  readonly days: number;
};

/** Names of the clinics of such a year. */
export const clinicName = (index: number): string => `clinic-${index}`;

const header =
  'callId,arrivedAt,queue,agent,answered,waitSeconds,talkSeconds,resolved,rating,clinic,language,reason\n';
const rowsOfFile = 25_000;

/**
 * A centre's calls as tables that `calls-csv` imports: on working days and hours, one of ten lost, one of five callers
 * answered giving a mark. The same numbers give the same calls.
 */
export function* yearOfCalls(year: YearOfCalls): Generator<string> {
  const draw = seeded(41);
  for (let first = 0; first < year.calls; first += rowsOfFile) {
    const rows = Array.from({ length: Math.min(rowsOfFile, year.calls - first) }, (_, row) =>
      rowOf(first + row, year, draw),
    );
    yield header + rows.join('');
  }
}

function rowOf(call: number, { clinics, from, days, calls }: YearOfCalls, draw: Draw): string {
  const clinic = clinicName(draw(clinics));
  // In the order of time, as a telephone system exports them.
  const day = workday(from + Math.floor((call / calls) * days) * dayMs);
  const at = new Date(day + openingHour * 3_600_000 + draw(openHours * 3_600_000)).toISOString();
  const head = `call-${call},${at},queue-${clinic}`;
  const tail = `${clinic},fr,${reasons[draw(reasons.length)] ?? ''}\n`;
  if (draw(10) === 0) return `${head},,no,,,,,${tail}`;
  const mark = draw(5) === 0 ? (marks[draw(marks.length)] ?? '') : '';
  return `${head},agent-${draw(agents)},yes,${draw(90)},${30 + draw(240)},yes,${mark},${tail}`;
}

/** The day itself, or the Friday before a week-end. */
function workday(day: number): number {
  const weekday = new Date(day).getUTCDay();
  return day - Math.max(0, weekday === 0 ? 2 : weekday - 5) * dayMs;
}

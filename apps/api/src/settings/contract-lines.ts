import type { ContractCount, SettingsFile } from '@vigie/contracts';

/** What of a clinic's calls its contract pays as one line: a count, and what narrows it as an address of history does. */
export type ContractLine = {
  readonly id: string;
  /** Null: no line is named, and answered calls are counted. */
  readonly name: string | null;
  readonly count: ContractCount;
  readonly narrowing: Readonly<Record<string, string | readonly string[]>>;
};

const answered: ContractLine = { id: 'answered', name: null, count: 'answered', narrowing: {} };
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

type Clinic = NonNullable<SettingsFile['clinics']>[number];

/** The lines of a clinic's contract; where none are written, its answered calls. */
export function resolveContractLines({ contractLines = [] }: Clinic): readonly ContractLine[] {
  if (contractLines.length === 0) return [answered];
  return contractLines.map(({ id, name, count, queues, reasons, languages, days, hours, coveredOnly }) => {
    const [dayStart, dayEnd] = hours?.split('-') ?? [];
    const narrowing = {
      queueId: queues,
      reason: reasons,
      language: languages,
      weekdays: days?.map((day) => String(weekdays.indexOf(day) + 1)).join(','),
      dayStart,
      dayEnd,
      coveredOnly: coveredOnly === true ? 'true' : undefined,
    };
    const given = Object.entries(narrowing).filter(([, value]) => value !== undefined);
    return {
      id,
      name: name ?? id,
      count: count ?? 'answered',
      narrowing: Object.fromEntries(given) as ContractLine['narrowing'],
    };
  });
}

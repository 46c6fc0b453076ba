import { basicNames, writtenSheetSchema, type Sheet, type SheetLanguage } from '@vigie/contracts';

import { pathText } from '../settings/settings-problem';

/** What is wrong with a file of a sheet, and where in it. */
export type SheetFault = Readonly<{ field: string; message: string }>;
export type ReadSheet =
  | { readonly ok: true; readonly sheet: Sheet }
  | { readonly ok: false; readonly faults: readonly SheetFault[] };

const emptyBasic = { text: '', reviewedOn: null, reviewBy: null };

/** A sheet of which nothing is written yet. */
export function emptySheet(language: SheetLanguage): Sheet {
  return {
    language,
    service: 'message',
    greeting: { text: '', seconds: null, comesFirst: null },
    disclosure: '',
    opening: { kind: 'open', text: '' },
    emergency: '',
    paths: [],
    basics: Object.fromEntries(basicNames.map((name) => [name, emptyBasic])) as Sheet['basics'],
    answers: [],
  };
}

/** Holds what a file says against the schema of a sheet; what it leaves out is empty. */
export function judgeSheet(said: unknown): ReadSheet {
  if (!isRecord(said)) return { ok: false, faults: [{ field: 'file', message: 'is no sheet' }] };
  const parsed = writtenSheetSchema.safeParse(filledIn(said));
  if (parsed.success) return { ok: true, sheet: parsed.data };
  return {
    ok: false,
    faults: parsed.error.issues.map(({ path, code, message }) => ({
      field: pathText(path.map((step) => (typeof step === 'number' ? step : String(step)))) || 'file',
      message: code === 'unrecognized_keys' ? 'has a field that is not known' : message,
    })),
  };
}

/** What is there and of the wrong kind stays, to be refused by name. */
function filledIn(said: Fields): Fields {
  const empty = emptySheet('fr');
  const listed = (name: 'paths' | 'answers', dates: Fields): unknown =>
    Array.isArray(said[name]) ? said[name].map((one) => over(dates, one)) : (said[name] ?? []);
  return {
    ...empty,
    ...said,
    greeting: over(empty.greeting, said['greeting']),
    opening: over(empty.opening, said['opening']),
    basics: over(
      Object.fromEntries(basicNames.map((name) => [name, over(emptyBasic, fieldOf(said['basics'], name))])),
      withoutNames(said['basics']),
    ),
    paths: listed('paths', { text: '' }),
    answers: listed('answers', emptyBasic),
  };
}

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

function over(base: Fields, value: unknown): unknown {
  if (value === undefined || value === null) return base;
  return isRecord(value) ? { ...base, ...value } : value;
}

/** What is said under names that no basic has, for the schema to refuse. */
function withoutNames(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const known: ReadonlySet<string> = new Set(basicNames);
  return Object.fromEntries(Object.entries(value).filter(([name]) => !known.has(name)));
}

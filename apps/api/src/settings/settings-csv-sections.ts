import { calendarSchema, type CalendarSetting, type SettingsFile } from '@vigie/contracts';
import { checkCalendar } from './check-settings';
import { parseHoursText } from './hours-text';
import { pathText, type SettingsFault, type SettingsPath } from './settings-problem';

type Cells = Readonly<Record<string, string>>;
type Put = { readonly document: SettingsFile } | { readonly column: string; readonly message: string };

/** One kind of table: how its header is known, what it may hold, and how one row changes a document. */
export type CsvSection = {
  readonly section: 'teams' | 'clinics' | 'queues' | 'agents' | 'sources';
  /** Columns that must be there and that tell this kind from the others; the first holds the id. */
  readonly key: readonly [string, ...string[]];
  readonly columns: readonly string[];
  /** Whether an id may stand in one row only. */
  readonly unique: boolean;
  readonly put: (document: SettingsFile, cells: Cells) => Put;
  /** A fault of one item, its path beginning within the item, said of the columns of the table. */
  readonly tell: (fault: SettingsFault) => CellFault;
};

type CellFault = { readonly where: string; readonly message: string };

/** What a cell says: the value of a setting; the text itself where it is not one, for the schema to complain of. */
type ReadCell = (text: string) => unknown;
type Column = {
  readonly read: ReadCell;
  readonly path: readonly [string, ...string[]];
  /** What a cell must be, for one that cannot be read at all. */
  readonly says?: string;
};

const asText = (name: string): Column => ({ path: [name], read: (text) => text });
const asList = (name: string): Column => ({
  path: [name],
  read: (text) => text.split('|').map((part) => part.trim()),
});
const asNumber = (...path: [string, ...string[]]): Column => ({
  path,
  read: (text) => {
    const value = Number(text.replace(',', '.'));
    return Number.isNaN(value) ? text : value;
  },
  says: 'must be a number',
});
const asWeek = (name: string): Column => ({
  path: [name, 'week'],
  read: (text) => parseHoursText(text) ?? text,
  says: 'must be hours such as lun-ven 08:00-12:00 14:00-19:00; sam 09:00-12:00',
});

const targets = {
  targetSeconds: asNumber('lines', 'targetSeconds'),
  watchSeconds: asNumber('lines', 'watchSeconds'),
  limitSeconds: asNumber('lines', 'limitSeconds'),
  answerRateTarget: asNumber('answerRateTarget'),
};

const exceptionColumns = ['clinicId', 'calendar', 'date', 'spans'] as const;

/** Every kind of table, the one with more key columns first. */
export const csvSections: readonly CsvSection[] = [
  {
    section: 'clinics',
    key: ['clinicId', 'calendar', 'date'],
    columns: exceptionColumns,
    unique: false,
    put: putException,
    tell: ({ path, message }) => ({ where: pathText(path), message }),
  },
  listSection('teams', 'teamId', {
    name: asText('name'),
    queues: asList('queues'),
    members: asList('members'),
    ...targets,
  }),
  listSection('queues', 'queueId', {
    name: asText('name'),
    clinicId: asText('clinicId'),
    timeoutSeconds: asNumber('timeoutSeconds'),
    callbackKeys: asList('callbackKeys'),
    aliases: asList('aliases'),
  }),
  listSection('agents', 'agentId', {
    name: asText('name'),
    aliases: asList('aliases'),
    extension: asText('extension'),
  }),
  listSection('sources', 'sourceId', { silentAfterSeconds: asNumber('silentAfterSeconds') }),
  listSection('clinics', 'clinicId', {
    name: asText('name'),
    shortName: asText('shortName'),
    kind: asText('kind'),
    timezone: asText('timezone'),
    country: asText('country'),
    numbers: asList('numbers'),
    shortAbandonSeconds: asNumber('shortAbandonSeconds'),
    callbackTargetMinutes: asNumber('callbackTargetMinutes'),
    reachedBeforeClosingTarget: asNumber('reachedBeforeClosingTarget'),
    eveningNoteRecipients: asList('eveningNoteRecipients'),
    eveningNoteAt: asText('eveningNoteAt'),
    messageFields: asList('messageFields'),
    alertRecipients: asList('alertRecipients'),
    alertWebhook: asText('alertWebhook'),
    hours: asWeek('hours'),
    hoursHolidays: { path: ['hours', 'holidays'], read: (text) => text },
    covered: asWeek('covered'),
    coveredHolidays: { path: ['covered', 'holidays'], read: (text) => text },
    reportLanguage: asText('reportLanguage'),
    reportRecipients: asList('reportRecipients'),
    contactName: { path: ['contact', 'name'], read: (text) => text },
    contactPhone: { path: ['contact', 'phone'], read: (text) => text },
    contactEmail: { path: ['contact', 'email'], read: (text) => text },
    ...targets,
  }),
];

function listSection(
  section: CsvSection['section'],
  idColumn: string,
  columns: Readonly<Record<string, Column>>,
): CsvSection {
  return {
    section,
    key: [idColumn],
    columns: [idColumn, ...Object.keys(columns)],
    unique: true,
    put: (document, cells) => {
      const id = cells[idColumn] ?? '';
      const list: readonly { readonly id: string }[] = document[section] ?? [];
      const old = list.find((item) => item.id === id);
      const made = Object.entries(columns).reduce<object>((item, [name, { path, read }]) => {
        const cell = cells[name];
        return cell === undefined ? item : setIn(item, path, cell === '' ? undefined : read(cell));
      }, old ?? { id });
      const next = old === undefined ? [...list, made] : list.map((item) => (item === old ? made : item));
      return { document: { ...document, [section]: next } };
    },
    tell: (fault) => tellOfColumn({ [idColumn]: asText('id'), ...columns }, fault),
  };
}

/** The column that a setting is written in; a group of settings is that of all its columns. */
function tellOfColumn(
  columns: Readonly<Record<string, Column>>,
  { path, message }: SettingsFault,
): CellFault {
  const all = Object.entries(columns);
  const own = all.find(([, column]) => beginsWith(path, column.path));
  if (own !== undefined) {
    const [name, column] = own;
    const rest = path.slice(column.path.length);
    const isUnread = rest.length === 0 && message.startsWith('expected ');
    return { where: pathText([name, ...rest]), message: isUnread ? (column.says ?? message) : message };
  }
  const inGroup = all.filter(([, column]) => path.length > 0 && beginsWith(column.path, path));
  const where = inGroup.length > 0 ? inGroup.map(([name]) => name).join(', ') : pathText(path);
  return { where, message };
}

const beginsWith = (path: SettingsPath, head: SettingsPath): boolean =>
  head.every((step, index) => path[index] === step);

/** A copy with that value; `undefined` takes it away, and with it a group that holds nothing any more. */
function setIn(item: object, [step, ...rest]: readonly string[], value: unknown): object {
  if (step === undefined) return item;
  const record = item as Readonly<Record<string, unknown>>;
  const inner = record[step];
  const [next] = rest;
  const made =
    next === undefined ? value : setIn(typeof inner === 'object' && inner !== null ? inner : {}, rest, value);
  const isEmpty =
    made === undefined || (typeof made === 'object' && made !== null && Object.keys(made).length === 0);
  if (!isEmpty || Array.isArray(made)) return { ...record, [step]: made };
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== step));
}

function putException(document: SettingsFile, cells: Cells): Put {
  const { clinicId = '', calendar, date = '', spans = '' } = cells;
  if (calendar !== 'hours' && calendar !== 'covered')
    return { column: 'calendar', message: 'must be hours or covered' };
  const clinics = document.clinics ?? [];
  const clinic = clinics.find(({ id }) => id === clinicId);
  const current = clinic?.[calendar];
  if (current === undefined) {
    return { column: 'clinicId', message: `${clinicId} has no ${calendar} to make an exception of` };
  }
  const made: CalendarSetting = { ...current, exceptions: withException(current, date, spans) };
  const message = exceptionFault(made);
  if (message !== undefined) return { column: 'date, spans', message };
  return {
    document: {
      ...document,
      clinics: clinics.map((item) => (item === clinic ? { ...item, [calendar]: made } : item)),
    },
  };
}

/** Judged row by row: afterwards a fault could no longer be told its line. */
function exceptionFault(calendar: CalendarSetting): string | undefined {
  const parsed = calendarSchema.safeParse(calendar);
  return parsed.success ? checkCalendar([], calendar)[0]?.message : parsed.error.issues[0]?.message;
}

function withException(calendar: CalendarSetting, date: string, spans: string) {
  const others = (calendar.exceptions ?? []).filter((exception) => exception.date !== date);
  const made = { date, spans: spans.split(/\s+/u).filter((span) => span !== '') };
  return [...others, made].sort((a, b) => (a.date < b.date ? -1 : 1));
}

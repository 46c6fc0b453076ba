import type { SettingsKind } from '@vigie/contracts';

import type { Formats } from '../shell/formats';
import type { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { frSettings } from '../words/fr-settings';
import { weekdays, type CalendarValue, type FieldName } from './setting-fields';

/** What a value is worded with. */
export type SettingSpeech = Readonly<{
  words: Words;
  formats: Formats;
  /** What a clinic, queue, team or agent of an id is called. */
  nameOf: (kind: SettingsKind, id: string) => string;
}>;
/** What was changed of one item: `null` is nothing. */
type Change = Readonly<{ field: string; before: unknown; after: unknown }>;
type Values = Readonly<Record<string, unknown>>;

const shares: ReadonlySet<string> = new Set([
  ...['answerRateTarget', 'reachedBeforeClosingTarget', 'share', 'unansweredShare'],
]);
const units: Readonly<Partial<Record<string, 'seconds' | 'minutes'>>> = {
  ...{ targetSeconds: 'seconds', watchSeconds: 'seconds', limitSeconds: 'seconds' },
  ...{ shortAbandonSeconds: 'seconds', timeoutSeconds: 'seconds', callbackTargetMinutes: 'minutes' },
};
const kindsNamed: Readonly<Partial<Record<string, SettingsKind>>> = {
  ...{ clinicId: 'clinics', queues: 'queues', members: 'agents' },
};
/** Texts in several languages: that there are some is told, not what they are. */
const texts: ReadonlySet<string> = new Set(['intro', 'message', 'themes']);

const dates: ReadonlySet<string> = new Set(['instructedOn', 'until']);

/** The name of a field; one that has no word is shown as the file has it. */
export function fieldInWords(words: Words, name: string): string {
  return has(frSettings.fields, name) ? words.t(`settings.fields.${name as FieldName}`) : name;
}

/** What was changed, in a line: of a calendar the days alone that are another. */
export function changeInWords(speech: SettingSpeech, { field, before, after }: Change): string {
  const [old, now] = isCalendar(before) && isCalendar(after) ? differing(before, after) : [before, after];
  const told = `${valueInWords(speech, field, old)} → ${valueInWords(speech, field, now)}`;
  return speech.words.pair(fieldInWords(speech.words, field), told);
}

/** A value of a field in words: a calendar by its days, a list with commas, none as nothing. */
export function valueInWords(speech: SettingSpeech, field: string, value: unknown): string {
  const { words } = speech;
  if (value === null || value === undefined) return words.t('settings.nothing');
  if (typeof value === 'boolean') return words.t(value ? 'settings.yes' : 'settings.no');
  if (typeof value === 'number') return numberInWords(speech, field, value);
  if (typeof value === 'string') return textInWords(speech, field, value);
  return structureInWords(speech, field, value);
}

function structureInWords(speech: SettingSpeech, field: string, value: object): string {
  const { words, formats } = speech;
  if (texts.has(field)) return words.t('settings.isText');
  if (Array.isArray(value)) return value.map((one) => valueInWords(speech, field, one)).join(', ');
  if (isCalendar(value)) return calendarInWords(words, formats, value);
  if (isAbsence(value)) return absenceInWords(words, formats, value);
  if (isPlanned(value)) return plannedInWords(words, value);
  return Object.entries(value as Values)
    .map(([part, one]) => words.pair(partInWords(words, part), valueInWords(speech, part, one)))
    .join(' · ');
}

function numberInWords({ words, formats }: SettingSpeech, field: string, value: number): string {
  if (shares.has(field)) return formats.percent(value);
  const unit = units[field];
  return unit === undefined
    ? formats.number(value)
    : words.t(`settings.${unit}`, { n: formats.number(value) });
}

function textInWords({ words, formats, nameOf }: SettingSpeech, field: string, value: string): string {
  const named = kindsNamed[field];
  if (named !== undefined) return nameOf(named, value);
  if (dates.has(field)) return formats.date(value);
  const isChoice = field === 'kind' || field === 'reportLanguage' || field === 'languages';
  return isChoice && has(frSettings.choices, value)
    ? words.t(`settings.choices.${value as keyof typeof frSettings.choices}`)
    : value;
}

/** A part of a value; its unit is said with the number. */
function partInWords(words: Words, part: string): string {
  if (has(frSettings.parts, part)) return plainPart(words, `settings.parts.${part}` as WordKey);
  return has(frSettings.surveyParts, part) ? words.t(`settings.surveyParts.${part}` as WordKey) : part;
}

function plainPart(words: Words, key: WordKey): string {
  return words.t(key).replace(/\s*\(s\)$/u, '');
}

function calendarInWords(words: Words, formats: Formats, calendar: CalendarValue): string {
  const { week, holidays, exceptions = [] } = calendar;
  const days = weekdays.flatMap((day) => {
    const spans = week[day];
    if (spans === undefined) return [];
    return [`${words.t(`settings.days.${day}`)} ${spansInWords(words, spans)}`];
  });
  const dated = exceptions.map(({ date, spans }) => `${formats.date(date)} ${spansInWords(words, spans)}`);
  const region =
    holidays === undefined
      ? []
      : [
          words.pair(
            words.t('settings.holidays'),
            has(frSettings.regions, holidays)
              ? words.t(`settings.regions.${holidays as keyof typeof frSettings.regions}`)
              : holidays,
          ),
        ];
  const all = [...days, ...region, ...dated];
  return all.length === 0 ? words.t('settings.nothing') : all.join(' ; ');
}

function spansInWords(words: Words, spans: readonly string[]): string {
  return spans.length === 0 ? words.t('settings.closed') : spans.join(' ');
}

/** What of two calendars is not the same in both; a day that only one has is closed in the other. */
function differing(before: CalendarValue, after: CalendarValue): readonly [CalendarValue, CalendarValue] {
  const days = weekdays.filter((day) => !isSame(before.week[day] ?? [], after.week[day] ?? []));
  const keepsHolidays = before.holidays === after.holidays;
  const dated = (one: CalendarValue, other: CalendarValue) =>
    (one.exceptions ?? []).filter((day) => !(other.exceptions ?? []).some((same) => isSame(same, day)));
  const part = (one: CalendarValue, other: CalendarValue): CalendarValue => ({
    week: Object.fromEntries(days.map((day) => [day, one.week[day] ?? []])),
    ...(!keepsHolidays && one.holidays !== undefined && { holidays: one.holidays }),
    exceptions: dated(one, other),
  });
  return [part(before, after), part(after, before)];
}

type Planned = Readonly<{
  days: readonly (keyof typeof frSettings.days)[];
  span: string;
  count: number;
  onHolidays?: boolean;
}>;

function plannedInWords(words: Words, { days, span, count, onHolidays = false }: Planned): string {
  const on = days.map((day) => words.t(`settings.days.${day}`)).join(' ');
  const said = `${on} ${words.t('settings.plannedOn', { count, span })}`;
  return onHolidays ? `${said} (${words.t('settings.staff.onHolidays')})` : said;
}

type Absence = Readonly<{ from: string; to: string; span?: string; count: number }>;

function absenceInWords(words: Words, formats: Formats, { from, to, span, count }: Absence): string {
  const [first, last] = [formats.date(from), formats.date(to)];
  const days =
    from === to
      ? words.t('settings.staff.onDay', { count, first })
      : words.t('settings.staff.onDays', { count, first, last });
  return span === undefined ? days : `${days} ${span}`;
}

function isCalendar(value: unknown): value is CalendarValue {
  return typeof value === 'object' && value !== null && 'week' in value;
}

function isAbsence(value: object): value is Absence {
  return 'from' in value && 'to' in value && 'count' in value;
}

function isPlanned(value: object): value is Planned {
  return 'span' in value && 'count' in value;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function has(words: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.hasOwn(words, name);
}

const faultsByMessage = [
  [/quarter of an hour/u, 'quarter'],
  [/ends on the next day/u, 'nextDay'],
  [/no earlier than it begins/u, 'order'],
  [/>=1 items/u, 'someDay'],
  [/missing/u, 'missing'],
  [/span such as|has no length|after 24|time such as/u, 'span'],
  [/overlaps/u, 'overlap'],
  [/given twice/u, 'twice'],
  [/no time zone/u, 'zone'],
  [/must rise/u, 'rise'],
  [/must end after it began/u, 'instruction'],
  [/phone or an email/u, 'contact'],
  [/email/iu, 'email'],
] as const;

/** What is wrong with a field, in the viewer's language; what the page has no word for is told as the server says it. */
export function faultInWords(words: Words, message: string): string {
  const known = faultsByMessage.find(([pattern]) => pattern.test(message));
  return known === undefined
    ? words.t('settings.faults.unknown', { message })
    : words.t(`settings.faults.${known[1]}`);
}

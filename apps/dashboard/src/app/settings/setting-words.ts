import type { Words } from '../shell/words';
import { weekdays, type CalendarValue, type FieldName } from './setting-fields';

/** The name of a field; one that has no form is shown as the file has it. */
export function fieldInWords(words: Words, name: string): string {
  return isFieldName(name) ? words.t(`settings.fields.${name}`) : name;
}

const fieldNames: ReadonlySet<string> = new Set([
  ...['id', 'name', 'shortName', 'kind', 'numbers', 'hours', 'covered', 'callingHours', 'callsBack', 'lines'],
  ...['answerRateTarget', 'shortAbandonSeconds', 'timezone', 'reportLanguage', 'reportRecipients', 'contact'],
  ...['callbackTargetMinutes', 'clinicId', 'timeoutSeconds', 'callbackKeys', 'aliases', 'queues', 'members'],
]);

function isFieldName(name: string): name is FieldName {
  return fieldNames.has(name);
}

/** A value in words: a calendar by its days, a list with commas, none as nothing. */
export function valueInWords(words: Words, value: unknown): string {
  if (value === null || value === undefined) return words.t('settings.nothing');
  if (typeof value === 'boolean') return words.t(value ? 'settings.yes' : 'settings.no');
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((one) => valueInWords(words, one)).join(', ');
  if (typeof value !== 'object') return '';
  return 'week' in value
    ? calendarInWords(words, value as CalendarValue)
    : Object.values(value)
        .map((one) => valueInWords(words, one))
        .join(' / ');
}

function calendarInWords(words: Words, { week, holidays, exceptions = [] }: CalendarValue): string {
  const days = weekdays.flatMap((day) => {
    const spans = week[day] ?? [];
    return spans.length === 0 ? [] : [`${words.t(`settings.days.${day}`)} ${spans.join(' ')}`];
  });
  const dated = exceptions.map(({ date, spans }) => {
    return `${date} ${spans.length === 0 ? words.t('settings.closed') : spans.join(' ')}`;
  });
  return [...days, ...(holidays === undefined ? [] : [holidays]), ...dated].join('; ');
}

const faultsByMessage = [
  [/missing/u, 'missing'],
  [/span such as|has no length|after 24|time such as/u, 'span'],
  [/overlaps/u, 'overlap'],
  [/given twice/u, 'twice'],
  [/no time zone/u, 'zone'],
  [/must rise/u, 'rise'],
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

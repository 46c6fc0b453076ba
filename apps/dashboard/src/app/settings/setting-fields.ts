import type { SettingsKind } from '@vigie/contracts';

import type { OfficeWords } from '../words/dictionary';

export type FieldName = keyof OfficeWords['settings']['fields'];

/** How a value is written in a form. */
export type Control =
  | 'text'
  | 'list'
  | 'number'
  | 'percent'
  | 'yesNo'
  | 'clinic'
  | 'kind'
  | 'language'
  | 'calendar'
  | 'planned'
  | 'absences'
  | 'lines'
  | 'contact'
  | 'instruction';

export type SettingField = Readonly<{
  name: Exclude<FieldName, 'id' | 'survey' | 'country'>;
  control: Control;
}>;

const field = (name: SettingField['name'], control: Control): SettingField => ({ name, control });

/** The fields of each form, in the order in which they are read. What is not here is changed by the file alone. */
export const settingFields: Readonly<Record<SettingsKind, readonly SettingField[]>> = {
  clinics: [
    field('name', 'text'),
    field('shortName', 'text'),
    field('kind', 'kind'),
    field('numbers', 'list'),
    field('covered', 'calendar'),
    field('hours', 'calendar'),
    field('callingHours', 'calendar'),
    field('callsBack', 'yesNo'),
    field('callbackTargetMinutes', 'number'),
    field('reachedBeforeClosingTarget', 'percent'),
    field('keptNumbers', 'instruction'),
    field('followUps', 'yesNo'),
    field('dischargeQuestions', 'yesNo'),
    field('alertRecipients', 'list'),
    field('alertWebhook', 'text'),
    field('callbackNotes', 'yesNo'),
    field('campaigns', 'yesNo'),
    field('eveningNoteRecipients', 'list'),
    field('eveningNoteAt', 'text'),
    field('messageFields', 'list'),
    field('lines', 'lines'),
    field('answerRateTarget', 'percent'),
    field('shortAbandonSeconds', 'number'),
    field('timezone', 'text'),
    field('reportLanguage', 'language'),
    field('reportRecipients', 'list'),
    field('contact', 'contact'),
  ],
  queues: [
    field('name', 'text'),
    field('clinicId', 'clinic'),
    field('timeoutSeconds', 'number'),
    field('callbackKeys', 'list'),
    field('aliases', 'list'),
  ],
  teams: [
    field('name', 'text'),
    field('queues', 'list'),
    field('members', 'list'),
    field('planned', 'planned'),
    field('absences', 'absences'),
    field('lines', 'lines'),
    field('answerRateTarget', 'percent'),
  ],
  agents: [field('name', 'text'), field('aliases', 'list'), field('extension', 'text')],
};

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

export type CalendarValue = Readonly<{
  week: Readonly<Partial<Record<Weekday, readonly string[]>>>;
  holidays?: string;
  exceptions?: readonly Readonly<{ date: string; spans: readonly string[] }>[];
}>;

/** A list as it is written: between commas. Nothing is no list. */
export function readList(text: string): readonly string[] | null {
  const parts = text
    .split(/[,;\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length === 0 ? null : parts;
}

/** A number as it is written, with a comma or a point; what is none is left to the server to refuse. */
export function readNumber(text: string): unknown {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : plain;
}

/** Spans as people write them, `8h-12h30 14:00–19:00`, as settings have them: `08:00-12:30`, `14:00-19:00`. */
export function readSpans(text: string): readonly string[] {
  return text
    .replaceAll(/\s*[-–—]\s*/gu, '-')
    .split(/[\s,;]+/u)
    .filter((part) => part !== '')
    .map((part) => part.split('-').map(readTime).join('-'));
}

function readTime(text: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[h:.](\d{2})?)?$/iu.exec(text) ?? [];
  return hour === undefined ? text : `${hour.padStart(2, '0')}:${minute}`;
}

/** A calendar that says nothing is none: the default holds. */
export function calendarOrNull({ week, holidays, exceptions = [] }: CalendarValue): CalendarValue | null {
  const days = weekdays.flatMap((day) => {
    const spans = week[day] ?? [];
    return spans.length === 0 ? [] : [[day, spans] as const];
  });
  if (days.length === 0 && holidays === undefined && exceptions.length === 0) return null;
  return {
    week: Object.fromEntries(days),
    ...(holidays !== undefined && { holidays }),
    ...(exceptions.length > 0 && { exceptions }),
  };
}

/** The fields in which a draft differs from what it began with; null where one was taken away. */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  draft: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(draft)])];
  const differs = (name: string): boolean =>
    JSON.stringify(before[name] ?? null) !== JSON.stringify(draft[name] ?? null);
  return Object.fromEntries(names.filter(differs).map((name) => [name, draft[name] ?? null]));
}

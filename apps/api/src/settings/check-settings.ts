import type { CalendarSetting, SettingsFile } from '@vigie/contracts';
import { dayMs, isBinEdge, isKnownTimezone } from '@vigie/metrics';

import { canonicalNumber, countryOf, homeCountryOf, isHomeCountry } from '../privacy/caller-number';
import { isStorable } from '../platform/http/read-request';
import { parseSpan } from './calendar';
import { isHolidayRegion } from './public-holidays';
import { checkRetention } from './retention';
import type { SettingsFault, SettingsPath } from './settings-problem';

const edgeMessage =
  'must be where waits are told apart: any second to 120, every 2 to 240, every 4 to 480, every 8 to 960, and so on';

type Clinic = NonNullable<SettingsFile['clinics']>[number];
type Entry = { readonly path: SettingsPath; readonly value: string };

/** What no schema can say: names that must exist, things that may be said once only, hours that overlap. */
export function checkSettings(file: SettingsFile): SettingsFault[] {
  const { teams = [], clinics = [], queues = [], agents = [], sources = [] } = file;
  return [
    ...unstorableTexts(file),
    ...checkCentre(file.centre ?? {}),
    ...checkRetention(file.retention ?? {}),
    ...(['teams', 'clinics', 'queues', 'agents', 'sources'] as const).flatMap((section) =>
      repeats(
        entries(
          [section],
          { teams, clinics, queues, agents, sources }[section].map(({ id }) => id),
          ['id'],
        ),
        'id',
      ),
    ),
    ...(['queues', 'agents'] as const).flatMap((section) =>
      repeats(namesOf(section, { queues, agents }[section]), 'name'),
    ),
    ...repeats(
      teams.flatMap((team, index) => entries(['teams', index, 'queues'], team.queues ?? [])),
      'queue',
    ),
    ...teams.flatMap((team, index) =>
      repeats(entries(['teams', index, 'members'], team.members ?? []), 'member'),
    ),
    ...repeats(
      clinics.flatMap((clinic, index) =>
        entries(['clinics', index, 'numbers'], numbersOf(clinic, file.centre)),
      ),
      'number',
    ),
    ...clinics.flatMap(checkClinic),
    ...checkQueuesClinics(file),
  ];
}

/** Ids first: a name that is an id already is no other name. */
function namesOf(
  section: string,
  items: readonly { readonly id: string; readonly aliases?: readonly string[] | undefined }[],
): Entry[] {
  return [
    ...new Map(items.map(({ id }) => [id, { path: [section], value: id }])).values(),
    ...items.flatMap(({ aliases = [] }, index) => entries([section, index, 'aliases'], aliases)),
  ];
}

/** A file that names clinics names those of its queues too; where it names none, they are known by their calls alone. */
function checkQueuesClinics({ clinics = [], queues = [] }: SettingsFile): SettingsFault[] {
  const named = new Set(clinics.map(({ id }) => id));
  if (named.size === 0) return [];
  return queues.flatMap(({ clinicId }, index) =>
    clinicId === undefined || named.has(clinicId)
      ? []
      : [
          {
            path: ['queues', index, 'clinicId'],
            message: `no clinic is called ${clinicId}: name it under clinics`,
          },
        ],
  );
}

/** As they are compared: the same line in another spelling is the same number. */
function numbersOf(clinic: Clinic, centre: SettingsFile['centre'] = {}): readonly string[] {
  const country = countryOf(clinic, countryOf(centre, homeCountryOf('')));
  return (clinic.numbers ?? []).map((number) => canonicalNumber(number, country));
}

function checkCountry(path: SettingsPath, country: string | undefined): SettingsFault[] {
  if (country === undefined || isHomeCountry(country)) return [];
  return [{ path, message: `the telephone numbers of ${country} are not known` }];
}

function checkCentre(centre: NonNullable<SettingsFile['centre']>): SettingsFault[] {
  const faults = [
    ...checkTimezone(['centre', 'timezone'], centre.timezone),
    ...checkCountry(['centre', 'country'], centre.country),
    ...checkHolidays(['centre', 'holidays'], centre.holidays),
  ];
  for (const name of ['serviceLevelSeconds', 'secondServiceLevelSeconds'] as const) {
    const seconds = centre[name];
    if (seconds !== undefined && !isBinEdge(seconds)) {
      faults.push({ path: ['centre', name], message: edgeMessage });
    }
  }
  return faults;
}

function checkClinic(clinic: Clinic, index: number): SettingsFault[] {
  const path = ['clinics', index];
  return [
    ...checkTimezone([...path, 'timezone'], clinic.timezone),
    ...checkCountry([...path, 'country'], clinic.country),
    ...(clinic.hours ? checkCalendar([...path, 'hours'], clinic.hours) : []),
    ...(clinic.covered ? checkCalendar([...path, 'covered'], clinic.covered) : []),
  ];
}

function checkTimezone(path: SettingsPath, name: string | undefined): SettingsFault[] {
  return name === undefined || isKnownTimezone(name) ? [] : [{ path, message: `${name} is no time zone` }];
}

function checkHolidays(path: SettingsPath, region: string | undefined): SettingsFault[] {
  if (region === undefined || isHolidayRegion(region)) return [];
  return [{ path, message: `the public holidays of ${region} are not known` }];
}

/** Regions that exist, dates said once, spans that do not overlap. */
export function checkCalendar(path: SettingsPath, calendar: CalendarSetting): SettingsFault[] {
  const { week, holidays, exceptions = [] } = calendar;
  const faults: SettingsFault[] = Object.entries(week).flatMap(([day, spans]) =>
    checkSpans([...path, 'week', day], spans ?? []),
  );
  faults.push(
    ...checkHolidays([...path, 'holidays'], holidays),
    ...repeats(
      entries(
        [...path, 'exceptions'],
        exceptions.map(({ date }) => date),
        ['date'],
      ),
      'date',
    ),
  );
  return faults.concat(
    exceptions.flatMap(({ spans }, index) => checkSpans([...path, 'exceptions', index, 'spans'], spans)),
  );
}

function checkSpans(path: SettingsPath, texts: readonly string[]): SettingsFault[] {
  const faults: SettingsFault[] = [];
  const spans = texts
    .map((text, index) => ({ text, index, ...parseSpan(text) }))
    .sort((a, b) => a.start - b.start);
  let end = 0;
  for (const span of spans) {
    const message = spanFault(span, end);
    if (message !== undefined) faults.push({ path: [...path, span.index], message });
    end = Math.max(end, span.end);
  }
  return faults;
}

function spanFault(
  span: { text: string; start: number; end: number },
  openUntil: number,
): string | undefined {
  if (/-24:(?!00)/u.test(span.text)) return `${span.text} ends after 24:00`;
  if (span.end - span.start === dayMs && span.start > 0) return `${span.text} has no length`;
  if (span.start < openUntil) return `${span.text} overlaps the span before`;
  return undefined;
}

function entries(path: SettingsPath, values: readonly string[], rest: SettingsPath = []): Entry[] {
  return values.map((value, index) => ({ path: [...path, index, ...rest], value }));
}

function repeats(all: readonly Entry[], what: string): SettingsFault[] {
  const seen = new Set<string>();
  return all.flatMap(({ path, value }) => {
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [{ path, message: `the ${what} ${value} is given twice` }];
  });
}

/** Every text of a settings file, at any depth, that no table can hold: one with a NUL or half of a character. */
function unstorableTexts(value: unknown, path: SettingsPath = []): SettingsFault[] {
  if (typeof value === 'string')
    return isStorable(value) ? [] : [{ path, message: 'holds a NUL or half of a character' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const step = Array.isArray(value) ? Number(name) : name;
    // A name that cannot be stored is told by its place: the line it stands on could not be found by it.
    return isStorable(name)
      ? unstorableTexts(inner, [...path, step])
      : [{ path, message: 'has a name with a NUL or half of a character' }];
  });
}

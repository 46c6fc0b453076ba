import { clinicAlert, type Instant } from '@vigie/calls';
import { localClock } from '@vigie/metrics';

import type { ClinicSettings } from '../../settings/resolved-settings';
import type { EveningFacts, NoteLine } from './evening-note';
import { noteLocales, noteWords, type NoteSection, type NoteWords } from './evening-words';

const order: readonly NoteSection[] = [
  'alerts',
  'neverReached',
  'promised',
  'followups',
  'tried',
  'waiting',
  'messages',
];
/** Nobody reads further in a letter; the rest is on the page. */
const mostLines = 50;

/** What a note is written for. */
export type NoteFor = {
  readonly clinic: Pick<ClinicSettings, 'name' | 'timezone' | 'callsBack' | 'report'>;
  readonly centre: string;
  readonly now: Instant;
  /** Where the list is; null where no address of the house is known. */
  readonly url: string | null;
};

/** The note as plain text, in the clinic's language and by its clock. */
export function writeEveningNote(
  facts: EveningFacts,
  { clinic, centre, now, url }: NoteFor,
): { readonly subject: string; readonly text: string } {
  const { language } = clinic.report;
  const said = noteWords[language];
  const at = (options: Intl.DateTimeFormatOptions, instant: Instant): string =>
    new Intl.DateTimeFormat(noteLocales[language], {
      ...options,
      timeZone: clinic.timezone,
      hourCycle: 'h23',
    }).format(instant);
  const dayOf = (instant: Instant): string => localClock(instant, clinic.timezone).date;
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const hour = (instant: Instant): string =>
    at(dayOf(instant) === dayOf(now) ? time : { ...day, ...time }, instant);
  const sections = order.flatMap((name) => {
    const lines = facts[name];
    if (lines.length === 0) return [];
    const title = name === 'waiting' && clinic.callsBack ? said.yours : said.sections[name];
    const urgent = name === 'messages' ? said.toDoctor : said.urgent;
    const told = lines
      .slice(0, mostLines)
      .map((line) => `- ${lineOf(line, { said: { ...said, urgent }, hour, now })}`);
    const more = lines.length > mostLines ? [`- ${said.more(lines.length - mostLines)}`] : [];
    return [[`${title} (${lines.length})`, ...told, ...more].join('\n')];
  });
  const parts = [
    said.hello(clinic.name, at({ dateStyle: 'long', timeStyle: 'short' }, now)),
    ...(sections.length === 0 ? [said.nobody] : sections),
    ...(url === null ? [] : [`${said.link} ${url}`]),
    said.end(centre),
  ];
  return { subject: oneLine(subjectOf(facts, said, centre)), text: `${parts.join('\n\n')}\n` };
}

/** How many patients wait for a call; where none does, how many messages wait to be acknowledged. */
function subjectOf({ messages, ...patients }: EveningFacts, said: NoteWords, centre: string): string {
  const count = Object.values(patients).reduce((sum, lines) => sum + lines.length, 0);
  return count === 0 && messages.length > 0
    ? said.messages(centre, messages.length)
    : said.subject(centre, count);
}

type LineSpeech = { said: NoteWords; hour: (at: Instant) => string; now: Instant };

function lineOf(line: NoteLine, speech: LineSpeech): string {
  const { openedAt, reference, tries, urgent, planned } = line;
  const { said, hour } = speech;
  return [
    ...(planned === null ? [hour(openedAt)] : plannedParts(line, planned, speech)),
    said.reference(reference),
    ...(urgent ? [said.urgent] : []),
    ...(tries > 0 ? [said.tries(tries)] : []),
    ...promiseParts(line, speech),
  ].join(' · ');
}

/** Of what it is, and whom the clinic knows by which word; what is to be said to the clinic is of this hour. */
function plannedParts(
  { openedAt }: NoteLine,
  { type, reference }: NonNullable<NoteLine['planned']>,
  { said, hour }: LineSpeech,
): string[] {
  const what = type === clinicAlert ? hour(openedAt) : (said.types[type] ?? type);
  return reference === null ? [what] : [what, said.patient(reference)];
}

function promiseParts({ promisedAt, planned }: NoteLine, { said, hour, now }: LineSpeech): string[] {
  if (promisedAt === null || planned?.type === clinicAlert) return [];
  if (promisedAt < now) return [said.late(hour(promisedAt))];
  return [(planned === null ? said.promised : said.until)(hour(promisedAt))];
}

/** A name may hold anything; a subject is one line. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/gu, ' ');

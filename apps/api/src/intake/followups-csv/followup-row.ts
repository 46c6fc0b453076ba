import type { Instant } from '@vigie/calls';
import { patientReference, type FollowupFault } from '@vigie/contracts';
import { zoneOf } from '@vigie/metrics';

import type { HomeCountry } from '../../privacy/caller-number';
import type { CallerPseudonyms, Pseudonym } from '../../privacy/caller-pseudonyms';
import type { CsvColumns, CsvRow } from '../files/csv-table';
import { readLocalInstant, type DateOrder } from '../files/local-instant';

/** The columns of a clinic's list of discharges or visits, and what they are called in French, Catalan and English. */
export const followupColumns: CsvColumns = {
  required: [],
  optional: ['reference', 'type', 'date', 'from', 'until', 'phone', 'hash', 'language', 'id'],
  aliases: {
    ...{ dossier: 'reference', 'numero de dossier': 'reference', ref: 'reference', referencia: 'reference' },
    ...{ 'date de sortie': 'date', sortie: 'date', 'date de visite': 'date', visite: 'date', data: 'date' },
    ...{ du: 'from', 'a partir du': 'from', des: 'from', au: 'until', "jusqu'au": 'until', fins: 'until' },
    ...{ telephone: 'phone', tel: 'phone', telefon: 'phone', empreinte: 'hash', empremta: 'hash' },
    ...{ langue: 'language', llengua: 'language', identifiant: 'id', identificador: 'id', tipus: 'type' },
  },
};

const typeWords: Readonly<Record<string, string>> = {
  ...{ sortie: 'post_discharge', alta: 'post_discharge', discharge: 'post_discharge' },
  ...{ visite: 'visit_reminder', visita: 'visit_reminder', visit: 'visit_reminder' },
  ...{ ordonnance: 'prescription_renewal', recepta: 'prescription_renewal' },
  ...{ prescription: 'prescription_renewal', jour: 'same_day', dia: 'same_day', day: 'same_day' },
};

/** From the beginning of which day until that of which one is called, counted from the day of the discharge or the visit. */
const usualDays: Readonly<Record<string, readonly [from: number, until: number]>> = {
  post_discharge: [2, 4],
  visit_reminder: [-1, 0],
  prescription_renewal: [-3, 0],
};
const thatDay = [0, 1] as const;

/** How the rows of a file are to be read. */
export type FollowupReading = {
  /** Of a row that names none. */
  readonly type: string | undefined;
  readonly timezone: string;
  readonly country: HomeCountry;
  readonly pseudonyms: CallerPseudonyms;
  readonly order: DateOrder;
};

/** A call that a row plans. */
export type FollowupRow = {
  readonly line: number;
  readonly type: string;
  readonly dueFrom: Instant;
  readonly dueUntil: Instant;
  readonly reference: string | undefined;
  readonly language: string | undefined;
  readonly patient: Pseudonym;
  /** By which the clinic tells it again. */
  readonly id: string | undefined;
};

export type ReadFollowupRow = FollowupRow | { readonly line: number; readonly fault: FollowupFault };

class Faulty extends Error {
  constructor(readonly fault: FollowupFault) {
    super(fault);
  }
}

/** Reads a row; what stands in it is never quoted. */
export function readFollowupRow(row: CsvRow, reading: FollowupReading): ReadFollowupRow {
  const { line } = row;
  const text = (column: string): string | undefined => row.cell(column)?.trim().normalize('NFC') || undefined;
  try {
    const type = typeOf(text('type') ?? reading.type);
    const reference = checked(text('reference'), patientReference, 'reference');
    const patient = patientOf(text('phone'), text('hash'), reading);
    if (reference === undefined && patient.aniHash === undefined) throw new Faulty('who');
    const language = checked(text('language')?.toLowerCase(), /^[a-z]{2,3}$/u, 'language');
    const id = checked(text('id'), /^[^\p{C}]{1,128}$/u, 'notRead');
    return { line, type, ...windowOf(text, type, reading), reference, language, patient, id };
  } catch (error) {
    if (error instanceof Faulty) return { line, fault: error.fault };
    throw error;
  }
}

function checked(text: string | undefined, form: RegExp, fault: FollowupFault): string | undefined {
  if (text !== undefined && !form.test(text)) throw new Faulty(fault);
  return text;
}

function typeOf(text: string | undefined): string {
  const word = text?.toLowerCase() ?? '';
  const type = typeWords[word] ?? word;
  if (!/^[a-z][a-z0-9_]{0,39}$/u.test(type)) throw new Faulty('type');
  return type;
}

/** The number itself is gone with this. */
function patientOf(
  ani: string | undefined,
  sent: string | undefined,
  { pseudonyms, country }: FollowupReading,
): Pseudonym {
  if (ani === undefined && sent === undefined) return {};
  const { aniKind, ...told } = pseudonyms.of({ ani, aniHash: sent }, country);
  if (told.aniHash === undefined || aniKind === 'withheld')
    throw new Faulty(ani === undefined ? 'hash' : 'phone');
  return told;
}

function windowOf(
  text: (column: string) => string | undefined,
  type: string,
  { timezone, order }: FollowupReading,
): Pick<FollowupRow, 'dueFrom' | 'dueUntil'> {
  const zone = zoneOf(timezone);
  const momentIn = (column: string) => momentOf(text(column), timezone, order);
  const [date, from, until] = [momentIn('date'), momentIn('from'), momentIn('until')];
  const usual = date === undefined ? {} : usualWindow(type, date.at, zone);
  const [dueFrom] = [from?.at, usual.dueFrom].filter((at) => at !== undefined);
  const [dueUntil] = [endOf(until, zone), usual.dueUntil, endOf(from, zone)].filter((at) => at !== undefined);
  if (dueFrom === undefined || dueUntil === undefined) throw new Faulty('when');
  if (dueUntil <= dueFrom) throw new Faulty('order');
  return { dueFrom, dueUntil };
}

function usualWindow(
  type: string,
  at: Instant,
  zone: ReturnType<typeof zoneOf>,
): Partial<Pick<FollowupRow, 'dueFrom' | 'dueUntil'>> {
  const { day } = zone.wallClock(at);
  const [from, until] = usualDays[type] ?? thatDay;
  return { dueFrom: zone.startOfDay(day + from), dueUntil: zone.startOfDay(day + until) };
}

type Moment = { readonly at: Instant; readonly isDay: boolean };

function momentOf(text: string | undefined, timezone: string, order: DateOrder): Moment | undefined {
  if (text === undefined) return undefined;
  const isDay = !/\d[:h]\d/u.test(text);
  const read = readLocalInstant(isDay ? `${text} 00:00` : text, () => timezone, order);
  if (!read.ok) throw new Faulty('date');
  return { at: read.at, isDay };
}

/** A day is until its end. */
function endOf(moment: Moment | undefined, zone: ReturnType<typeof zoneOf>): Instant | undefined {
  if (moment === undefined || !moment.isDay) return moment?.at;
  return zone.startOfDay(zone.wallClock(moment.at).day + 1);
}

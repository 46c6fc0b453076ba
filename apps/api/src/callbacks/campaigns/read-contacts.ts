import { patientReference, type ImportedContacts } from '@vigie/contracts';
import { CsvError, parse } from 'csv-parse/sync';

import { callKey } from '../../event-log/logged-event';
import { badRequest } from '../../platform/problems';
import { unescapeFormulas } from '../../platform/tables/csv-lines';
import type { HomeCountry } from '../../privacy/caller-number';
import type { CallerPseudonyms } from '../../privacy/caller-pseudonyms';
import type { ListedContact } from './contact-store';

/** How the header of a list may name a column, in the languages of the page. */
const columnNames = {
  number: ['number', 'numero', 'numéro', 'telephone', 'téléphone', 'telèfon', 'telefon', 'phone', 'hash'],
  consent: ['consent', 'consentement', 'accord', 'consentiment'],
  reference: ['reference', 'référence', 'referència', 'ref'],
} as const;
type Column = keyof typeof columnNames;

const yes: ReadonlySet<string> = new Set(['yes', 'oui', 'sí', 'si', 'true', '1', 'x', 'y', 'o']);
const no: ReadonlySet<string> = new Set(['no', 'non', 'false', '0', '', 'n']);
const mostContacts = 20_000;

/** A list as it was read: nobody's number is left of it. */
export type ReadContacts = Readonly<{
  contacts: readonly ListedContact[];
  faults: ImportedContacts['faults'];
}>;

/** Under which keys numbers are hashed, and in which country they were written. */
export type Hashing = Readonly<{ every: readonly CallerPseudonyms[]; home: HomeCountry }>;

/**
 * Reads the list of a campaign: a header with a column of numbers (or of a software's own hashes) and one of consent, and
 * may be one of references. Of somebody who is on it twice the later line stands. Throws 400 `bad_table` where it is no
 * such table, 400 `too_many_rows` for more than 20,000 lines.
 */
export function readContacts(text: string, campaignId: string, hashing: Hashing): ReadContacts {
  const rows = readRows(text);
  const contacts = new Map<string, ListedContact>();
  const faults: ImportedContacts['faults'][number][] = [];
  for (const [index, row] of rows.entries()) {
    const read = readRow(row, campaignId, hashing);
    if ('why' in read) faults.push({ line: index + 2, why: read.why });
    else contacts.set(read.id, read);
  }
  return { contacts: [...contacts.values()], faults: faults.slice(0, 200) };
}

type Row = Readonly<Record<Column, string>>;

function readRow(
  { number, consent, reference }: Row,
  campaignId: string,
  { every, home }: Hashing,
): ListedContact | { readonly why: ImportedContacts['faults'][number]['why'] } {
  const said = consent.toLowerCase();
  const known = every.map((pseudonyms) => pseudonyms.of({ aniHash: number }, home));
  const hashes = [...new Set(known.flatMap(({ aniHash }) => aniHash ?? []))];
  const [first] = hashes;
  if (first === undefined) return { why: 'bad_number' };
  if (!yes.has(said) && !no.has(said)) return { why: 'bad_consent' };
  if (reference !== '' && !patientReference.test(reference)) return { why: 'bad_reference' };
  return {
    id: callKey(campaignId, `contact ${first}`),
    hashes,
    mask: known[0]?.aniMask ?? null,
    reference: reference === '' ? null : reference,
    consents: yes.has(said),
  };
}

function readRows(text: string): readonly Row[] {
  let lines: string[][];
  const header = text.slice(0, text.search(/\r?\n|$/u));
  try {
    lines = parse(text, {
      ...{ bom: true, skip_empty_lines: true, relax_column_count: true, trim: true },
      delimiter: header.includes(';') ? ';' : header.includes('\t') ? '\t' : ',',
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw badTable('This is no table of lines and columns.');
  }
  const [names = [], ...rows] = lines;
  const places = placesOf(names);
  if (rows.length > mostContacts)
    throw badRequest('too_many_rows', `A list holds ${mostContacts} lines at most.`);
  const cell = (row: readonly string[], place: number): string =>
    unescapeFormulas(place < 0 ? '' : (row[place] ?? '')).trim();
  return rows.map((row) => ({
    number: cell(row, places.number),
    consent: cell(row, places.consent),
    reference: cell(row, places.reference),
  }));
}

function placesOf(names: readonly string[]): Readonly<Record<Column, number>> {
  const heads = names.map((name) => unescapeFormulas(name).trim().toLowerCase());
  const placeOf = (column: Column): number =>
    heads.findIndex((head) => (columnNames[column] as readonly string[]).includes(head));
  const places = {
    number: placeOf('number'),
    consent: placeOf('consent'),
    reference: placeOf('reference'),
  };
  if (places.number < 0 || places.consent < 0)
    throw badTable('The first line names no column `number` (or `hash`), or none `consent`.');
  return places;
}

const badTable = (detail: string) => badRequest('bad_table', detail);

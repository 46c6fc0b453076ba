import { patientReference, type ImportedContacts } from '@vigie/contracts';

import { callKey } from '../../event-log/logged-event';
import { badRequest } from '../../platform/problems';
import { unescapeFormulas } from '../../platform/tables/csv-lines';
import { readCsv, type ColumnNames, type CsvRow } from '../../platform/tables/read-csv';
import type { HomeCountry } from '../../privacy/caller-number';
import type { CallerPseudonyms } from '../../privacy/caller-pseudonyms';
import type { ListedContact } from './contact-store';

type Column = 'number' | 'consent' | 'reference';
/** How the header of a list may name a column, in the languages of the page. */
const columnNames: ColumnNames<Column> = {
  number: ['number', 'numero', 'telephone', 'telefon', 'phone', 'hash'],
  consent: ['consent', 'consentement', 'accord', 'consentiment'],
  reference: ['reference', 'referencia', 'ref'],
};

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
  for (const { line, cells } of rows) {
    const read = readRow(cells, campaignId, hashing);
    if ('why' in read) faults.push({ line, why: read.why });
    else contacts.set(read.id, read);
  }
  return { contacts: [...contacts.values()], faults: faults.slice(0, 200) };
}

function readRow(
  cells: CsvRow<Column>['cells'],
  campaignId: string,
  { every, home }: Hashing,
): ListedContact | { readonly why: ImportedContacts['faults'][number]['why'] } {
  const [number, reference] = [told(cells.number), told(cells.reference)];
  const said = told(cells.consent).toLowerCase();
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

const told = (cell: string): string => unescapeFormulas(cell).trim();

function readRows(text: string): readonly CsvRow<Column>[] {
  const table = readCsv(text, columnNames, true);
  if (!table.ok) throw badTable('This is no table of lines and columns.');
  if (table.missing.some((column) => column !== 'reference'))
    throw badTable('The first line names no column `number` (or `hash`), or none `consent`.');
  if (table.rows.length > mostContacts)
    throw badRequest('too_many_rows', `A list holds ${mostContacts} lines at most.`);
  return table.rows;
}

const badTable = (detail: string) => badRequest('bad_table', detail);

import type { CallFact, CallFactType } from './fact';
import { compareSequence } from './fact-order';

/** What the record of a contact tells better than what was told while it lasted; rings and holds have no times in it. */
const inRecords: ReadonlySet<CallFactType> = new Set([
  'call.initiated',
  'call.enqueued',
  'call.answered',
  'call.dequeued',
  'call.leg_ended',
  'call.disconnected',
  'acw.started',
  'acw.ended',
]);

/** Whether a record told it that was made once its contact was over. */
export const isOfRecord = ({ via }: CallFact): boolean => via === 'record';

const isInferredEnd = ({ type, inferred }: CallFact): boolean =>
  type === 'call.dequeued' && inferred === true;
const isToldEnd = (fact: CallFact): boolean =>
  fact.type === 'call.dequeued' && fact.segmentId !== undefined && !isInferredEnd(fact);

const isAnswer = ({ type, bot }: CallFact): boolean => type === 'call.answered' && bot !== true;
const contactOf = ({ segmentId = '' }: CallFact): string => segmentId;

/**
 * Of a call that is told while it lasts and once more by a record of each of its contacts (a contact is a segment): the newest version
 * of a record stands, and of its contact it takes the place of what was told live, but for what no record knows. An answer that was
 * heard is never lost to a record without one. Why a caller left that was only concluded gives way to what was said. Order of arrival
 * means nothing.
 */
export function ofNewestRecord(facts: readonly CallFact[]): readonly CallFact[] {
  const newest = newestOf(facts.filter(isOfRecord));
  if (newest.size === 0 && !facts.some(isInferredEnd)) return facts;
  const answeredLive = new Set(facts.filter((fact) => !isOfRecord(fact) && isAnswer(fact)).map(contactOf));
  const isReplaced = (contact: string): boolean => {
    const version = newest.get(contact);
    return version !== undefined && (version.isAnswered || !answeredLive.has(contact));
  };
  const standing = facts.filter((fact) => {
    const contact = contactOf(fact);
    if (isOfRecord(fact)) return fact.sequence === newest.get(contact)?.sequence && isReplaced(contact);
    // What the contact that follows says of this one is no part of its record.
    return isToldEnd(fact) || !inRecords.has(fact.type) || !isReplaced(contact);
  });
  // Only now: an end that an older version told is none.
  const told = new Set(standing.filter(isToldEnd).map(contactOf));
  return standing.filter((fact) => !isInferredEnd(fact) || !told.has(contactOf(fact)));
}

type Version = { readonly sequence: string | undefined; readonly isAnswered: boolean };

/** By contact: the newest of the versions with an answer, else of all. */
function newestOf(records: readonly CallFact[]): ReadonlyMap<string, Version> {
  const answered = new Set(records.filter(isAnswer).map(versionKey));
  const newest = new Map<string, Version>();
  for (const fact of records) {
    const version = { sequence: fact.sequence, isAnswered: answered.has(versionKey(fact)) };
    const known = newest.get(contactOf(fact));
    if (known === undefined || isNewer(version, known)) newest.set(contactOf(fact), version);
  }
  return newest;
}

const versionKey = (fact: CallFact): string => `${fact.sequence ?? ''}\n${contactOf(fact)}`;

const isNewer = (version: Version, known: Version): boolean =>
  version.isAnswered === known.isAnswered
    ? compareSequence(known.sequence, version.sequence) < 0
    : version.isAnswered;

import { readCallerNumber, type HomeCountry } from '../privacy/caller-number';
import type { CallerFields, CallerPseudonyms } from '../privacy/caller-pseudonyms';
import type { Place } from './sending-limits';

/** A caller's number in its international form, and the clinic that wants it kept while it owes them a call. */
export type ReadNumber = { readonly number: string; readonly clinicId: string };

/** By what a caller's number is read. */
export type NumberRules = {
  readonly pseudonyms: CallerPseudonyms;
  /** The country in which a number of that clinic's callers was dialled. */
  readonly homeOf: (place: Place, at: number) => HomeCountry;
  /** The clinic of a call, where it wants its callers' numbers kept; else null. Left out where no clinic does. */
  readonly keeperOf?: (place: Place, at: number) => string | null;
  /** Our own time. */
  readonly now: number;
};

type Fields = { readonly [field: string]: unknown };

/** What a call's data tell, with a pseudonym in the place of its caller's number. */
export function withoutNumber(data: Fields, at: number, { pseudonyms, homeOf }: NumberRules): Fields {
  if (!('ani' in data || 'aniHash' in data || 'aniKind' in data || 'aniMask' in data)) return data;
  const { ani, aniHash, aniKind, aniMask, ...rest } = data;
  return { ...rest, ...pseudonyms.of({ ani, aniHash, aniKind, aniMask } as CallerFields, homeOf(rest, at)) };
}

/** What comes later is of the past, or of a telephone system that was away: it is called back without a number. */
const latestMs = 86_400_000;

/**
 * The number that a call's data tell, where it may have to be kept: of a caller of a clinic that wants it, and who called
 * within a day. Of our own calls it would be one of ours.
 */
export function takeNumber(data: Fields & Place, at: number, rules: NumberRules): ReadNumber | null {
  const { keeperOf, homeOf, now } = rules;
  // Asked first: in most centres no clinic does, and every event comes through here.
  if (keeperOf === undefined) return null;
  const { ani, aniKind, direction, ...place } = data;
  if (typeof ani !== 'string' || aniKind === 'withheld' || direction === 'outbound') return null;
  const clinicId = at < now - latestMs ? null : keeperOf(place, at);
  const number = clinicId === null ? null : readCallerNumber(ani, homeOf(place, at));
  return clinicId === null || number === null ? null : { number: number.e164, clinicId };
}

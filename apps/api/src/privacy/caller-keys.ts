import type { HomeCountry } from './caller-number';
import { CallerPseudonyms, type CallerFields } from './caller-pseudonyms';
import type { Keyring } from './keyring';

/** A version of the key of callers' numbers, from the second on; instants in ms. */
export type CallerKeyVersion = Readonly<{
  version: number;
  /** From when on numbers are hashed under it. */
  since: number;
  /** Until when they are hashed under the version before as well. */
  until: number;
}>;

/** The versions at work at an instant: the newest, and that before it while its window is open. */
type KeysAtWork = Readonly<{ version: number; before: number | null }>;

/** `versions` in ascending order; without any the first is at work. */
export function callerKeysAt(versions: readonly CallerKeyVersion[], at: number): KeysAtWork {
  const newest = versions.findLast(({ since }) => since <= at);
  if (newest === undefined) return { version: 1, before: null };
  return { version: newest.version, before: at < newest.until ? newest.version - 1 : null };
}

/** Pseudonyms as they are given at an instant. */
export function callerPseudonymsAt(
  keyring: Keyring,
  tenantId: string,
  versions: readonly CallerKeyVersion[],
  at: number,
): CallerPseudonyms {
  const { version, before } = callerKeysAt(versions, at);
  const keyOf = (each: number): Buffer => keyring.callerKey(tenantId, each);
  return new CallerPseudonyms(keyOf(version), before === null ? undefined : keyOf(before));
}

/** Pseudonyms by each version there has been: a caller may be known under any of them. */
export function everyCallerPseudonyms(
  keyring: Keyring,
  tenantId: string,
  versions: readonly CallerKeyVersion[],
): readonly CallerPseudonyms[] {
  const all = [1, ...versions.map(({ version }) => version)];
  return all.map((version) => new CallerPseudonyms(keyring.callerKey(tenantId, version)));
}

/** By what a caller may be known under any of them; empty for what tells nobody. */
export function everyHashOf(
  every: readonly CallerPseudonyms[],
  fields: CallerFields,
  home: HomeCountry,
): readonly string[] {
  return every.flatMap((pseudonyms) => pseudonyms.of(fields, home).aniHash ?? []);
}

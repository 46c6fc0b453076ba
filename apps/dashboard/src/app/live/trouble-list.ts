import type { ClinicView } from '@vigie/contracts';

import { waitLevel, type WaitLevel } from '@vigie/charts';

/** A clinic on the list: since when it has been calm again, ms since 1970; null while it is in trouble. */
export type TroubleEntry = { readonly id: string; readonly calmSince: number | null };

/** The list as drawn, in order, and when it was last put in order. */
export type TroubleList = { readonly entries: readonly TroubleEntry[]; readonly sortedAt: number };

export type TroubleInput = {
  readonly clinics: { readonly [id: string]: ClinicView };
  readonly now: number;
  /** The clinic whose row is under the pointer or has the focus: it does not move nor leave. */
  readonly held: string | null;
};

const dwellMs = 60_000;
const sortEveryMs = 5000;
const severity: Readonly<Record<WaitLevel, number>> = { act: 2, watch: 1, fine: 0 };

/** How much a clinic needs someone: the worst level first, then the longest wait, then patients to call back. */
function rank(clinic: ClinicView | undefined, now: number): readonly number[] {
  if (clinic === undefined) return [-1];
  const waitMs = clinic.longestSince === null ? -1 : now - clinic.longestSince;
  return [severity[waitLevel(waitMs, clinic.lines)], waitMs, clinic.waiting, clinic.toCallBack];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return other - value;
  }
  return 0;
}

function kept(entry: TroubleEntry, input: TroubleInput): TroubleEntry | null {
  const clinic = input.clinics[entry.id];
  if (clinic === undefined) return null;
  if (clinic.trouble.length > 0) return entry.calmSince === null ? entry : { id: entry.id, calmSince: null };
  const calmSince = entry.calmSince ?? input.now;
  if (input.now - calmSince >= dwellMs && entry.id !== input.held) return null;
  return entry.calmSince === null ? { id: entry.id, calmSince } : entry;
}

/** Puts the list in order; the held row keeps its place. */
function inOrder(entries: readonly TroubleEntry[], { clinics, now, held }: TroubleInput): TroubleEntry[] {
  const place = entries.findIndex((entry) => entry.id === held);
  const ranks = new Map(entries.map((entry) => [entry.id, rank(clinics[entry.id], now)]));
  const sorted = entries.toSorted(
    (a, b) => compare(ranks.get(a.id) ?? [], ranks.get(b.id) ?? []) || a.id.localeCompare(b.id),
  );
  const heldEntry = entries[place];
  if (heldEntry === undefined) return sorted;
  return sorted.filter((entry) => entry.id !== held).toSpliced(place, 0, heldEntry);
}

/**
 * The list of clinics in trouble a moment later. A clinic enters at once, at the end; it leaves after 60 s of calm;
 * the order is renewed at most every 5 s; the held row neither moves nor leaves.
 */
export function nextTroubleList(before: TroubleList | undefined, input: TroubleInput): TroubleList {
  const stayed = (before?.entries ?? []).map((entry) => kept(entry, input)).filter((entry) => entry !== null);
  const there = new Set(stayed.map((entry) => entry.id));
  const entering = Object.values(input.clinics)
    .filter((clinic) => clinic.trouble.length > 0 && !there.has(clinic.id))
    .map((clinic): TroubleEntry => ({ id: clinic.id, calmSince: null }));
  const entries = [...stayed, ...inOrder(entering, { ...input, held: null })];
  const due =
    before === undefined || input.now - before.sortedAt >= sortEveryMs || input.now < before.sortedAt;
  if (!due) return { entries, sortedAt: before.sortedAt };
  return { entries: inOrder(entries, input), sortedAt: input.now };
}

/** Figures of one kind by name; null where there is none. */
export type Counted = { readonly [name: string]: number | null | undefined };

/** A figure that is not what the reference says, and why that is right; no cause: it is not explained. */
export type Difference = {
  readonly where: string;
  readonly name: string;
  readonly expected: number | null;
  readonly told: number | null;
  readonly cause: string | null;
};

/** What is known of the recording: which figures move, and by how much together. */
export type Cause = {
  readonly what: string;
  readonly of: ReadonlySet<string>;
  /** Those figures that lose, and those that gain, the same calls. */
  readonly from: string;
  readonly to: string;
};

/**
 * Compares figures with those of the reference. A cause explains a place only where the calls that one figure has lost
 * are the very number that another has gained: everything else there follows from them.
 */
export function differencesOf(
  where: string,
  expected: Counted,
  told: Counted,
  causes: readonly Cause[],
): readonly Difference[] {
  const moved = (name: string): number => (told[name] ?? 0) - (expected[name] ?? 0);
  const explains = causes.filter(({ from, to }) => moved(to) > 0 && moved(to) === -moved(from));
  return Object.entries(expected).flatMap(([name, value]) => {
    const [wanted, found] = [value ?? null, told[name] ?? null];
    if (wanted === found) return [];
    const cause = explains.find(({ of }) => of.has(name))?.what ?? null;
    return [{ where, name, expected: wanted, told: found, cause }];
  });
}

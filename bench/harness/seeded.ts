/** Numbers that look random and are the same for the same seed: each call gives the next, a whole number below `of`. */
export type Draw = (of: number) => number;

/** A small generator (mulberry32). */
export function seeded(seed: number): Draw {
  let state = seed >>> 0;
  return (of) => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % of;
  };
}

/** The same things in an order of chance. */
export function shuffled<T>(things: readonly T[], draw: Draw): T[] {
  const result = [...things];
  for (let left = result.length; left > 1; left -= 1) {
    const other = draw(left);
    [result[left - 1], result[other]] = [result[other] as T, result[left - 1] as T];
  }
  return result;
}

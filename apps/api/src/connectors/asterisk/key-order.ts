/** A key is given out before its row is committed: one that is missing is waited for so long. */
const waitedMs = 5_000;

/**
 * Which rows of a table may be read on to: keys are given out in order, but a row may be committed a little after the next. What is
 * missing is waited for, and no longer than a moment: it may never have been. Pure.
 */
export class KeyOrder {
  /** By the key after a hole: when it was noticed. */
  private readonly noticed = new Map<bigint, number>();

  /** Rows in the order of their keys, all behind `last` (null: nothing was read yet), up to the first hole that is still waited for. */
  take<Row extends { readonly key: bigint }>(
    last: bigint | null,
    rows: readonly Row[],
    now: number,
  ): readonly Row[] {
    let before = last;
    let end = rows.length;
    for (const [index, { key }] of rows.entries()) {
      const isHole = before !== null && key !== before + 1n;
      before = key;
      if (isHole && this.isWaitedFor(key, now)) end = Math.min(end, index);
    }
    const taken = rows.slice(0, end);
    for (const { key } of taken) this.noticed.delete(key);
    return taken;
  }

  private isWaitedFor(key: bigint, now: number): boolean {
    const since = this.noticed.get(key) ?? now;
    this.noticed.set(key, since);
    return now - since < waitedMs;
  }
}

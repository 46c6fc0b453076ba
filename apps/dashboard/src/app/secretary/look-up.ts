/** How a look-up ended: with an answer, and after how long it was on the page. */
export type FoundAnswer = Readonly<{ entryId: string; elapsedMs: number }>;

/** An answer that stood on top for so long was read. */
const readAfterMs = 2_000;
/** What was begun longer ago was forgotten, not searched. */
const longestMs = 600_000;

/**
 * One look-up of a sheet, from the first letter on. What is on top for two seconds counts as found when the look-up is
 * left, also where nobody says so: otherwise only what is missing would be told, and every sheet would look too short.
 */
export class LookUp {
  private startedAt: number | null = null;
  private top: { readonly entryId: string; readonly since: number } | null = null;

  /** Something was typed, or another answer chosen: `entryId` is what stands on top now, null for none. */
  shows(entryId: string | null, now: number): void {
    this.startedAt ??= now;
    if (entryId === null) this.top = null;
    else if (this.top?.entryId !== entryId) this.top = { entryId, since: now };
  }

  /** Since the first letter, in ms, at most ten minutes; 0 where none was typed. */
  elapsed(now: number): number {
    return this.startedAt === null ? 0 : Math.min(longestMs, Math.max(0, now - this.startedAt));
  }

  /** It is said that the answer on top is the one; null where there is none. */
  found(): FoundAnswer | null {
    const { top, startedAt } = this;
    this.forget();
    if (top === null || startedAt === null) return null;
    return { entryId: top.entryId, elapsedMs: Math.min(longestMs, Math.max(0, top.since - startedAt)) };
  }

  /** It is left, or there is another one: what was read is found. */
  leave(now: number): FoundAnswer | null {
    const isRead = this.top !== null && now - this.top.since >= readAfterMs;
    if (isRead) return this.found();
    this.forget();
    return null;
  }

  forget(): void {
    [this.startedAt, this.top] = [null, null];
  }
}

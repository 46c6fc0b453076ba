import type { Instant } from '@vigie/calls';

/** A clinic as its place is decided. */
export type Troubled = { readonly id: string; readonly troubled: boolean; readonly lost30m: number };

type Row = { readonly id: string; troubledAt: Instant; lost30m: number };

const calmForMs = 60_000;
const minuteMs = 60_000;

/**
 * The order of clinics in trouble: those that lost most in 30 minutes first, sorted at each full minute. In between a row
 * holds its place: who comes stands last, and who has been calm for a minute leaves its place at the next full one.
 */
export class TroubleOrder {
  private rows: Row[] = [];
  private sortedMinute = -1;

  /** The place of each clinic in trouble now, the first being 0. */
  place(clinics: Iterable<Troubled>, now: Instant): ReadonlyMap<string, number> {
    const known = new Map(this.rows.map((row) => [row.id, row]));
    const newcomers: Row[] = [];
    for (const { id, troubled, lost30m } of clinics) {
      const row = known.get(id);
      if (row === undefined) {
        if (troubled) newcomers.push({ id, troubledAt: now, lost30m });
        continue;
      }
      row.lost30m = lost30m;
      if (troubled) row.troubledAt = now;
    }
    this.rows.push(...newcomers.sort(byLosses));
    this.sortEachMinute(now);
    return new Map(this.rows.map(({ id }, place) => [id, place]));
  }

  private sortEachMinute(now: Instant): void {
    const minute = Math.floor(now / minuteMs);
    if (minute === this.sortedMinute) return;
    this.sortedMinute = minute;
    this.rows = this.rows.filter(({ troubledAt }) => now - troubledAt < calmForMs).sort(byLosses);
  }
}

/** Rows with as many losses keep the order they have: the sort is stable. */
function byLosses(a: Row, b: Row): number {
  return b.lost30m - a.lost30m;
}

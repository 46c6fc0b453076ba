/** How often each of the latest lines has been seen: what identity and order need after a restart. */
export type LineOrdinals = { readonly [line: string]: number };

/** Which of its equals a line is, and which of all lines of its second; both count from 1. */
export type LinePlace = { readonly ordinal: number; readonly inSecond: number };

const remembered = 200_000;
const rememberedOverRestart = 256;
/** Threads of Asterisk write a little out of order around the turn of a second. */
const secondsRemembered = 64;

/** A log that goes back by more begins again: another copy of it follows, as where two rotated files overlap. */
const begunAgainSeconds = 60;

/**
 * Counts lines as they come: among their equals, which makes their identity, and within their second. Where a log begins
 * again they are counted anew, so that what was read before is known again.
 */
export class LineOrder {
  private second = -Infinity;
  private readonly seen: Map<string, number>;
  private readonly seconds = new Map<string, number>();
  private latest: string[];

  constructor(ordinals: LineOrdinals) {
    this.seen = new Map(Object.entries(ordinals));
    this.latest = Object.keys(ordinals);
    for (const [line, times] of this.seen) this.count(line, times);
  }

  placeOf(line: string): LinePlace {
    this.beginAgainAt(Number.parseInt(line, 10));
    const ordinal = (this.seen.get(line) ?? 0) + 1;
    this.seen.delete(line);
    this.seen.set(line, ordinal);
    this.latest.push(line);
    if (this.latest.length > 16 * rememberedOverRestart)
      this.latest = this.latest.slice(-rememberedOverRestart);
    if (this.seen.size > remembered) this.seen.delete(this.seen.keys().next().value ?? '');
    return { ordinal, inSecond: this.count(line, 1) };
  }

  private beginAgainAt(second: number): void {
    if (Number.isNaN(second)) return;
    if (second < this.second - begunAgainSeconds) {
      this.seen.clear();
      this.seconds.clear();
      this.latest = [];
    }
    this.second = second;
  }

  /** What a saved position must hold beside its offset. */
  ordinals(): LineOrdinals {
    this.latest = this.latest.slice(-rememberedOverRestart);
    return Object.fromEntries(this.latest.map((line) => [line, this.seen.get(line) ?? 1]));
  }

  private count(line: string, times: number): number {
    const second = line.slice(0, line.search(/[.|]/u));
    const counted = (this.seconds.get(second) ?? 0) + times;
    this.seconds.delete(second);
    this.seconds.set(second, counted);
    if (this.seconds.size > secondsRemembered) this.seconds.delete(this.seconds.keys().next().value ?? '');
    return counted;
  }
}

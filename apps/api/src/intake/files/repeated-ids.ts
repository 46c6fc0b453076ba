import type { RepeatedId } from '@vigie/contracts';
import type { ToldRow } from './told-row';

/** Beyond so many calls of one file the memory is not spent: what was seen is still told. */
const mostRemembered = 500_000;
const mostListed = 1_000;

/**
 * Notices ids that one file uses for calls of different times. Such rows correct each other, as the last of a call
 * stands, but more often somebody's program has used an id twice: it is told, never decided.
 */
export class RepeatedIds {
  private readonly seen = new Map<string, { readonly line: number; readonly at: number }>();
  count = 0;
  readonly listed: RepeatedId[] = [];

  add({ source, callId, slot, line, at }: ToldRow): void {
    const name = `${source}\0${callId}\0${slot}`;
    const first = this.seen.get(name);
    if (first === undefined) {
      if (this.seen.size < mostRemembered) this.seen.set(name, { line, at });
      return;
    }
    if (first.at === at) return;
    this.count += 1;
    if (this.listed.length < mostListed) this.listed.push({ callId, firstLine: first.line, line });
  }
}

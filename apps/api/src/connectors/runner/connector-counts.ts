/** What became of events that were handed in, as the door answers. */
export type CountedAnswer = Readonly<{
  accepted: number;
  duplicates: number;
  rejectedCount: number;
  rejected: readonly { readonly code: string }[];
}>;

const minuteMs = 60_000;
/** Names that a source makes up without end are not kept without end. */
const mostNames = 50;

/** Counts what one connector has handed in since it was begun, and how much of it in the last whole minute. */
export class ConnectorCounts {
  accepted = 0;
  duplicates = 0;
  refused = 0;
  lastEventAt: number | null = null;
  private readonly refusals = new Map<string, number>();
  private readonly names = new Map<string, number>();
  private minute = 0;
  private inMinute = 0;
  private beforeIt = 0;

  add({ accepted, duplicates, rejectedCount, rejected }: CountedAnswer, now: number): void {
    this.accepted += accepted;
    this.duplicates += duplicates;
    this.refused += rejectedCount;
    for (const { code } of rejected) count(this.refusals, code);
    if (accepted > 0) this.lastEventAt = now;
    this.turn(now);
    this.inMinute += accepted;
  }

  addUnknown(name: string): void {
    count(this.names, name.slice(0, 64));
  }

  perMinute(now: number): number {
    this.turn(now);
    return this.beforeIt;
  }

  get refusedByCode(): { code: string; count: number }[] {
    return mostFrequent(this.refusals).map(([code, times]) => ({ code, count: times }));
  }

  get unknownByName(): { name: string; count: number }[] {
    return mostFrequent(this.names).map(([name, times]) => ({ name, count: times }));
  }

  private turn(now: number): void {
    const minute = Math.floor(now / minuteMs);
    if (minute === this.minute) return;
    this.beforeIt = minute === this.minute + 1 ? this.inMinute : 0;
    this.inMinute = 0;
    this.minute = minute;
  }
}

function count(counts: Map<string, number>, name: string): void {
  const known = counts.get(name);
  if (known !== undefined || counts.size < mostNames) counts.set(name, (known ?? 0) + 1);
}

const mostFrequent = (counts: ReadonlyMap<string, number>): (readonly [string, number])[] =>
  [...counts].toSorted(([a, times], [b, others]) => others - times || (a < b ? -1 : 1));

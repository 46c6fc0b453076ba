import type { Instant } from '@vigie/calls';

/** Senders work side by side, and a call is told of for a while: so far apart is still in order. */
const apartMs = 2 * 3_600_000;

/** What happened longer ago is on nobody's board. */
const pastMs = 3_600_000;

/** Watches in which order each tenant's events are told: in that of time, or going back. */
export class TellingOrder {
  /** The latest instant told by the batch before, by tenant. */
  private readonly toldUntil = new Map<string, Instant>();

  /**
   * Whether events of these instants are better folded with more of their kind: they are of the past alone, and out of
   * order. What is told in order is folded as it comes; only what goes back would write its calls again and again.
   */
  isToGather(tenantId: string, instants: readonly Instant[], now: Instant): boolean {
    const goesBack = this.goesBack(tenantId, instants);
    return goesBack && instants.every((at) => at < now - pastMs);
  }

  /**
   * Whether these, in the order they came, go back in time for more than two hours: among themselves, or behind the
   * batch before. Where a telling goes back once, to begin another day, only the batch that does is said to.
   */
  goesBack(tenantId: string, instants: readonly Instant[]): boolean {
    let latest = this.toldUntil.get(tenantId) ?? -Infinity;
    let ownLatest = -Infinity;
    let isBack = false;
    for (const at of instants) {
      if (at < latest - apartMs) isBack = true;
      if (at > latest) latest = at;
      if (at > ownLatest) ownLatest = at;
    }
    if (ownLatest > -Infinity) this.toldUntil.set(tenantId, ownLatest);
    return isBack;
  }
}

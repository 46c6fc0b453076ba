/**
 * Shares the process among those who have much to do in it: in each turn of the event loop one of them works for a
 * slice, and whoever worked goes to the end of the line. A party is a tenant, or all work that belongs to none; however
 * many pieces of work one party has, another one waits for no more turns than there are parties.
 */
export class FairTurns {
  /** What waits, by party; the party first in it is the next one. */
  private readonly waiting = new Map<string, (() => void)[]>();
  private isPassing = false;

  /** Resolves when it is the party's turn. The work done then, until it waits for something, should take a few ms. */
  next(party: string): Promise<void> {
    return new Promise((resolve) => {
      const ofParty = this.waiting.get(party);
      if (ofParty === undefined) this.waiting.set(party, [resolve]);
      else ofParty.push(resolve);
      this.begin();
    });
  }

  /** The same for work that has just come: it waits only when another one had this turn of the event loop. */
  async first(party: string): Promise<void> {
    if (this.isPassing) await this.next(party);
    else this.begin();
  }

  private begin(): void {
    if (this.isPassing) return;
    this.isPassing = true;
    setImmediate(this.pass);
  }

  private readonly pass = (): void => {
    const [first] = this.waiting;
    if (first === undefined) {
      this.isPassing = false;
      return;
    }
    const [party, works] = first;
    const work = works.shift();
    this.waiting.delete(party);
    if (works.length > 0) this.waiting.set(party, works);
    setImmediate(this.pass);
    work?.();
  };
}

/** The turns of this process: it has one event loop, whatever runs in it. */
export const turns = new FairTurns();

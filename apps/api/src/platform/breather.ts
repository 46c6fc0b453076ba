import { turns } from './fair-turns';

const sliceMs = 2;

/** Lets other work of the process have its turn: a long loop awaits `breathe` between two items. */
export class Breather {
  private since = performance.now();

  /** `party`: the tenant for whom there may be much to do at once; left out, the work takes turns with all such work. */
  constructor(private readonly party = '') {}

  /** True when the loop has held the process for its slice: then await `breathe`. */
  get due(): boolean {
    return performance.now() - this.since >= sliceMs;
  }

  /** Comes back after everything that was waiting had its turn. */
  async breathe(): Promise<void> {
    await turns.next(this.party);
    this.since = performance.now();
  }
}

/** How many items are worked through between two looks at the time. */
const stride = 8;

/**
 * Does `each` for every item, letting other work of the process have its turn every 2 ms: a fold that is far behind
 * must not keep requests and viewers waiting.
 */
export async function inSlices<Item>(
  items: readonly Item[],
  each: (item: Item) => void,
  party?: string,
): Promise<void> {
  const breather = new Breather(party);
  for (let next = 0; next < items.length; next += 1) {
    each(items[next] as Item);
    if (next % stride === stride - 1 && breather.due) await breather.breathe();
  }
}

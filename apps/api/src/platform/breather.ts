import { turns } from './fair-turns';

const sliceMs = 2;

/** Lets other work of the process have its turn: a long loop awaits `breathe` between two items. */
export class Breather {
  private since = performance.now();

  /** `party`: the tenant whose work it is; all work of a tenant takes turns as one with that of others. */
  constructor(private readonly party: string) {}

  /** True when the loop has held the process for its slice: then await `breathe`. */
  get due(): boolean {
    return performance.now() - this.since >= sliceMs;
  }

  /** Resolves when it is the party's turn again: every other party that waits has had one slice before, itself none. */
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
  party: string,
  items: readonly Item[],
  each: (item: Item) => void,
): Promise<void> {
  const breather = new Breather(party);
  for (let next = 0; next < items.length; next += 1) {
    each(items[next] as Item);
    if (next % stride === stride - 1 && breather.due) await breather.breathe();
  }
}

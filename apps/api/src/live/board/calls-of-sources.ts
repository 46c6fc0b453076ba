import type { Instant } from '@vigie/calls';

import type { BoardCall } from './board-call';

type Heard = { readonly keys: Set<string>; firstAt: Instant; latestAt: Instant };

const shortestSpanMs = 3_600_000;

/** How many of the calls on the board each telephone system told of, and when. */
export class CallsOfSources {
  private readonly sources = new Map<string, Heard>();
  private calls = 0;

  put({ source, key, arrivedAt, lastAt }: BoardCall): void {
    const heard = this.sources.get(source) ?? { keys: new Set(), firstAt: arrivedAt, latestAt: lastAt };
    this.sources.set(source, heard);
    const size = heard.keys.size;
    this.calls += heard.keys.add(key).size - size;
    heard.firstAt = Math.min(heard.firstAt, arrivedAt);
    heard.latestAt = Math.max(heard.latestAt, lastAt);
  }

  /** When the latest thing happened that a source told of. */
  latestAt(source: string): Instant | undefined {
    return this.sources.get(source)?.latestAt;
  }

  /** Which share of all calls is a source's; 0 when it told of none. */
  shareOf(source: string): number {
    return this.calls === 0 ? 0 : (this.sources.get(source)?.keys.size ?? 0) / this.calls;
  }

  /** Its calls per ms since its first one, over an hour at least: its pace while nothing usual is known. */
  paceOf(source: string): number {
    const heard = this.sources.get(source);
    if (heard === undefined) return 0;
    return heard.keys.size / Math.max(shortestSpanMs, heard.latestAt - heard.firstAt);
  }
}

import { randomUUID } from 'node:crypto';

import type { Instant } from '@vigie/calls';
import type { LiveRefusal, LiveSnapshot, LiveState, Watch } from '@vigie/contracts';

import type { EntryChange } from './board/board-entries';
import { LiveFeed, type Send, type Viewer } from './feed/live-feed';

/** A board as its viewers need it: the whole centre's, or one of a part. */
export type ShownBoard = {
  /** Draws it as of `now`; which entries are not what they were when this was last asked. */
  readonly refresh: (now: Instant) => EntryChange[];
  readonly view: (now: Instant) => LiveState;
  readonly drawn: () => Iterable<EntryChange>;
};

/** What time alone never changes. */
const ownSections: ReadonlySet<EntryChange['section']> = new Set([
  'agents',
  'waiting',
  'standing',
  'concerns',
]);

/** Where frames go, and how often a board of which nothing is told is drawn. */
export type WatchedParts = { readonly send: Send; readonly everyMs: number };

/**
 * One board of a room and those who watch it, all of whom share its frames. The whole centre's is numbered by the log of
 * its tenant; another one counts its own changes, since the tenant's numbers tell how much happens elsewhere.
 */
export class WatchedBoard {
  private readonly epoch = randomUUID();
  private readonly watches = new Map<string, { readonly viewer: Viewer; readonly watch: Watch }>();
  private readonly feed: LiveFeed;
  private ownSeq = 0;
  private isTold = true;
  /** Told something of its own since it was last drawn. */
  private isNew = false;
  private drawnAt = Number.NEGATIVE_INFINITY;
  private usedAt: Instant;

  constructor(
    private readonly board: ShownBoard,
    private readonly parts: WatchedParts,
    now: Instant,
  ) {
    this.feed = new LiveFeed(this.epoch, parts.send);
    this.usedAt = now;
  }

  get isWatched(): boolean {
    return this.watches.size > 0;
  }

  watch(viewer: Viewer, watch: Watch, now: Instant): void {
    this.watches.set(viewer.id, { viewer, watch });
    this.feed.watch(viewer, watch, this.board.drawn());
    this.usedAt = now;
  }

  leave(viewerId: string, now: Instant): void {
    this.watches.delete(viewerId);
    this.feed.leave(viewerId);
    this.usedAt = now;
  }

  /** Hands those who watch another board of the same to this one; they begin with a snapshot. */
  takeOver(before: WatchedBoard): void {
    for (const [id, { viewer, watch }] of before.watches) {
      this.watches.set(id, { viewer, watch });
      this.feed.watch(viewer, watch, []);
    }
  }

  /** The board was told something: of its own, or of others, which may move its rows and is never counted. */
  tell(isOwn: boolean): void {
    this.isTold = true;
    this.isNew ||= isOwn;
  }

  /** Sends its viewers what changed; true while some of them had to wait for their snapshot. `seq` is the tenant's. */
  publish(now: Instant, seq?: number): boolean {
    if (!this.isWatched) return false;
    const changes = this.isDue(now) ? this.draw(now) : [];
    return this.feed.publish({ changes, seq: seq ?? this.ownSeq, now });
  }

  /** The whole state as of `now`. */
  snapshot(now: Instant, seq: number = this.ownSeq): LiveSnapshot {
    this.usedAt = now;
    return { ...this.board.view(now), epoch: this.epoch, seq, at: new Date(now).toISOString() };
  }

  /** `head` is the tenant's; without it, `isBehind` tells whether the tenant's log holds more than is folded. */
  beat(now: Instant, { head, isBehind }: { readonly head?: number; readonly isBehind: boolean }): void {
    if (this.isWatched) this.feed.heartbeat(head ?? this.ownSeq + Number(isBehind), now);
  }

  cut(reason: LiveRefusal): void {
    for (const { viewer } of this.watches.values()) viewer.cut(reason);
  }

  /** Nobody has watched or asked for that long. */
  isIdle(forMs: number, now: Instant): boolean {
    return !this.isWatched && now - this.usedAt > forMs;
  }

  private isDue(now: Instant): boolean {
    return this.isTold || Math.abs(now - this.drawnAt) >= this.parts.everyMs;
  }

  private draw(now: Instant): EntryChange[] {
    const changes = this.board.refresh(now);
    // Rows move with time as well, and with what others do: that is no number of this board's.
    if (this.isNew || changes.some(({ section }) => ownSections.has(section))) this.ownSeq += 1;
    [this.isTold, this.isNew, this.drawnAt] = [false, false, now];
    return changes;
  }
}

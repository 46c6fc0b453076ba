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

  /** The board was told something. */
  tell(): void {
    this.isTold = true;
    this.ownSeq += 1;
  }

  /** Sends its viewers what changed; true while some of them had to wait for their snapshot. `seq` is the tenant's. */
  publish(now: Instant, seq: number = this.ownSeq): boolean {
    if (!this.isWatched) return false;
    return this.feed.publish({ changes: this.isDue(now) ? this.draw(now) : [], seq, now });
  }

  /** The whole state as of `now`. */
  snapshot(now: Instant, seq: number = this.ownSeq): LiveSnapshot {
    this.usedAt = now;
    return { ...this.board.view(now), epoch: this.epoch, seq, at: new Date(now).toISOString() };
  }

  /** `behind`: whether the tenant's log holds more than is folded. */
  beat(now: Instant, behind: boolean): void {
    this.beatAt(this.ownSeq + Number(behind), now);
  }

  beatAt(head: number, now: Instant): void {
    if (this.isWatched) this.feed.heartbeat(head, now);
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
    this.isTold = false;
    this.drawnAt = now;
    return this.board.refresh(now);
  }
}

import type { Instant } from '@vigie/calls';
import type { LiveHeartbeat, LivePatch, LiveRefusal, LiveSnapshot, Watch } from '@vigie/contracts';
import type { EntryChange } from '../board/board-entries';
import { LiveChannel } from './live-channel';
import { toRowFilter } from './row-filter';

/** One connection, as the feed needs to know it. */
export type Viewer = {
  readonly id: string;
  /** Whether what was sent before has left; a frame for a viewer that is not ready would only pile up. */
  readonly isReady: () => boolean;
  readonly cut: (reason: LiveRefusal) => void;
};

/** The frames of the stream, by name. */
export type Frames = {
  readonly snapshot: LiveSnapshot;
  readonly patch: LivePatch;
  readonly heartbeat: LiveHeartbeat;
};

/** Sends one frame to several viewers, encoded once. */
export type Send = <E extends keyof Frames>(viewerIds: readonly string[], event: E, frame: Frames[E]) => void;

/** What the board shows, and what of it is new. */
export type BoardNews = {
  readonly changes: readonly EntryChange[];
  readonly seq: number;
  readonly now: Instant;
};

type Seat = {
  readonly viewer: Viewer;
  channel: LiveChannel;
  wantsSnapshot: boolean;
  /** Of the last frame sent; −1 before the first. */
  seq: number;
  /** The version of the first frame with that seq: what a patch must start from. */
  base: number;
  /** The version of the last frame. */
  version: number;
  blockedSince: Instant | null;
};

const cutAfterMs = 8_000;
const snapshotsAtOnce = 250;

/**
 * Hands the state of one board to its viewers: a snapshot first, then patches with absolute values. A patch holds all
 * that changed since the first frame that had the viewer's `seq`, so frames that only let time pass (their `seq` is
 * their `prevSeq`) may be lost or ignored without harm. Viewers with the same filter and the same past share a frame.
 */
export class LiveFeed {
  private readonly channels = new Map<string, LiveChannel>();
  private readonly seats = new Map<string, Seat>();
  private version = 0;
  private seq = 0;

  constructor(
    private readonly epoch: string,
    private readonly send: Send,
  ) {}

  get viewers(): number {
    return this.seats.size;
  }

  /** Gives a viewer the rows it watches, beginning with a snapshot at the next {@link publish}. */
  watch(viewer: Viewer, watch: Watch, all: Iterable<EntryChange>): void {
    const filter = toRowFilter(watch);
    let channel = this.channels.get(filter.key);
    if (channel === undefined) {
      channel = new LiveChannel(filter);
      channel.take(all, this.version);
      this.channels.set(filter.key, channel);
    }
    const seat = this.seats.get(viewer.id);
    if (seat !== undefined) Object.assign(seat, { channel, wantsSnapshot: true });
    else
      this.seats.set(viewer.id, {
        viewer,
        channel,
        wantsSnapshot: true,
        seq: -1,
        base: 0,
        version: 0,
        blockedSince: null,
      });
  }

  leave(viewerId: string): void {
    this.seats.delete(viewerId);
  }

  /** Sends every viewer that can take it what it does not have yet; true while some snapshots had to wait. */
  publish({ changes, seq, now }: BoardNews): boolean {
    this.version += 1;
    this.seq = seq;
    this.dropEmptyChannels();
    for (const channel of this.channels.values()) channel.take(changes, this.version);
    return this.deliver(now, ({ channel, version }) => channel.changedIn > version);
  }

  /**
   * Tells every viewer where it stands and what the tenant's head is. A viewer whose `seq` lags behind only because
   * nothing it sees has changed is brought up to it first; one whose last frame only let time pass gets it again. A
   * heartbeat is small, and silence is an alarm: it goes also to who has just been sent a frame.
   */
  heartbeat(head: number, now: Instant): void {
    this.deliver(now, (seat) => seat.seq >= 0 && (this.seq > seat.seq || seat.base < seat.version));
    const following = [...this.seats.values()].filter(({ seq, wantsSnapshot }) => seq >= 0 && !wantsSnapshot);
    const groups = groupBy(following, ({ seq }) => seq);
    for (const [seq, seats] of groups) {
      this.send(idsOf(seats), 'heartbeat', { epoch: this.epoch, seq, head, at: iso(now) });
    }
  }

  private deliver(now: Instant, isBehind: (seat: Seat) => boolean): boolean {
    const ready = this.ready(now, (seat) => seat.wantsSnapshot || isBehind(seat));
    const joining = ready.filter(({ wantsSnapshot }) => wantsSnapshot);
    const following = ready.filter(({ wantsSnapshot }) => !wantsSnapshot);
    const admitted = joining.slice(0, snapshotsAtOnce);
    for (const [channel, seats] of groupBy(admitted, (seat) => seat.channel))
      this.sendSnapshot(channel, seats, now);
    for (const [channel, seats] of groupBy(following, (seat) => seat.channel)) {
      for (const [base, group] of groupBy(seats, (seat) => seat.base))
        this.sendPatch(channel.since(base), group, now);
    }
    return admitted.length < joining.length;
  }

  private sendSnapshot(channel: LiveChannel, seats: readonly Seat[], now: Instant): void {
    const frame: LiveSnapshot = { ...channel.snapshot(), epoch: this.epoch, seq: this.seq, at: iso(now) };
    for (const seat of seats) {
      seat.wantsSnapshot = false;
      this.noteSent(seat);
    }
    this.send(idsOf(seats), 'snapshot', frame);
  }

  private sendPatch(body: Pick<LivePatch, 'set' | 'gone'>, seats: readonly Seat[], now: Instant): void {
    const prevSeq = seats[0]?.seq ?? this.seq;
    for (const seat of seats) this.noteSent(seat);
    this.send(idsOf(seats), 'patch', { epoch: this.epoch, prevSeq, seq: this.seq, at: iso(now), ...body });
  }

  private noteSent(seat: Seat): void {
    seat.version = this.version;
    if (seat.seq === this.seq) return;
    seat.seq = this.seq;
    seat.base = this.version;
  }

  /** Those who need a frame and can take it. Who cannot for too long is cut, so that nobody pays for it. */
  private ready(now: Instant, needs: (seat: Seat) => boolean): Seat[] {
    const ready: Seat[] = [];
    for (const seat of this.seats.values()) {
      if (!needs(seat)) continue;
      if (seat.viewer.isReady()) {
        seat.blockedSince = null;
        ready.push(seat);
      } else if (now - (seat.blockedSince ??= now) >= cutAfterMs) {
        this.seats.delete(seat.viewer.id);
        seat.viewer.cut('slow_consumer');
      }
    }
    return ready;
  }

  private dropEmptyChannels(): void {
    const oldest = new Map<LiveChannel, number>();
    for (const { channel, base } of this.seats.values()) {
      oldest.set(channel, Math.min(base, oldest.get(channel) ?? Infinity));
    }
    for (const [key, channel] of this.channels) {
      const base = oldest.get(channel);
      if (base === undefined) this.channels.delete(key);
      else channel.forget(base);
    }
  }
}

function groupBy<K>(seats: readonly Seat[], keyOf: (seat: Seat) => K): Map<K, Seat[]> {
  return Map.groupBy(seats, keyOf);
}

function idsOf(seats: readonly Seat[]): string[] {
  return seats.map(({ viewer }) => viewer.id);
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}

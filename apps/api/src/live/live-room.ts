import { randomUUID } from 'node:crypto';

import type { Instant } from '@vigie/calls';
import type { LiveSnapshot, Watch } from '@vigie/contracts';
import { Logger } from '@nestjs/common';

import type { Clock } from '../platform/clock';
import { UnknownTenant } from '../settings/tenant-settings';
import type { BoardCall } from './board/board-call';
import { LiveBoard } from './board/live-board';
import type { BoardStart, BoardUpdate } from './board-reader';
import { LiveFeed } from './feed/live-feed';
import type { Send, Viewer } from './feed/live-feed';
import type { LiveReader } from './live-reader';

/** What a room reads; see {@link LiveReader}. */
export type RoomReader = Pick<LiveReader, 'start' | 'update' | 'head' | 'satisfaction'>;

/** Whose room it is, and what it lives on. */
export type RoomParts = {
  readonly tenantId: string;
  readonly reader: RoomReader;
  readonly clock: Clock;
  readonly send: Send;
};

const shortestTurnMs = 100;
const longestTurnMs = 500;
const heartbeatMs = 5_000;

/**
 * The live board of one tenant and those who watch it. It looks for news when the bell rings and every half second,
 * never more often than ten times a second, and hands what changed to its viewers.
 */
export class LiveRoom {
  private readonly logger = new Logger('Live');
  private readonly watches = new Map<string, { readonly viewer: Viewer; readonly watch: Watch }>();
  private epoch = randomUUID();
  private board: LiveBoard;
  private feed: LiveFeed;
  private readonly seen: { seq: number; settings: BoardStart['settings']; usualDay: number };
  private turn: NodeJS.Timeout | undefined;
  private turnStartedAt = 0;
  private heartbeatAt: Instant;
  private working: Promise<void> | undefined;
  private turning = false;
  private away = false;
  private rung = false;
  private closed = false;
  /** When somebody last watched or asked. */
  private usedAt: Instant;

  private constructor(
    private readonly parts: RoomParts,
    start: BoardStart,
  ) {
    const now = parts.clock.now();
    this.seen = seenOf(start);
    this.board = boardOf(start, now);
    this.feed = new LiveFeed(this.epoch, parts.send);
    this.usedAt = this.heartbeatAt = now;
  }

  static async open(parts: RoomParts): Promise<LiveRoom> {
    return new LiveRoom(parts, await parts.reader.start(parts.tenantId, parts.clock.now()));
  }

  /** Begins to follow the tenant; before it, a room answers only {@link snapshot}. */
  follow(): void {
    this.plan(0);
  }

  watch(viewer: Viewer, watch: Watch): void {
    this.watches.set(viewer.id, { viewer, watch });
    this.feed.watch(viewer, watch, this.board.drawn());
    this.usedAt = this.parts.clock.now();
    this.ring();
  }

  leave(viewerId: string): void {
    this.watches.delete(viewerId);
    this.feed.leave(viewerId);
    this.usedAt = this.parts.clock.now();
  }

  /** Something was folded: look now rather than at the next turn. */
  ring(): void {
    this.rung = true;
    if (!this.turning) this.plan(this.turnStartedAt + shortestTurnMs - this.parts.clock.now());
  }

  /** The whole state with everything folded so far. */
  async snapshot(): Promise<LiveSnapshot> {
    this.usedAt = this.parts.clock.now();
    await this.catchUp();
    const now = this.parts.clock.now();
    return {
      ...this.board.view(now),
      epoch: this.epoch,
      seq: this.seen.seq,
      at: new Date(now).toISOString(),
    };
  }

  storyOf(call: BoardCall): ReturnType<LiveBoard['storyOf']> {
    return this.board.storyOf(call);
  }

  /** It follows its tenant no more: it was closed, or the tenant is gone. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** Nobody has watched or asked for that long. */
  isIdle(forMs: number): boolean {
    return this.watches.size === 0 && this.parts.clock.now() - this.usedAt > forMs;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.turn);
    await this.working?.catch(() => undefined);
  }

  private plan(inMs: number): void {
    clearTimeout(this.turn);
    if (this.closed) return;
    // A clock that is set back must not put a turn off.
    this.turn = setTimeout(() => void this.takeTurn(), Math.min(longestTurnMs, Math.max(0, inMs)));
    this.turn.unref();
  }

  private async takeTurn(): Promise<void> {
    this.turnStartedAt = this.parts.clock.now();
    [this.turning, this.rung] = [true, false];
    try {
      await this.catchUp();
      this.away = false;
      if (this.publish()) this.rung = true;
      await this.beat();
    } catch (error) {
      this.giveUp(error);
    }
    this.turning = false;
    this.plan(this.turnStartedAt + (this.rung ? shortestTurnMs : longestTurnMs) - this.parts.clock.now());
  }

  /** One reading at a time; who comes meanwhile waits for a reading that begins after it asked. */
  private async catchUp(): Promise<void> {
    await this.working?.catch(() => undefined);
    this.working ??= this.readOn().finally(() => (this.working = undefined));
    await this.working;
  }

  private async readOn(): Promise<void> {
    const { tenantId, reader, clock } = this.parts;
    const update = await reader.update(tenantId, this.seen, clock.now());
    if (update === 'reload') this.restart(await reader.start(tenantId, clock.now()));
    else if (update !== null) this.take(update);
    this.board.applySatisfaction(await reader.satisfaction(tenantId));
  }

  private take(update: BoardUpdate): void {
    if (update.settings !== null) {
      this.seen.settings = update.settings.settings;
      this.board.configure(update.settings.settings, update.settings.names, this.parts.clock.now());
    }
    this.board.applyCalls(update.calls);
    this.board.applyAgents(update.agents);
    this.board.applySources(update.sources);
    this.board.applyClaims(update.claims);
    if (update.usual !== null) {
      this.board.applyUsual(update.usual.planned, update.usual.past);
      this.seen.usualDay = update.usual.day;
    }
    this.seen.seq = update.seq;
  }

  /** The numbering has begun anew, or too much has changed: another epoch, and a snapshot for everybody. */
  private restart(start: BoardStart): void {
    this.epoch = randomUUID();
    this.board = boardOf(start, this.parts.clock.now());
    Object.assign(this.seen, seenOf(start));
    this.feed = new LiveFeed(this.epoch, this.parts.send);
    for (const { viewer, watch } of this.watches.values()) this.feed.watch(viewer, watch, []);
  }

  private publish(): boolean {
    const now = this.parts.clock.now();
    return this.feed.publish({ changes: this.board.refresh(now), seq: this.seen.seq, now });
  }

  /** Viewers hear nothing while the database is away, and so know that their figures are old. */
  private giveUp(error: unknown): void {
    if (!(error instanceof UnknownTenant)) {
      if (!this.away)
        this.logger.warn(`A board is not up to date: ${error instanceof Error ? error.name : 'unknown'}`);
      this.away = true;
      return;
    }
    this.closed = true;
    for (const { viewer } of this.watches.values()) viewer.cut('unknown_tenant');
  }

  private async beat(): Promise<void> {
    const now = this.parts.clock.now();
    if (Math.abs(now - this.heartbeatAt) < heartbeatMs || this.watches.size === 0) return;
    this.heartbeatAt = now;
    const head = await this.parts.reader.head(this.parts.tenantId);
    this.feed.heartbeat(head, this.parts.clock.now());
  }
}

function boardOf(start: BoardStart, now: Instant): LiveBoard {
  const board = new LiveBoard(start.settings, start.names, now);
  board.applyCalls(start.calls);
  board.applyAgents(start.agents);
  board.applySources(start.sources);
  board.applyUsual(start.usual.planned, start.usual.past);
  board.applyClaims(start.claims);
  return board;
}

function seenOf({ seq, settings, usual }: BoardStart) {
  return { seq, settings, usualDay: usual.day };
}

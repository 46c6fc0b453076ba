import { randomUUID } from 'node:crypto';

import type { Instant } from '@vigie/calls';
import type { LiveSnapshot, Watch } from '@vigie/contracts';
import { Logger } from '@nestjs/common';

import type { Clock } from '../platform/clock';
import { UnknownTenant } from '../settings/unknown-tenant';
import type { BoardCall } from './board/board-call';
import { LiveBoard } from './board/live-board';
import type { BoardReader, BoardStart, BoardUpdate } from './board-reader';
import { LiveFeed } from './feed/live-feed';
import type { Send, Viewer } from './feed/live-feed';

/** What a room reads; see {@link BoardReader}. */
export type RoomReader = Pick<BoardReader, 'start' | 'update' | 'head'>;

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
  private feed: LiveFeed;
  private readonly seen: { seq: number; settings: BoardStart['settings'] };
  private turn: NodeJS.Timeout | undefined;
  private turnStartedAt = 0;
  private heartbeatAt: Instant;
  private working: Promise<void> | undefined;
  private turning = false;
  private rung = false;
  private closed = false;
  /** When somebody last watched or asked. */
  private usedAt: Instant;

  private constructor(
    readonly tenantId: string,
    private readonly reader: RoomReader,
    private readonly clock: Clock,
    private readonly send: Send,
    private board: LiveBoard,
    start: BoardStart,
  ) {
    this.seen = { seq: start.seq, settings: start.settings };
    this.feed = new LiveFeed(this.epoch, send);
    this.usedAt = this.heartbeatAt = clock.now();
  }

  static async open(tenantId: string, reader: RoomReader, clock: Clock, send: Send): Promise<LiveRoom> {
    const start = await reader.start(tenantId);
    return new LiveRoom(tenantId, reader, clock, send, boardOf(start, clock.now()), start);
  }

  /** Begins to follow the tenant; before it, a room answers only {@link snapshot}. */
  follow(): void {
    this.plan(0);
  }

  watch(viewer: Viewer, watch: Watch): void {
    this.watches.set(viewer.id, { viewer, watch });
    this.feed.watch(viewer, watch, this.board.drawn());
    this.usedAt = this.clock.now();
    this.ring();
  }

  leave(viewerId: string): void {
    this.watches.delete(viewerId);
    this.feed.leave(viewerId);
    this.usedAt = this.clock.now();
  }

  /** Something was folded: look now rather than at the next turn. */
  ring(): void {
    this.rung = true;
    if (!this.turning) this.plan(this.turnStartedAt + shortestTurnMs - this.clock.now());
  }

  /** The whole state with everything folded so far. */
  async snapshot(): Promise<LiveSnapshot> {
    this.usedAt = this.clock.now();
    await this.catchUp();
    const now = this.clock.now();
    return { ...this.board.view(now), epoch: this.epoch, seq: this.seen.seq, at: new Date(now).toISOString() };
  }

  storyOf(call: BoardCall): ReturnType<LiveBoard['storyOf']> {
    return this.board.storyOf(call);
  }

  /** Of no more use: its tenant is gone, or nobody has watched or asked for that long. */
  isIdle(forMs: number): boolean {
    if (this.closed) return true;
    return this.watches.size === 0 && this.clock.now() - this.usedAt > forMs;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.turn);
    await this.working?.catch(() => undefined);
  }

  private plan(inMs: number): void {
    clearTimeout(this.turn);
    if (this.closed) return;
    this.turn = setTimeout(() => void this.takeTurn(), Math.max(0, inMs));
    this.turn.unref();
  }

  private async takeTurn(): Promise<void> {
    this.turnStartedAt = this.clock.now();
    [this.turning, this.rung] = [true, false];
    try {
      await this.catchUp();
      if (this.publish()) this.rung = true;
      await this.beat();
    } catch (error) {
      this.giveUp(error);
    }
    this.turning = false;
    this.plan(this.turnStartedAt + (this.rung ? shortestTurnMs : longestTurnMs) - this.clock.now());
  }

  /** One reading at a time; who comes meanwhile waits for a reading that begins after it asked. */
  private async catchUp(): Promise<void> {
    await this.working?.catch(() => undefined);
    this.working ??= this.readOn().finally(() => (this.working = undefined));
    await this.working;
  }

  private async readOn(): Promise<void> {
    const update = await this.reader.update(this.tenantId, this.seen.seq, this.seen.settings);
    if (update === 'reload') this.restart(await this.reader.start(this.tenantId));
    else if (update !== null) this.take(update);
  }

  private take(update: BoardUpdate): void {
    if (update.settings !== null) {
      this.seen.settings = update.settings.settings;
      this.board.configure(update.settings.settings, update.settings.names, this.clock.now());
    }
    this.board.applyCalls(update.calls);
    this.board.applyAgents(update.agents);
    this.board.applySources(update.sources);
    this.seen.seq = update.seq;
  }

  /** The numbering has begun anew, or too much has changed: another epoch, and a snapshot for everybody. */
  private restart(start: BoardStart): void {
    this.epoch = randomUUID();
    this.board = boardOf(start, this.clock.now());
    Object.assign(this.seen, { seq: start.seq, settings: start.settings });
    this.feed = new LiveFeed(this.epoch, this.send);
    for (const { viewer, watch } of this.watches.values()) this.feed.watch(viewer, watch, []);
  }

  private publish(): boolean {
    const now = this.clock.now();
    return this.feed.publish({ changes: this.board.refresh(now), seq: this.seen.seq, now });
  }

  /** Viewers hear nothing while the database is away, and so know that their figures are old. */
  private giveUp(error: unknown): void {
    if (!(error instanceof UnknownTenant)) {
      this.logger.warn(`A board could not be brought up to date: ${error instanceof Error ? error.name : 'unknown'}`);
      return;
    }
    this.closed = true;
    for (const { viewer } of this.watches.values()) viewer.cut('unknown_tenant');
  }

  private async beat(): Promise<void> {
    const now = this.clock.now();
    if (now - this.heartbeatAt < heartbeatMs || this.watches.size === 0) return;
    this.heartbeatAt = now;
    const head = await this.reader.head(this.tenantId);
    this.feed.heartbeat(head, this.clock.now());
  }
}

function boardOf(start: BoardStart, now: Instant): LiveBoard {
  const board = new LiveBoard(start.settings, start.names, now);
  board.applyCalls(start.calls);
  board.applyAgents(start.agents);
  board.applySources(start.sources);
  return board;
}

import type { Instant } from '@vigie/calls';
import type { LiveSnapshot, Watch } from '@vigie/contracts';
import { Logger } from '@nestjs/common';

import type { Clock } from '../platform/clock';
import { Turns } from '../platform/turns';
import { UnknownTenant } from '../settings/tenant-settings';
import type { BoardCall } from './board/board-call';
import type { CallStory } from './board/callers';
import type { BoardStart, BoardUpdate, HeldState } from './board-reader';
import type { Send, Viewer } from './feed/live-feed';
import type { LiveReader } from './live-reader';
import { RoomBoards, type ShownScope } from './room-boards';

/** What a room reads; see {@link LiveReader}. */
export type RoomReader = Pick<LiveReader, 'start' | 'update' | 'head' | 'satisfaction'>;

/** Whose room it is, and what it lives on. */
export type RoomParts = {
  readonly tenantId: string;
  readonly reader: RoomReader;
  readonly clock: Clock;
  readonly send: Send;
};

const heartbeatMs = 5_000;

/**
 * The live boards of one tenant and those who watch them. It looks for news when the bell rings and every half second, turn
 * by turn ({@link Turns}), reads them once for all boards, and hands what changed to their viewers.
 */
export class LiveRoom {
  private readonly logger = new Logger('Live');
  private readonly boards: RoomBoards;
  private readonly seen: { -readonly [Name in keyof HeldState]: HeldState[Name] };
  private readonly turns: Turns;
  private heartbeatAt: Instant;
  private working: Promise<void> | undefined;
  private closed = false;
  /** When somebody last watched or asked. */
  private usedAt: Instant;

  private constructor(
    private readonly parts: RoomParts,
    start: BoardStart,
  ) {
    const now = parts.clock.now();
    this.seen = seenOf(start);
    this.boards = new RoomBoards(start, parts.send, now);
    this.turns = new Turns({
      work: () => this.takeTurn(),
      failed: (error, again) => this.giveUp(error, again),
    });
    this.usedAt = this.heartbeatAt = now;
  }

  static async open(parts: RoomParts): Promise<LiveRoom> {
    return new LiveRoom(parts, await parts.reader.start(parts.tenantId, parts.clock.now()));
  }

  /** Begins to follow the tenant; before it, a room answers only {@link snapshot}. */
  follow(): void {
    this.turns.start(0);
  }

  watch(viewer: Viewer, watch: Watch, scope: ShownScope): void {
    this.usedAt = this.parts.clock.now();
    this.boards.watch(viewer, watch, scope, this.usedAt);
    this.ring();
  }

  leave(viewerId: string): void {
    this.usedAt = this.parts.clock.now();
    this.boards.leave(viewerId, this.usedAt);
  }

  /** Something was folded: look now rather than at the next turn. */
  ring(): void {
    this.turns.ring();
  }

  /** The whole state of a scope with everything folded so far. */
  async snapshot(scope: ShownScope): Promise<LiveSnapshot> {
    this.usedAt = this.parts.clock.now();
    await this.catchUp();
    return this.boards.snapshot(scope, this.parts.clock.now(), this.seen.seq);
  }

  /** Resolves once everything that was folded before is on its boards. */
  upToDate(): Promise<void> {
    return this.catchUp();
  }

  /** Which try of its caller a call is, and whether the caller was reached after it. */
  storyOf(call: BoardCall): CallStory {
    return this.boards.storyOf(call);
  }

  /** The teams that take a clinic's calls. */
  teamsOfClinic(clinicId: string): readonly string[] {
    return this.boards.teamsOfClinic(clinicId);
  }

  /** It follows its tenant no more: it was closed, or the tenant is gone. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** Nobody has watched or asked for that long. */
  isIdle(forMs: number): boolean {
    return !this.boards.isWatched && this.parts.clock.now() - this.usedAt > forMs;
  }

  /** Forgets the boards of scopes of which nobody has watched or asked for that long. */
  dropIdle(forMs: number): void {
    this.boards.dropIdle(forMs, this.parts.clock.now());
  }

  async close(): Promise<void> {
    this.closed = true;
    this.turns.stop();
    await this.working?.catch(() => undefined);
  }

  private async takeTurn(): Promise<boolean> {
    await this.catchUp();
    const waits = this.publish();
    await this.beat();
    return waits;
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
    this.boards.applySatisfaction(await reader.satisfaction(tenantId));
  }

  private take(update: BoardUpdate): void {
    this.boards.take(update, this.parts.clock.now());
    if (update.settings !== null) Object.assign(this.seen, heldOf(update.settings));
    if (update.usual !== null) this.seen.usualDay = update.usual.day;
    this.seen.seq = update.seq;
  }

  /** The numbering has begun anew, or too much has changed. */
  private restart(start: BoardStart): void {
    this.boards.restart(start, this.parts.clock.now());
    Object.assign(this.seen, seenOf(start));
  }

  private publish(): boolean {
    return this.boards.publish(this.parts.clock.now(), this.seen.seq);
  }

  /** Viewers hear nothing while the database is away, and so know that their figures are old. */
  private giveUp(error: unknown, again: boolean): void {
    if (!(error instanceof UnknownTenant)) {
      if (!again)
        this.logger.warn(`A board is not up to date: ${error instanceof Error ? error.name : 'unknown'}`);
      return;
    }
    this.closed = true;
    this.turns.stop();
    this.boards.cut('unknown_tenant');
  }

  private async beat(): Promise<void> {
    const now = this.parts.clock.now();
    if (Math.abs(now - this.heartbeatAt) < heartbeatMs || !this.boards.isWatched) return;
    this.heartbeatAt = now;
    const head = await this.parts.reader.head(this.parts.tenantId);
    this.boards.beat(this.parts.clock.now(), { head, seq: this.seen.seq });
  }
}

function seenOf({ seq, usual, ...named }: BoardStart): HeldState {
  return { seq, ...heldOf(named), usualDay: usual.day };
}

function heldOf({ settings, names }: Pick<BoardStart, 'settings' | 'names'>) {
  return { settings, clinics: new Set(names.clinics.map(({ id }) => id)) };
}

import { Injectable } from '@nestjs/common';

import { Background } from '../platform/background';
import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import type { Send } from './feed/live-feed';
import { LiveReader } from './live-reader';
import { LiveRoom } from './live-room';

const idleMs = 60_000;

/** The boards this process keeps: one for each tenant that is watched or was asked for in the last minute. */
@Injectable()
export class LiveRooms {
  private readonly rooms = new Map<string, Promise<LiveRoom>>();
  private send: Send = () => undefined;
  private stopListening: (() => void) | undefined;
  private sweeping: NodeJS.Timeout | undefined;

  constructor(
    private readonly reader: LiveReader,
    private readonly clock: Clock,
    private readonly bell: Bell,
    background: Background,
  ) {
    background.add({ name: 'live', start: () => undefined, stop: () => this.close() });
  }

  /** Where frames go; told once, by the gateway. */
  sendThrough(send: Send): void {
    this.send = send;
  }

  /** The room of a tenant, made when there is none; whoever asks meanwhile waits for the same one. */
  async of(tenantId: string): Promise<LiveRoom> {
    this.listen();
    const room = await (this.rooms.get(tenantId) ?? this.open(tenantId));
    if (!room.isClosed) return room;
    this.rooms.delete(tenantId);
    return this.open(tenantId);
  }

  /** Stops every room; resolves when none of them reads any more. */
  async close(): Promise<void> {
    this.stopListening?.();
    this.stopListening = undefined;
    clearInterval(this.sweeping);
    this.sweeping = undefined;
    const open = await Promise.allSettled(this.rooms.values());
    this.rooms.clear();
    await Promise.all(open.map(async (room) => room.status === 'fulfilled' && room.value.close()));
  }

  private open(tenantId: string): Promise<LiveRoom> {
    const opening = LiveRoom.open({
      tenantId,
      reader: this.reader,
      clock: this.clock,
      send: (viewerIds, event, frame) => this.send(viewerIds, event, frame),
    });
    this.rooms.set(tenantId, opening);
    opening.then(
      (room) => room.follow(),
      () => this.rooms.delete(tenantId),
    );
    return opening;
  }

  private listen(): void {
    if (this.stopListening !== undefined) return;
    this.stopListening = this.bell.onFolded((tenantId) => {
      void this.rooms.get(tenantId)?.then(
        (room) => room.ring(),
        () => undefined,
      );
    });
    this.sweeping = setInterval(() => void this.sweep(), idleMs);
    this.sweeping.unref();
  }

  private async sweep(): Promise<void> {
    for (const [tenantId, opening] of this.rooms) {
      const room = await opening.catch(() => undefined);
      room?.dropIdle(idleMs);
      if (room?.isIdle(idleMs) !== true) continue;
      this.rooms.delete(tenantId);
      await room.close();
    }
  }
}

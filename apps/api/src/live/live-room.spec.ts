import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { LiveHeartbeat, LivePatch, LiveSnapshot, SatisfactionView } from '@vigie/contracts';
import { Logger } from '@nestjs/common';

import { everything } from '../access/scope-reach';
import { SystemClock } from '../platform/clock';
import { resolveSettings } from '../settings/resolved-settings';
import { UnknownTenant } from '../settings/tenant-settings';
import { noSatisfaction } from './board/board-entries';
import { aCall } from './board/testing/board-builder';
import type { BoardStart, BoardUpdate } from './board-reader';
import type { Frames, Viewer } from './feed/live-feed';
import { LiveRoom } from './live-room';

type Sent = {
  readonly to: readonly string[];
  readonly event: keyof Frames;
  readonly frame: LiveSnapshot | LivePatch | LiveHeartbeat;
};

const row = { tenantId: 't', name: 'Centre', timezone: 'Europe/Paris', locale: 'fr', demo: false };
const names = { clinics: [], queues: [], agents: [] };
const nothing = { calls: [], agents: [], sources: [], claims: [], owed: [] };
const usual = { day: 20_000, planned: [], past: [] };

/** A reader whose next answers are told beforehand. */
class ToldReader {
  readonly updates: (BoardUpdate | 'reload' | null | Error)[] = [];
  starts = 0;
  reads = 0;
  month = noSatisfaction.month;

  start(): Promise<BoardStart> {
    this.starts += 1;
    return Promise.resolve({ ...nothing, seq: 5, settings: resolveSettings(row, {}), names, usual });
  }

  update(): Promise<BoardUpdate | 'reload' | null> {
    this.reads += 1;
    const next = this.updates.shift() ?? null;
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  }

  head(): Promise<number> {
    return Promise.resolve(9);
  }

  satisfaction(): Promise<SatisfactionView> {
    return Promise.resolve({ ...noSatisfaction, month: this.month });
  }
}

async function aRoom() {
  const reader = new ToldReader();
  const sent: Sent[] = [];
  const send = (to: readonly string[], event: keyof Frames, frame: Sent['frame']): void =>
    void sent.push({ to, event, frame });
  const room = await LiveRoom.open({ tenantId: 't', reader, clock: new SystemClock(), send });
  room.follow();
  const cuts: string[] = [];
  const viewer: Viewer = { id: 'v', isReady: () => true, cut: (reason) => void cuts.push(reason) };
  return { reader, sent, room, viewer, cuts };
}

describe('the room of a tenant', () => {
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => void jest.useFakeTimers({ now: Date.UTC(2026, 2, 2, 8) }));
  afterEach(() => void jest.useRealTimers());

  it('looks for news every half second, and at once when the bell rings', async () => {
    const { reader, room } = await aRoom();
    await jest.advanceTimersByTimeAsync(2_300);
    expect(reader.reads).toBe(5);
    room.ring();
    await jest.advanceTimersByTimeAsync(1);
    expect(reader.reads).toBe(6);
    await room.close();
  });

  it('reads once a turn for twenty scopes, and makes one frame for all who watch the same', async () => {
    const { reader, room, sent, viewer } = await aRoom();
    const clinicIds = Array.from({ length: 20 }, (_, n) => `clinic-${n}`);
    for (const id of clinicIds) {
      for (let n = 0; n < 10; n += 1)
        room.watch({ ...viewer, id: `${id}/${n}` }, {}, { kind: 'clinics', clinicIds: [id] });
    }
    await jest.advanceTimersByTimeAsync(600);
    [sent.length, reader.reads] = [0, 0];
    const calls = clinicIds.map((id) => aCall(id, ['08:59:50', 'call.enqueued', { clinicId: id }]));
    reader.updates.push({ ...nothing, calls, seq: 6, settings: null, usual: null });
    room.ring();
    await jest.advanceTimersByTimeAsync(1);
    expect(reader.reads).toBe(1);
    expect(sent.map(({ to }) => new Set(to.map((id) => id.split('/')[0])).size)).toEqual(
      clinicIds.map(() => 1),
    );
    expect(sent.flatMap(({ to }) => to)).toHaveLength(200);
    for (const { to, frame } of sent) {
      const waiting = 'set' in frame ? Object.values(frame.set.waiting ?? {}) : [];
      expect(waiting.map(({ clinicId }) => clinicId)).toEqual([to[0]?.split('/')[0]]);
    }
    await room.close();
  });

  it('gives its viewers another epoch and a snapshot when the numbering began anew', async () => {
    const { reader, room, sent, viewer } = await aRoom();
    room.watch(viewer, {}, everything);
    await jest.advanceTimersByTimeAsync(600);
    reader.updates.push('reload');
    await jest.advanceTimersByTimeAsync(600);
    const snapshots = sent.filter(({ event }) => event === 'snapshot').map(({ frame }) => frame);
    expect(snapshots).toHaveLength(2);
    expect(snapshots[1]?.epoch).not.toBe(snapshots[0]?.epoch);
    expect(reader.starts).toBe(2);
    await room.close();
  });

  it('is silent while the database is away, and goes on by itself', async () => {
    const { reader, room, sent, viewer } = await aRoom();
    room.watch(viewer, {}, everything);
    await jest.advanceTimersByTimeAsync(600);
    sent.length = 0;
    reader.updates.push(...Array.from({ length: 30 }, () => new Error('connection lost')));
    await jest.advanceTimersByTimeAsync(14_000);
    expect(sent).toEqual([]);
    await jest.advanceTimersByTimeAsync(6_000);
    expect(sent.at(-1)).toMatchObject({ event: 'heartbeat', frame: { seq: 5, head: 9 } });
    await room.close();
  });

  it('tells satisfaction as it is published, in a patch that holds nothing else', async () => {
    const { reader, sent, room, viewer } = await aRoom();
    room.watch(viewer, {}, everything);
    await jest.advanceTimersByTimeAsync(1_200);
    const month = {
      satisfied: { value: 0.8, low: 0.49, high: 0.94 },
      n: 10,
      fragile: true,
      suppressed: null,
    };
    reader.month = month;
    await jest.advanceTimersByTimeAsync(600);
    const patches = sent.filter(({ event }) => event === 'patch');
    expect(patches.at(-1)?.frame).toMatchObject({ set: { satisfaction: { month } }, gone: {} });
    await room.close();
  });

  it('sends its viewers away when its tenant is no more', async () => {
    const { reader, room, viewer, cuts } = await aRoom();
    room.watch(viewer, {}, everything);
    await jest.advanceTimersByTimeAsync(600);
    reader.updates.push(new UnknownTenant('t'));
    await jest.advanceTimersByTimeAsync(600);
    expect(cuts).toEqual(['unknown_tenant']);
    expect(room.isClosed).toBe(true);
  });

  it('answers a snapshot that holds what was folded before it was asked', async () => {
    const { reader, room } = await aRoom();
    reader.updates.push({ ...nothing, seq: 8, settings: null, usual: null });
    expect(await room.snapshot(everything)).toMatchObject({ seq: 8, totals: { waiting: 0 } });
    await room.close();
  });
});

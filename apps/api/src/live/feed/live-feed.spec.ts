import { applyPatch } from '@vigie/contracts';
import type { ClinicView, LivePatch, LiveRefusal, LiveSnapshot, LiveState, Watch } from '@vigie/contracts';
import { describe, expect, it } from '@jest/globals';
import { BoardEntries, toLiveState } from '../board/board-entries';
import type { SectionValue } from '../board/board-entries';
import { LiveFeed } from './live-feed';
import type { Frames, Viewer } from './live-feed';

type Frame = { [E in keyof Frames]: { event: E; frame: Frames[E] } }[keyof Frames];

/** A small repeatable source of chance. */
function chanceOf(seed: number): () => number {
  let state = seed + 0x9e3779b9;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
    return ((state ^= state >>> 15) >>> 0) / 2 ** 32;
  };
}

/** A board of a few clinics whose figures are just numbers. */
class ToyBoard {
  readonly entries = new BoardEntries();
  seq = 0;

  constructor() {
    this.entries.putSingle('centre', { name: 'Centre' } as SectionValue['centre']);
    this.total(0);
  }

  clinic(id: string, waiting: number, teamIds = ['a']): void {
    this.entries.put('clinics', id, { id, waiting, teamIds } as unknown as ClinicView);
  }

  total(waiting: number): void {
    this.entries.putSingle('totals', { waiting } as SectionValue['totals']);
  }

  get state(): LiveState {
    return toLiveState(this.entries.all());
  }
}

/** A viewer that keeps the protocol: applies, and asks again when it sees a gap. */
class ToyClient {
  state: LiveSnapshot | undefined;
  asks = 0;
  ready = true;
  refused: LiveRefusal | undefined;
  steppedBack = false;

  constructor(
    readonly id: string,
    private readonly ask: (client: ToyClient) => void,
  ) {}

  get viewer(): Viewer {
    return { id: this.id, isReady: () => this.ready, cut: (reason) => (this.refused = reason) };
  }

  hear({ event, frame }: Frame): void {
    const before = this.state?.seq ?? -1;
    if (event === 'snapshot') this.hearSnapshot(frame);
    else if (event === 'patch') this.hearPatch(frame);
    else if (this.state !== undefined && frame.seq !== this.state.seq) this.repair();
    if ((this.state?.seq ?? -1) < before) this.steppedBack = true;
  }

  repair(): void {
    this.asks += 1;
    this.ask(this);
  }

  private hearSnapshot(frame: LiveSnapshot): void {
    if (this.state === undefined || this.state.epoch !== frame.epoch || frame.seq >= this.state.seq)
      this.state = frame;
  }

  private hearPatch(frame: LivePatch): void {
    const result = this.state === undefined ? { kind: 'gap' as const } : applyPatch(this.state, frame);
    if (result.kind === 'applied') this.state = result.state;
    if (result.kind === 'gap') this.repair();
  }

  get shown(): LiveState | undefined {
    if (this.state === undefined) return undefined;
    return JSON.parse(
      JSON.stringify({ ...this.state, epoch: undefined, seq: undefined, at: undefined }),
    ) as LiveState;
  }
}

function hallOf(
  board: ToyBoard,
  deliver: (client: ToyClient, frame: Frame) => void = (client, frame) => client.hear(frame),
) {
  const clients = new Map<string, ToyClient>();
  const sent: { ids: readonly string[]; event: string; frame: Frames[keyof Frames] }[] = [];
  const feed = new LiveFeed('e', (ids, event, frame) => {
    sent.push({ ids, event, frame });
    for (const id of ids)
      deliver(clients.get(id) as ToyClient, { event, frame: structuredClone(frame) } as Frame);
  });
  let now = Date.UTC(2026, 2, 2, 8);
  const join = (id: string, watch: Watch = {}): ToyClient => {
    const client = new ToyClient(id, (asking) => feed.watch(asking.viewer, watch, board.entries.all()));
    clients.set(id, client);
    feed.watch(client.viewer, watch, board.entries.all());
    return client;
  };
  const step = (ms = 100): void => {
    now += ms;
    feed.publish({ changes: board.entries.takeChanges(), seq: board.seq, now });
  };
  const beat = (): void => feed.heartbeat(board.seq, now);
  return { feed, join, step, beat, sent };
}

describe('the feed of a live board', () => {
  it('gives a snapshot to who asks, then only what changed', () => {
    const board = new ToyBoard();
    board.clinic('durand', 1);
    const { join, step, sent } = hallOf(board);
    const client = join('one');
    step();
    board.seq = 7;
    board.clinic('durand', 2);
    step();
    expect(sent.map(({ event }) => event)).toEqual(['snapshot', 'patch']);
    expect(sent[1]?.frame).toMatchObject({
      prevSeq: 0,
      seq: 7,
      set: { clinics: { durand: { waiting: 2 } } },
    });
    expect(client.shown).toEqual(board.state);
  });

  it('says nothing when nothing changed, and the heartbeat brings the sequence up to date', () => {
    const board = new ToyBoard();
    const { join, step, beat, sent } = hallOf(board);
    const client = join('one');
    step();
    board.seq = 9;
    step();
    expect(sent).toHaveLength(1);
    beat();
    expect(sent.slice(1).map(({ event }) => event)).toEqual(['patch', 'heartbeat']);
    expect(sent[2]?.frame).toMatchObject({ seq: 9, head: 9 });
    expect(client.state?.seq).toBe(9);
  });

  it('beats also for a viewer whose last frame is still on its way', () => {
    const board = new ToyBoard();
    const { join, step, beat, sent } = hallOf(board, (client, frame) => {
      client.hear(frame);
      client.ready = false;
    });
    const client = join('one');
    step();
    client.ready = true;
    board.total(2);
    step();
    for (let nth = 1; nth <= 3; nth += 1) {
      client.ready = true;
      beat();
      expect(sent.filter(({ event }) => event === 'heartbeat')).toHaveLength(nth);
    }
  });

  it('encodes one frame for all viewers of the same rows', () => {
    const board = new ToyBoard();
    const { join, step, sent } = hallOf(board);
    for (let index = 0; index < 50; index += 1) join(`viewer-${index}`);
    step();
    board.seq = 1;
    board.total(4);
    step();
    expect(sent.map(({ ids }) => ids.length)).toEqual([50, 50]);
  });

  it('gives a viewer only the rows it watches, and takes a row away that no longer is one of them', () => {
    const board = new ToyBoard();
    board.clinic('durand', 1, ['a']);
    board.clinic('martin', 1, ['b']);
    const { join, step } = hallOf(board);
    const client = join('one', { teamIds: ['a'] });
    step();
    expect(Object.keys(client.state?.clinics ?? {})).toEqual(['durand']);
    board.seq = 1;
    board.clinic('durand', 1, ['b']);
    board.clinic('martin', 1, ['a']);
    step();
    expect(Object.keys(client.state?.clinics ?? {})).toEqual(['martin']);
  });

  it('skips a viewer that cannot take more, and gives it the newest state once it can', () => {
    const board = new ToyBoard();
    const { join, step, sent } = hallOf(board);
    const [slow, quick] = [join('slow'), join('quick')];
    step();
    slow.ready = false;
    for (let seq = 1; seq <= 20; seq += 1) {
      board.seq = seq;
      board.total(seq);
      step();
    }
    expect(sent.filter(({ ids }) => ids.includes('slow'))).toHaveLength(1);
    expect(quick.shown).toEqual(board.state);
    slow.ready = true;
    board.seq = 21;
    board.total(21);
    step();
    expect(sent.at(-1)?.frame).toMatchObject({ set: { totals: { waiting: 21 } } });
    expect(slow.shown).toEqual(board.state);
    expect(slow.asks).toBe(0);
  });

  it('cuts a viewer that took nothing for eight seconds', () => {
    const board = new ToyBoard();
    const { join, step, feed } = hallOf(board);
    const slow = join('slow');
    step();
    slow.ready = false;
    for (let seq = 1; seq <= 9; seq += 1) {
      board.seq = seq;
      board.total(seq);
      step(1_000);
    }
    expect(slow.refused).toBe('slow_consumer');
    expect(feed.viewers).toBe(0);
  });

  it('admits a storm of viewers in parts', () => {
    const board = new ToyBoard();
    const { join, step, sent } = hallOf(board);
    for (let index = 0; index < 1_000; index += 1) join(`viewer-${index}`);
    for (let turn = 0; turn < 4; turn += 1) step();
    expect(sent.map(({ event, ids }) => [event, ids.length])).toEqual(Array(4).fill(['snapshot', 250]));
  });

  it('is understood by a viewer that drops frames which do not advance the sequence', () => {
    const board = new ToyBoard();
    const { join, step } = hallOf(board, (client, frame) => {
      if (frame.event !== 'patch' || frame.frame.seq > (client.state?.seq ?? -1)) client.hear(frame);
    });
    const client = join('one');
    step();
    board.clinic('durand', 1);
    step();
    board.clinic('martin', 1);
    step();
    board.seq = 1;
    board.total(3);
    step();
    expect(client.shown).toEqual(board.state);
  });

  it('converges after frames were lost, doubled and swapped (200 seeds)', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const { client, board } = roughNight(seed);
      expect({ seed, shown: client.shown }).toEqual({ seed, shown: board.state });
      expect({ seed, steppedBack: client.steppedBack }).toEqual({ seed, steppedBack: false });
    }
  });
});

/** Some minutes in which a tenth of all frames are lost, a tenth doubled, a tenth swapped; then ten calm seconds. */
function roughNight(seed: number): { client: ToyClient; board: ToyBoard } {
  const chance = chanceOf(seed);
  const board = new ToyBoard();
  let rough = true;
  let held: Frame | undefined;
  const { join, step, beat } = hallOf(board, (client, frame) => {
    const luck = rough ? chance() : 1;
    if (luck < 0.1 && frame.event !== 'snapshot') return;
    if (luck > 0.2 && luck < 0.3 && held === undefined) {
      held = frame;
      return;
    }
    client.hear(frame);
    if (luck < 0.2) client.hear(structuredClone(frame));
    if (held !== undefined) client.hear(held);
    held = undefined;
  });
  const client = join('one');
  for (let turn = 1; turn <= 400; turn += 1) {
    rough = turn <= 300;
    change(board, chance, rough);
    step();
    if (turn % 50 === 0) beat();
  }
  return { client, board };
}

/** Half of the changes come with events, half only with time. */
function change(board: ToyBoard, chance: () => number, busy: boolean): void {
  if (!busy) return;
  if (chance() < 0.5) board.seq += 1 + Math.floor(chance() * 3);
  const id = `clinic-${Math.floor(chance() * 6)}`;
  if (chance() < 0.2) board.entries.remove('clinics', id);
  else board.clinic(id, Math.floor(chance() * 9));
  if (chance() < 0.3) board.total(Math.floor(chance() * 9));
}

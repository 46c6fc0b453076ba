import type { Instant } from '@vigie/calls';
import type { LiveRefusal, LiveSnapshot, SatisfactionView, Watch } from '@vigie/contracts';

import type { ViewerScope } from '../access/viewer';
import { everything, scopeKeyOf } from '../access/scope-reach';
import { AgentBoard } from './board/agent-board';
import type { BoardCall } from './board/board-call';
import { boardOfClinics, boardOfTeams } from './board/board-scope';
import { LiveBoard } from './board/live-board';
import { WallBoard, type WallScope } from './board/wall-board';
import { toldOf, type ToldOwed } from './board/owed';
import type { BoardStart, BoardUpdate } from './board-reader';
import type { Send, Viewer } from './feed/live-feed';
import { WatchedBoard } from './watched-board';

/** What somebody is shown: a scope, or what a television may show of one. */
export type ShownScope = ViewerScope | WallScope;

type Part = {
  readonly scope: ShownScope;
  /** Of which calls it is. */
  readonly of: ViewerScope;
  /** Its own, which is told of its calls; null where it reads the whole. */
  readonly board: LiveBoard | null;
  readonly watched: WatchedBoard;
};

const wholeKey = scopeKeyOf(everything);
/** Time alone changes little: a part of which nothing is told is drawn as often. */
const drawnEveryMs = 1_000;

/**
 * The boards of one tenant: the whole centre's, which knows every call, and one of each scope that is watched or was
 * asked for lately, made from the whole. What is read is read once; a call goes to the boards of its clinic, and to
 * those of teams, which have to know whom other teams reached.
 */
export class RoomBoards {
  private whole: LiveBoard;
  private parts = new Map<string, Part>();
  private readonly ofClinic = new Map<string, Set<Part>>();
  private readonly ofTeams = new Set<Part>();
  /** Of which scope each viewer watches, by its key. */
  private readonly watching = new Map<string, string>();

  constructor(
    start: BoardStart,
    private readonly send: Send,
    now: Instant,
  ) {
    this.whole = boardOf(start, now);
    this.add(everything, now);
  }

  /** Everything begins anew: who watches gets a snapshot under another epoch. */
  restart(start: BoardStart, now: Instant): void {
    const before = [...this.parts.values()];
    for (const known of [this.parts, this.ofClinic, this.ofTeams]) known.clear();
    this.whole = boardOf(start, now);
    for (const { scope, watched } of before) this.add(scope, now).watched.takeOver(watched);
  }

  take(update: BoardUpdate, now: Instant): void {
    this.takeSettings(update, now);
    for (const call of update.calls) this.takeCall(call);
    for (const told of update.owed) this.takeOwed(told);
    this.whole.applyAgents(update.agents);
    this.whole.applySources(update.sources);
    this.whole.applyClaims(update.claims);
    this.tellOfWhole();
    for (const { board, watched } of this.ofTeams) {
      board?.applyAgents(update.agents);
      board?.applyClaims(update.claims);
      if (update.agents.length > 0 || update.claims.length > 0) watched.tell(update.claims.length > 0);
    }
  }

  applySatisfaction(view: SatisfactionView): void {
    this.whole.applySatisfaction(view);
  }

  watch(viewer: Viewer, watch: Watch, scope: ShownScope, now: Instant): void {
    const key = keyOf(scope);
    if (this.watching.get(viewer.id) !== key) this.leave(viewer.id, now);
    this.watching.set(viewer.id, key);
    this.of(scope, now).watched.watch(viewer, watch, now);
  }

  leave(viewerId: string, now: Instant): void {
    this.parts.get(this.watching.get(viewerId) ?? '')?.watched.leave(viewerId, now);
    this.watching.delete(viewerId);
  }

  get isWatched(): boolean {
    return [...this.parts.values()].some(({ watched }) => watched.isWatched);
  }

  /** Sends every viewer what changed on its board; true while some had to wait for their snapshot. */
  publish(now: Instant, seq: number): boolean {
    this.whole.passTo(now);
    let waits = false;
    for (const { scope, watched } of this.parts.values())
      waits = watched.publish(now, scope.kind === 'all' ? seq : undefined) || waits;
    return waits;
  }

  beat(now: Instant, { head, seq }: { readonly head: number; readonly seq: number }): void {
    for (const { scope, watched } of this.parts.values()) {
      const isBehind = head > seq;
      watched.beat(now, scope.kind === 'all' ? { head, isBehind } : { isBehind });
    }
  }

  snapshot(scope: ShownScope, now: Instant, seq: number): LiveSnapshot {
    return this.of(scope, now).watched.snapshot(now, scope.kind === 'all' ? seq : undefined);
  }

  storyOf(call: BoardCall): ReturnType<LiveBoard['storyOf']> {
    return this.whole.storyOf(call);
  }

  /** The teams that take a clinic's calls. */
  teamsOfClinic(clinicId: string): readonly string[] {
    return this.whole.teamsOfClinic(clinicId);
  }

  cut(reason: LiveRefusal): void {
    for (const { watched } of this.parts.values()) watched.cut(reason);
  }

  /** Forgets the boards that nobody has watched or asked for that long; the whole stays. */
  dropIdle(forMs: number, now: Instant): void {
    for (const [key, part] of this.parts) {
      if (key === wholeKey || !part.watched.isIdle(forMs, now)) continue;
      this.parts.delete(key);
      this.ofTeams.delete(part);
      for (const parts of this.ofClinic.values()) parts.delete(part);
    }
  }

  private of(scope: ShownScope, now: Instant): Part {
    return this.parts.get(keyOf(scope)) ?? this.add(scope, now);
  }

  private add(scope: ShownScope, now: Instant): Part {
    const of = scope.kind === 'wall' ? scope.of : scope;
    const seen = boardOfScope(this.whole, of, now);
    const board = seen instanceof LiveBoard && seen !== this.whole ? seen : null;
    const shown =
      scope.kind === 'wall' && seen instanceof LiveBoard ? new WallBoard(seen, scope.namesClinics) : seen;
    const everyMs = scope.kind === 'all' ? 0 : drawnEveryMs;
    const watched = new WatchedBoard(shown, { send: this.send, everyMs }, now);
    const part = { scope, of, board, watched };
    this.parts.set(keyOf(scope), part);
    if (of.kind === 'teams') this.ofTeams.add(part);
    if (of.kind === 'clinics') for (const id of of.clinicIds) this.partsOfClinic(id).add(part);
    return part;
  }

  private takeSettings({ settings, usual }: BoardUpdate, now: Instant): void {
    if (settings !== null) this.whole.configure(settings.settings, settings.names, now);
    if (usual !== null) this.whole.applyUsual(usual.planned, usual.past);
    for (const { board, watched } of this.parts.values()) {
      if (board === null) continue;
      if (settings !== null) board.configure(settings.settings, settings.names, now);
      if (usual !== null) board.applyUsual(usual.planned, []);
      if (settings !== null || usual !== null) watched.tell(true);
    }
  }

  /** A call may have moved from one clinic to another since it was last told. */
  private takeCall(call: BoardCall): void {
    const before = this.whole.heldCall(call.key);
    this.whole.applyCalls([call]);
    const ofClinics = [call.clinicId, ...(before === undefined ? [] : [before.clinicId])];
    for (const { board, watched } of new Set(ofClinics.flatMap((id) => [...(this.ofClinic.get(id) ?? [])]))) {
      board?.applyCalls([call]);
      watched.tell(true);
    }
    const ofTeams = [call.teamId, ...(before === undefined ? [] : [before.teamId])];
    for (const { of, board, watched } of this.ofTeams) {
      board?.applyCalls([call]);
      watched.tell(of.kind === 'teams' && ofTeams.some((id) => of.teamIds.includes(id)));
    }
  }

  /** What is drawn of the whole itself; a television of the whole counts all there is. */
  private tellOfWhole(): void {
    for (const { scope, of, board, watched } of this.parts.values())
      if (board === null) watched.tell(scope.kind === 'wall' && of.kind === 'all');
  }

  private takeOwed(told: ToldOwed): void {
    const before = this.whole.heldOwed(told.id);
    this.whole.applyOwed([told]);
    const clinicIds = [before, told.caller].flatMap((one) => (one ? [one.clinicId] : []));
    const teamIds = [before, told.caller].flatMap((one) => (one ? [one.teamId] : []));
    for (const { board, watched } of new Set(clinicIds.flatMap((id) => [...(this.ofClinic.get(id) ?? [])]))) {
      board?.applyOwed([told]);
      watched.tell(true);
    }
    for (const { of, board, watched } of this.ofTeams) {
      board?.applyOwed([told]);
      watched.tell(of.kind === 'teams' && teamIds.some((id) => of.teamIds.includes(id)));
    }
  }

  private partsOfClinic(clinicId: string): Set<Part> {
    const parts = this.ofClinic.get(clinicId) ?? new Set<Part>();
    this.ofClinic.set(clinicId, parts);
    return parts;
  }
}

function keyOf(scope: ShownScope): string {
  return scope.kind === 'wall'
    ? `wall ${scope.namesClinics ? 'named' : 'nameless'} ${scopeKeyOf(scope.of)}`
    : scopeKeyOf(scope);
}

/** The board of a scope, made from that of the whole centre. */
export function boardOfScope(whole: LiveBoard, scope: ViewerScope, now: Instant): LiveBoard | AgentBoard {
  switch (scope.kind) {
    case 'all':
      return whole;
    case 'clinics':
      return whole.partOf(boardOfClinics(new Set(scope.clinicIds)), now);
    case 'teams':
      return whole.partOf(boardOfTeams(new Set(scope.teamIds)), now);
    case 'agent':
      return new AgentBoard(scope.agentId, whole);
  }
}

function boardOf(start: BoardStart, now: Instant): LiveBoard {
  const board = new LiveBoard(start.settings, start.names, now);
  board.applyCalls(start.calls);
  board.applyOwed(toldOf(start.owed));
  board.applyAgents(start.agents);
  board.applySources(start.sources);
  board.applyUsual(start.usual.planned, start.usual.past);
  board.applyClaims(start.claims);
  return board;
}

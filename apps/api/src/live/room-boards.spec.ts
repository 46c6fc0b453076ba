import { foldCall, unknownOpening } from '@vigie/calls';
import type { AgentFact, CallFact, CallFactType } from '@vigie/calls';
import type { LiveSnapshot, LiveState, SettingsFile } from '@vigie/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { ViewerScope } from '../access/viewer';
import { everything } from '../access/scope-reach';
import { toCallRules } from '../settings/call-rules';
import { resolveSettings } from '../settings/resolved-settings';
import type { AgentDay } from './board/agents';
import { toBoardCall, type BoardCall } from './board/board-call';
import { LiveBoard } from './board/live-board';
import type { ToldOwed } from './board/owed';
import { at } from './board/testing/board-builder';
import type { BoardStart, BoardUpdate } from './board-reader';
import type { Viewer } from './feed/live-feed';
import { RoomBoards } from './room-boards';

const clinicIds = ['nord', 'sud', 'ouest'] as const;
const teamOf = { nord: 'jour', sud: 'jour', ouest: 'soir' } as const;
const agents = ['ag-anne', 'ag-lea', 'ag-zoe'] as const;
const now = at('10:00:00');
/** The level is judged every ten seconds, from what was told until then. */
const later = now + 10_000;

const row = { tenantId: 't', name: 'Centre', timezone: 'Europe/Paris', locale: 'fr', demo: false };
const fileOf = (ids: readonly (typeof clinicIds)[number][]): SettingsFile => ({
  clinics: ids.map((id) => ({ id, name: `Clinique ${id}`, shortName: `C ${id}` })),
  queues: ids.map((id) => ({ id: `q-${id}`, name: `Accueil ${id}`, clinicId: id, timeoutSeconds: 1_800 })),
  teams: [
    { id: 'jour', name: 'Équipe jour', queues: ['q-nord', 'q-sud'], members: ['ag-anne'] },
    { id: 'soir', name: 'Équipe soir', queues: ['q-ouest'], members: ['ag-zoe'] },
  ],
});
const settings = resolveSettings(row, fileOf(clinicIds));
const nothingKnown = { clinics: [], queues: [], agents: [] };
const start: BoardStart = {
  seq: 1,
  settings,
  names: nothingKnown,
  calls: [],
  owed: [],
  agents: [],
  sources: [],
  usual: { day: 20_000, planned: [], past: [] },
  claims: [],
};

type Clinic = (typeof clinicIds)[number];
type Story = {
  readonly key: number;
  readonly clinic: Clinic;
  /** The queue it stands in, which may be another clinic's. */
  readonly queue: Clinic;
  readonly caller: number;
  readonly minute: number;
  readonly end: 'waits' | 'rings' | 'answered' | 'abandoned' | 'asks';
};

/** The canary of a clinic or a person is its id, which is in every name, mask and key of it. */
function callOf({ key, clinic, queue, caller, minute, end }: Story): BoardCall {
  const begin = at('09:00:00') + minute * 60_000;
  const agentId = agents[key % 3] ?? 'ag-anne';
  const told: readonly (readonly [CallFactType, number, Partial<CallFact>?])[] = {
    waits: [],
    rings: [['call.offered', 10, { agentId }] as const],
    answered: [['call.answered', 20, { agentId }] as const, ['call.disconnected', 90] as const],
    abandoned: [['call.dequeued', 30, { reason: 'abandoned' }] as const],
    asks: [
      ['call.answered', 20, { agentId }] as const,
      ['call.disconnected', 90] as const,
      ['survey.answered', 120, { channel: 'sms', items: { overall: 1, callback: 1 } }] as const,
    ],
  }[end];
  const facts = [['call.enqueued', 0] as const, ...told].map(([type, seconds, more], index) => ({
    type,
    at: begin + seconds * 1_000,
    tie: `${key}-${index}`,
    clinicId: clinic,
    queueId: `q-${queue}`,
    aniHash: `h${caller}`,
    aniKind: 'mobile',
    aniMask: `mask-${clinic}-${caller}`,
    ...more,
  }));
  return toBoardCall({
    callKey: `call-${key}`,
    source: `/pbx-${teamOf[clinic]}`,
    call: foldCall(facts as readonly CallFact[], toCallRules(settings)),
  });
}

/** What the clinic owes the caller of a story, as the last of their stories has it. */
function owedOf({ clinic, queue, caller, minute, end }: Story): ToldOwed {
  const id = `owed-${clinic}-${caller}`;
  const openedAt = at('09:00:00') + minute * 60_000 + 30_000;
  if (end !== 'abandoned' && end !== 'answered') return { id, caller: null };
  const isOpen = end === 'abandoned';
  return {
    id,
    caller: {
      id,
      clinicId: clinic,
      teamId: teamOf[queue],
      callerKey: `${clinic}\u0000h${caller}`,
      callKey: null,
      openedAt,
      latestAt: openedAt,
      calls: 1,
      state: isOpen ? 'open' : 'recovered',
      closedAt: isOpen ? null : openedAt + 60_000,
      closedAs: isOpen ? null : 'calledAgain',
      sameHalfDay: !isOpen,
      beforeClosing: !isOpen,
      followup: minute % 3 === 0 ? { type: 'same_day', dueAt: openedAt + 600_000 } : null,
      endsAt: null,
      counted: true,
    },
  };
}

const anyStory: fc.Arbitrary<Story> = fc.record({
  key: fc.nat({ max: 11 }),
  clinic: fc.constantFrom(...clinicIds),
  queue: fc.constantFrom(...clinicIds),
  caller: fc.nat({ max: 2 }),
  minute: fc.nat({ max: 59 }),
  end: fc.constantFrom('waits', 'rings', 'answered', 'abandoned', 'asks'),
});

function updateOf(calls: readonly BoardCall[], more: Partial<BoardUpdate> = {}): BoardUpdate {
  return {
    seq: 2,
    calls,
    owed: [],
    agents: [],
    sources: [],
    claims: [],
    settings: null,
    usual: null,
    ...more,
  };
}

const clinics = (...ids: readonly string[]): ViewerScope => ({ kind: 'clinics', clinicIds: ids });
const teams = (...ids: readonly string[]): ViewerScope => ({ kind: 'teams', teamIds: ids });
const agent = (agentId: string): ViewerScope => ({ kind: 'agent', agentId });

function stateOf({ epoch: _epoch, seq: _seq, at: _at, ...state }: LiveSnapshot): LiveState {
  return state;
}

function dayOf(agentId: string): AgentDay {
  const says = (type: AgentFact['type'], clock: string, more: Partial<AgentFact> = {}): AgentFact => ({
    type,
    at: at(clock),
    tie: `${agentId} ${clock}`,
    source: '/pbx',
    ...more,
  });
  return { agentId, facts: [says('agent.logged_in', '08:00:00')], legs: [], opening: unknownOpening };
}

/** The board of a tenant that has only these clinics, told only of their calls. */
function boardOfOnly(
  ids: readonly Clinic[],
  calls: readonly BoardCall[],
  owed: readonly ToldOwed[],
): LiveState {
  const only = ids.length === 1 ? settings.clinic(ids[0] ?? '') : settings;
  const own = {
    ...resolveSettings(row, fileOf(ids)),
    lines: only.lines,
    answerRateTarget: only.answerRateTarget,
    // How long another clinic's queue keeps a caller is known, though the queue is not named.
    queue: settings.queue,
  };
  const board = new LiveBoard(own, nothingKnown, now);
  for (const told of owed) if (ids.some((id) => told.id.startsWith(`owed-${id}-`))) board.applyOwed([told]);
  board.applyCalls(calls.filter(({ clinicId }) => ids.some((id) => id === clinicId)));
  return board.view(later);
}

/** What a board of clinics says of one that is told the same and hides nothing: all but who works for them. */
function withoutStaff(state: LiveState, ids: readonly Clinic[]): LiveState {
  const queues = new Set(ids.map((id) => `q-${id}`));
  const each = <T>(entries: Readonly<Record<string, T>>, edit: (value: T) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(entries).map(([id, value]) => [id, edit(value)]));
  const { totals, headline } = state;
  const untold = { agents: null, planned: null, freeWhileWaiting: null, linesBusy: null, phoneLines: null };
  return {
    ...state,
    centre: { ...state.centre, scope: 'clinics' },
    totals: totals && { ...totals, ...untold },
    headline: headline && { ...headline, team: null, missing: null },
    teams: {},
    satisfaction: null,
    clinics: each(state.clinics, (view) => ({ ...view, teamIds: [] })),
    concerns: each(state.concerns, (view) => ({ ...view, teamId: '' })),
    waiting: each(state.waiting, (view) => ({
      ...view,
      teamId: '',
      queueId: view.queueId !== null && queues.has(view.queueId) ? view.queueId : null,
    })),
  };
}

function ranked(state: LiveState, ranks: readonly (readonly [string, number | null])[]): LiveState {
  const rankOf = new Map(ranks);
  const clinics = Object.entries(state.clinics).map(([id, view]) => [
    id,
    { ...view, troubleRank: rankOf.get(id) ?? null },
  ]);
  return { ...state, clinics: Object.fromEntries(clinics) as LiveState['clinics'] };
}

function lastOf(stories: readonly Story[]): BoardCall[] {
  return [...new Map(stories.map((story) => [story.key, story])).values()].map(callOf);
}

function roomOf(): RoomBoards {
  return new RoomBoards(start, () => undefined, now);
}

describe('the boards of a tenant’s scopes', () => {
  it('are, for some clinics, those of a tenant that has only these, in whatever order calls are told', () => {
    const someClinics = fc.subarray([...clinicIds], { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(anyStory, { maxLength: 30 }),
        fc.nat({ max: 30 }),
        someClinics,
        (stories, asked, ids) => {
          const room = roomOf();
          stories.forEach((story, index) => {
            if (index === asked) room.snapshot(clinics(...ids), now, 1);
            room.take(updateOf([callOf(story)], { owed: [owedOf(story)] }), now);
          });
          const told = stateOf(room.snapshot(clinics(...ids), later, 2));
          const fresh = withoutStaff(boardOfOnly(ids, lastOf(stories), stories.map(owedOf)), ids);
          // A place among those in trouble is held for a minute: a board that was looked at earlier holds some.
          const held = Object.entries(told.clinics).map(
            ([id, { troubleRank }]) => [id, troubleRank] as const,
          );
          if (asked < stories.length) expect(ranked(fresh, held)).toEqual(told);
          else expect(told).toEqual(fresh);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are, for some teams, the rows that the whole board has of these, and no total of calls', () => {
    fc.assert(
      fc.property(fc.array(anyStory, { maxLength: 30 }), (stories) => {
        const room = roomOf();
        room.snapshot(teams('jour'), now, 1);
        room.take(updateOf([], { agents: agents.map(dayOf) }), now);
        for (const story of stories) room.take(updateOf([callOf(story)], { owed: [owedOf(story)] }), now);
        const whole = room.snapshot(everything, now, 2);
        const told = room.snapshot(teams('jour'), now, 2);
        expect(told.teams['jour']).toEqual({ ...whole.teams['jour'], order: 0 });
        expect(Object.keys(told.teams)).toEqual(['jour']);
        expect(Object.keys(told.agents)).toEqual(Object.keys(whole.agents).filter((id) => id === 'ag-anne'));
        const own = Object.values(whole.waiting).filter(({ teamId }) => teamId === 'jour');
        expect(Object.keys(told.waiting)).toEqual(own.map(({ id }) => id));
        expect([told.totals, told.headline, told.satisfaction, told.quarters]).toEqual([
          null,
          null,
          null,
          {},
        ]);
      }),
      { numRuns: 150 },
    );
  });

  it('are, for a secretary, her state, who rings at her, and how many wait for each team', () => {
    const room = roomOf();
    room.take(updateOf([], { agents: agents.map(dayOf) }), now);
    const story = { clinic: 'nord', queue: 'nord', caller: 0, minute: 58 } as const;
    room.take(
      updateOf([
        callOf({ ...story, key: 0, end: 'rings' }),
        callOf({ ...story, key: 1, end: 'rings' }),
        callOf({ ...story, key: 2, end: 'waits', clinic: 'ouest', queue: 'ouest' }),
      ]),
      now,
    );
    const told = room.snapshot(agent('ag-anne'), now, 2);
    // Her own state and since when, which others are not told: nobody informed the staff of this centre.
    expect(Object.values(told.agents)).toMatchObject([{ id: 'ag-anne', since: expect.any(Number) }]);
    expect(room.snapshot(everything, now, 2).agents['ag-anne']?.since).toBeNull();
    expect(Object.values(told.waiting).map(({ phase }) => phase)).toEqual(['ringing']);
    expect(told.standing).toMatchObject({ jour: { waiting: 2 }, soir: { waiting: 1 } });
    expect([told.teams, told.clinics, told.concerns, told.quarters, told.sources]).toEqual([
      {},
      {},
      {},
      {},
      {},
    ]);
    expect([told.totals, told.headline, told.satisfaction]).toEqual([null, null, null]);
  });

  it('never name what is not of them, in any frame of their stream', () => {
    const sees: readonly (readonly [ViewerScope, readonly string[]])[] = [
      [clinics('nord'), ['sud', 'ouest', 'ag-anne', 'ag-lea', 'ag-zoe', 'jour"', 'soir', 'Claire']],
      [clinics('nord', 'sud'), ['ouest', 'ag-anne', 'ag-lea', 'ag-zoe', 'soir', 'Claire']],
      [teams('soir'), ['jour', 'ag-anne', 'ag-lea']],
      [agent('ag-anne'), ['ag-zoe', 'ag-lea', 'Claire', 'Clinique', 'pbx']],
    ];
    fc.assert(
      fc.property(fc.array(anyStory, { maxLength: 25 }), (stories) => {
        const frames = new Map<string, string[]>();
        const room = new RoomBoards(
          start,
          (ids, _event, frame) => ids.forEach((id) => frames.get(id)?.push(JSON.stringify(frame))),
          now,
        );
        sees.forEach(([scope], index) => {
          frames.set(`v${index}`, []);
          const viewer: Viewer = { id: `v${index}`, isReady: () => true, cut: () => undefined };
          room.watch(viewer, {}, scope, now);
        });
        room.take(
          updateOf([], {
            agents: agents.map(dayOf),
            sources: ['/pbx-jour', '/pbx-soir'].map((source) => ({
              source,
              lastEventAt: now - 300_000,
              lastHeartbeatAt: now - 300_000,
              offsetMs: 0,
            })),
            claims: clinicIds.map((clinicId) => ({ clinicId, by: 'Claire', at: now })),
          }),
          now,
        );
        stories.forEach((story, index) => {
          room.take(updateOf([callOf(ofOneTeam(story))]), now + index * 1_100);
          room.publish(now + index * 1_100, 2 + index);
        });
        room.beat(now, { head: 4_711, seq: 4_711 });
        sees.forEach(([, foreign], index) => {
          const heard = (frames.get(`v${index}`) ?? []).join('\n');
          expect(heard).not.toBe('');
          for (const canary of foreign) expect(heard).not.toContain(canary);
          expect(heard).not.toMatch(/":4711\b/);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('tell a single clinic by its own lines, and a source to those whose calls it told of', () => {
    const room = roomOf();
    const state = (source: string) => ({ source, lastEventAt: now, lastHeartbeatAt: null, offsetMs: null });
    const call = callOf({ key: 1, clinic: 'nord', queue: 'nord', caller: 1, minute: 59, end: 'waits' });
    room.take(updateOf([call], { sources: [state('/pbx-jour'), state('/pbx-soir')] }), now);
    expect(Object.keys(room.snapshot(everything, now, 2).sources)).toEqual(['/pbx-jour', '/pbx-soir']);
    expect(Object.keys(room.snapshot(clinics('nord'), now, 2).sources)).toEqual(['/pbx-jour']);
    expect(room.snapshot(clinics('ouest'), now, 2).sources).toEqual({});
  });

  it.each([
    ['some clinics', clinics('nord')],
    ['a team', teams('soir')],
    ['a secretary', { kind: 'agent', agentId: 'ag-zoe' }],
  ] as const)(
    'of %s count their own changes: what happens elsewhere is not to be read off them',
    (_, scope) => {
      const seqs: number[] = [];
      const room = new RoomBoards(start, (_ids, _event, frame) => void seqs.push(frame.seq), now);
      room.watch({ id: 'v', isReady: () => true, cut: () => undefined }, {}, scope, now);
      room.publish(now, 900);
      const before = seqs.at(-1);
      const ends = ['waits', 'answered', 'abandoned', 'asks'] as const;
      for (let key = 0; key < 40; key += 1) {
        const instant = now + key * 1_100;
        const end = ends[key % 4] ?? 'waits';
        room.take(
          updateOf([callOf({ key: key * 3, clinic: 'sud', queue: 'sud', caller: key % 3, minute: 1, end })]),
          instant,
        );
        room.publish(instant, 901 + key);
        room.beat(instant, { head: 901 + key, seq: 901 + key });
      }
      expect(new Set(seqs)).toEqual(new Set([before]));
      expect(room.snapshot(everything, now, 941).seq).toBe(941);
    },
  );

  it('of a scope rise with what is of it', () => {
    const room = roomOf();
    const seqOf = (scope: ViewerScope) => room.snapshot(scope, now, 900).seq;
    room.watch({ id: 'v', isReady: () => true, cut: () => undefined }, {}, clinics('nord'), now);
    room.publish(now, 900);
    const before = seqOf(clinics('nord'));
    const story = { queue: 'nord', caller: 0, minute: 1, end: 'waits' } as const;
    room.take(updateOf([callOf({ ...story, key: 9, clinic: 'nord' })]), now);
    room.publish(now, 901);
    expect(seqOf(clinics('nord'))).toBe(before + 1);
  });

  it('begin anew for everybody when the numbering does', () => {
    const snapshots: string[][] = [];
    const room = new RoomBoards(
      start,
      (ids, event, frame) => void (event === 'snapshot' && snapshots.push([...ids, frame.epoch])),
      now,
    );
    const viewer = (id: string): Viewer => ({ id, isReady: () => true, cut: () => undefined });
    room.watch(viewer('manager'), {}, clinics('nord'), now);
    room.watch(viewer('wall'), {}, everything, now);
    room.publish(now, 1);
    room.restart(start, now);
    room.publish(now, 1);
    room.leave('manager', now);
    expect(snapshots.map(([id]) => id)).toEqual(['wall', 'manager', 'wall', 'manager']);
    expect(new Set(snapshots.map(([, epoch]) => epoch)).size).toBe(4);
    room.leave('wall', now);
    expect(room.isWatched).toBe(false);
  });
});

/** A call in the queue of a clinic of its own team: so that what a team must not see is told by its clinics. */
function ofOneTeam(story: Story): Story {
  return story.clinic === 'ouest' || story.queue === 'ouest'
    ? { ...story, clinic: 'ouest', queue: 'ouest' }
    : story;
}

import { foldCall, noRules, unknownOpening } from '@vigie/calls';
import type { AgentFact, AgentLeg, CallFact, CallFactType } from '@vigie/calls';
import { describe, expect, it } from '@jest/globals';
import { everythingTold } from '../../settings/testing/inform-staff';
import { workedQuarter } from '../../testing/worked-quarter';
import { toBoardCall } from './board-call';
import type { OwedCaller } from './owed';
import { aCall, anOwed, at, boardAt } from './testing/board-builder';

const caller = { aniHash: 'h1', aniKind: 'mobile', aniMask: '06 39 98 •• ••' } as const;

describe('the worked quarter', () => {
  it('shows at 09:15:00 what its table says', () => {
    const board = boardAt('09:15:00');
    board.applyCalls(workedCalls(at('09:15:00')));
    const { totals, waiting } = board.view(at('09:15:00'));
    expect(totals).toMatchObject({
      waiting: 2,
      longestSince: at('09:14:50'),
      offeredDay: 11,
      decidedDay: 9,
      presentedDay: 12,
    });
    expect(totals?.serviceLevelDay).toEqual({ value: 0.375, part: 3, of: 8 });
    expect(totals?.serviceLevel30m).toEqual(totals?.serviceLevelDay);
    expect(Object.keys(waiting)).toEqual(['c11', 'c12']);
  });

  it('settles to its figures', () => {
    const board = boardAt('09:15:00');
    board.applyCalls(workedCalls(at('09:15:00')));
    board.refresh(at('09:15:00'));
    board.applyCalls(workedCalls(at('09:30:00')));
    const { totals, quarters } = board.view(at('09:30:00'));
    expect(totals?.serviceLevelDay).toEqual({ value: 0.4, part: 4, of: 10 });
    expect(totals?.answerRateDay).toEqual({ value: 0.5, part: 6, of: 12 });
    expect(totals).toMatchObject({ waiting: 0, longestSince: null, unansweredDay: 6, decidedDay: 11 });
    expect(totals?.waitsDay.meanMs).toBeCloseTo(265_000 / 11, 6);
    expect(quarters['2026-03-02T08:00:00.000Z']).toMatchObject({
      presented: 12,
      answered: 6,
      abandoned: 3,
      otherUnanswered: 3,
      outside: 0,
      open: 0,
    });
  });

  it('is the same however often and in whichever order its calls are told', () => {
    const told = boardAt('09:30:00');
    const once = workedCalls(at('09:30:00'));
    for (const call of [...workedCalls(at('09:10:00')), ...once.toReversed(), ...once])
      told.applyCalls([call]);
    const plain = boardAt('09:30:00');
    plain.applyCalls(once);
    expect(told.view(at('09:30:00'))).toEqual(plain.view(at('09:30:00')));
  });
});

describe('the live board', () => {
  it('tells how many calls are in conversation, until each ends, be it after midnight', () => {
    const board = boardAt('23:30:00');
    const begun: Parameters<typeof aCall> = [
      'late',
      ['21:50:00', 'call.enqueued'],
      ['21:51:00', 'call.answered', { agentId: 'ana' }],
    ];
    board.applyCalls([aCall(...begun), aCall('waits', ['23:29:00', 'call.enqueued'])]);
    expect(board.view(at('23:30:00')).totals).toMatchObject({ talkingNow: 1, waiting: 1 });
    const midnight = at('23:59:59') + 1000;
    expect(board.view(midnight + 60_000).totals).toMatchObject({ talkingNow: 1, presentedDay: 0 });
    board.applyCalls([aCall(...begun, ['23:40:00', 'call.leg_ended', { agentId: 'ana' }])]);
    expect(board.view(midnight + 60_000).totals).toMatchObject({ talkingNow: 0 });
  });

  it('calls a queue that settings give to no clinic a queue', () => {
    const names = {
      clinics: [
        { id: 'durand', name: 'durand', isImplied: true },
        { id: 'roy', name: 'roy', isImplied: false },
      ],
    };
    const board = boardAt('10:00:00', {}, names);
    board.applyCalls([aCall('one', ['09:59:00', 'call.enqueued'])]);
    const { clinics } = board.view(at('10:00:00'));
    expect([clinics['durand']?.kind, clinics['roy']?.kind]).toEqual(['queue', 'cabinet']);
  });

  it('shows nobody who waits from the future, until the time has come that a wrong clock tells', () => {
    const board = boardAt('10:00:00');
    board.applyCalls([
      aCall('ahead', ['11:00:00', 'call.enqueued', caller]),
      aCall('a little', ['10:00:30', 'call.enqueued']),
    ]);
    expect(Object.keys(board.view(at('10:00:00')).waiting)).toEqual(['a little']);
    expect(board.view(at('10:30:00')).totals).toMatchObject({ waiting: 1, presentedDay: 1 });
    expect(Object.keys(board.view(at('11:00:01')).waiting)).toContain('ahead');
    expect(board.view(at('11:00:01')).totals?.presentedDay).toBe(2);
  });

  it('shows who waits, since when, and which try it is', () => {
    const board = boardAt('10:00:00');
    board.applyCalls([
      aCall(
        'first',
        ['09:00:00', 'call.enqueued', caller],
        ['09:00:40', 'call.dequeued', { reason: 'abandoned' }],
      ),
      aCall(
        'second',
        ['09:10:00', 'call.enqueued', caller],
        ['09:10:30', 'call.dequeued', { reason: 'abandoned' }],
      ),
      aCall('third', ['09:59:00', 'call.enqueued', caller]),
    ]);
    const owed = anOwed('o', '09:00:40', { callerKey: 'durand\u0000h1', latestAt: at('09:10:30'), calls: 2 });
    board.applyOwed([{ id: 'o', caller: owed }]);
    const { waiting, totals, clinics } = board.view(at('10:00:00'));
    expect(waiting['third']).toMatchObject({
      attempt: 3,
      mask: '06 39 98 •• ••',
      phase: 'queued',
      since: at('09:59:00'),
      toVerify: false,
    });
    expect(totals).toMatchObject({
      toCallBack: 1,
      toCallBackCalls: 2,
      owedDay: 1,
      recoveredDay: 0,
      oldestToCallBackAt: at('09:00:40'),
    });
    expect(clinics['durand']).toMatchObject({ waiting: 1, toCallBack: 1, trouble: ['past_target'] });
  });

  it('tells planned calls apart: those to be done today, late ones, those done, and clinics to be telephoned', () => {
    const followup = (id: string, due: string, more: Partial<OwedCaller> = {}, type = 'post_discharge') => ({
      id,
      caller: anOwed(id, '09:00:00', { followup: { type, dueAt: at(due) }, ...more }),
    });
    const closed = (closedAs: 'reached' | 'settled', clock: string) =>
      ({ state: closedAs === 'reached' ? 'recovered' : 'closed', closedAs, closedAt: at(clock) }) as const;
    const board = boardAt('10:00:00', { clinics: [{ id: 'durand', name: 'Durand', followUps: true }] });
    board.applyOwed([
      followup('late', '09:30:00'),
      followup('today', '18:00:00'),
      {
        ...followup('tomorrow', '18:00:00', { followup: { type: 'x', dueAt: at('18:00:00') + 86_400_000 } }),
      },
      followup('done', '18:00:00', closed('reached', '09:40:00')),
      followup('taken back', '18:00:00', closed('settled', '09:40:00')),
      followup('before its time', '18:00:00', closed('reached', '00:10:00')),
      followup('alert', '09:45:00', {}, 'clinic_alert'),
    ]);
    const { totals } = board.view(at('10:00:00'));
    expect(totals?.followups).toEqual({ open: 3, dueToday: 1, late: 1, doneToday: 2, clinicsToTell: 1 });
    expect(totals).toMatchObject({ toCallBack: 0, owedDay: 0, recoveredDay: 0 });
    // Past its time it is late, without anything having happened; one that is over is gone.
    board.applyOwed([followup('alert', '09:45:00', closed('reached', '10:05:00'), 'clinic_alert')]);
    board.applyOwed([{ id: 'late', caller: null }]);
    const evening = board.view(at('18:30:00')).totals?.followups;
    expect(evening).toEqual({ open: 2, dueToday: 0, late: 1, doneToday: 2, clinicsToTell: 0 });
  });

  it('tells nothing of planned calls where no clinic has any, and how soon patients were reached', () => {
    const board = boardAt('10:00:00');
    const reached = { state: 'recovered', closedAs: 'reached', closedAt: at('09:59:00') } as const;
    board.applyOwed([
      { id: 'a', caller: anOwed('a', '09:10:00', { ...reached, sameHalfDay: true, beforeClosing: true }) },
      { id: 'b', caller: anOwed('b', '08:10:00', { ...reached, beforeClosing: true }) },
      {
        id: 'c',
        caller: anOwed('c', '08:20:00', { state: 'closed', closedAs: 'settled', closedAt: at('09:00:00') }),
      },
      { id: 'd', caller: anOwed('d', '08:30:00', { state: 'neverReached', closedAt: at('09:50:00') }) },
    ]);
    const { totals } = board.view(at('10:00:00'));
    expect(totals).toMatchObject({
      owedDay: 4,
      recoveredDay: 2,
      recoveredSoonDay: {
        withinHour: 1,
        sameHalfDay: 1,
        beforeClosing: 2,
        closedForReason: 1,
        neverReached: 1,
      },
      followups: null,
    });
  });

  it('counts lost calls as recovered once the caller was reached, be the telephone or a person who says so', () => {
    const board = boardAt('10:00:00');
    const owed = anOwed('o', '09:50:30', { callerKey: 'durand\u0000h1' });
    board.applyCalls([
      aCall(
        'lost',
        ['09:50:00', 'call.enqueued', caller],
        ['09:50:30', 'call.dequeued', { reason: 'abandoned' }],
      ),
    ]);
    board.applyOwed([{ id: 'o', caller: owed }]);
    const before = board.view(at('10:00:00'));
    expect(before.clinics['durand']).toMatchObject({ trouble: ['unreached'], lostUnreached30m: 1 });
    const reached = { ...owed, state: 'recovered', closedAt: at('09:59:00') } as const;
    board.applyOwed([{ id: 'o', caller: reached }]);
    const { totals, clinics } = board.view(at('10:00:00'));
    expect(totals).toMatchObject({ toCallBack: 0, owedDay: 1, recoveredDay: 1, unansweredDay: 1 });
    expect(clinics['durand']).toMatchObject({ trouble: [], lost30m: 1, lostUnreached30m: 0 });
  });

  it('has on its list who is owed a call from days before, and not whose time is over', () => {
    const board = boardAt('10:00:00');
    const promised = anOwed('promised', '09:00:00', {});
    const yesterday = at('09:00:00') - 24 * 3_600_000;
    board.applyOwed([
      { id: 'promised', caller: { ...promised, openedAt: yesterday } },
      { id: 'ends', caller: anOwed('ends', '09:00:00', { endsAt: at('10:00:00') }) },
    ]);
    expect(board.view(at('10:00:00')).totals).toMatchObject({
      toCallBack: 1,
      oldestToCallBackAt: yesterday,
      owedDay: 1,
    });
  });

  it('keeps a caller whose number is withheld apart: nobody can be called back', () => {
    const board = boardAt('10:00:00');
    board.applyCalls([
      aCall(
        'lost',
        ['09:50:00', 'call.enqueued', { aniKind: 'withheld' }],
        ['09:50:30', 'call.dequeued', { reason: 'abandoned' }],
      ),
    ]);
    expect(board.view(at('10:00:00')).totals).toMatchObject({ unreachableDay: 1, toCallBack: 0 });
  });

  it('lets decided calls leave the half hour by the minute, while the day keeps them', () => {
    const board = boardAt('09:05:00');
    board.applyCalls([
      aCall('one', ['09:04:00', 'call.enqueued'], ['09:04:10', 'call.answered', { agentId: 'anne' }]),
    ]);
    expect(board.view(at('09:33:59')).totals?.answerRate30m).toEqual({ value: 1, part: 1, of: 1 });
    const later = board.view(at('09:34:00')).totals;
    expect(later?.answerRate30m).toEqual({ value: null, part: 0, of: 0 });
    expect(later?.answerRateDay).toEqual({ value: 1, part: 1, of: 1 });
    expect(later?.answerRatePreviousHour).toEqual({ value: 1, part: 1, of: 1 });
  });

  it('marks a caller of whom nothing was heard for 15 minutes, and still counts it', () => {
    const board = boardAt('09:00:00');
    board.applyCalls([aCall('ghost', ['09:00:00', 'call.enqueued'])]);
    expect(board.view(at('09:14:59')).waiting['ghost']?.toVerify).toBe(false);
    const { waiting, totals } = board.view(at('09:15:00'));
    expect(waiting['ghost']?.toVerify).toBe(true);
    expect(totals).toMatchObject({ waiting: 1, longestSince: at('09:00:00') });
  });

  it('drops a caller two minutes after its queue would have let it go', () => {
    const board = boardAt('09:00:00', { queues: [{ id: 'durand', timeoutSeconds: 120 }] });
    board.applyCalls([aCall('ghost', ['09:00:00', 'call.enqueued'])]);
    expect(board.view(at('09:04:00')).totals?.waiting).toBe(1);
    expect(board.view(at('09:04:01')).totals).toMatchObject({ waiting: 0, longestSince: null });
    expect(board.view(at('09:04:01')).clinics['durand']?.waiting).toBe(0);
  });

  it('lets go of a caller of whom nothing was heard for four hours', () => {
    const board = boardAt('09:00:00');
    board.applyCalls([aCall('ghost', ['09:00:00', 'call.enqueued'])]);
    expect(board.view(at('12:59:59')).totals?.waiting).toBe(1);
    expect(board.view(at('13:00:00')).waiting).toEqual({});
  });

  it('draws a team only while it has calls, or is in the settings', () => {
    const board = boardAt('09:00:00', { teams: [{ id: 'mg', queues: ['durand'] }] });
    const call = aCall('one', ['09:00:00', 'call.enqueued']);
    board.applyCalls([{ ...call, teamId: 'other' }]);
    expect(Object.keys(board.view(at('09:00:01')).teams)).toEqual(['mg', 'other']);
    board.applyCalls([{ ...call, teamId: 'mg' }]);
    expect(Object.keys(board.view(at('09:00:02')).teams)).toEqual(['mg']);
    expect(board.view(at('09:00:02')).clinics['durand']?.teamIds).toEqual(['mg']);
  });

  it('calls a clinic troubled from the very second a wait passes its target', () => {
    const file = {
      clinics: [{ id: 'durand', lines: { targetSeconds: 30, watchSeconds: 60, limitSeconds: 90 } }],
    };
    const board = boardAt('09:00:00', file);
    board.applyCalls([aCall('one', ['09:00:00', 'call.enqueued'])]);
    expect(board.view(at('09:00:30')).clinics['durand']?.trouble).toEqual([]);
    expect(board.view(at('09:00:31')).clinics['durand']?.trouble).toEqual(['past_target']);
  });

  it('tells what changed, and only that', () => {
    const board = boardAt('09:00:00', { clinics: [{ id: 'durand' }, { id: 'martin' }] });
    board.refresh(at('09:00:10'));
    board.applyCalls([aCall('one', ['09:00:10', 'call.enqueued'])]);
    const changed = board.refresh(at('09:00:11')).map(({ section, id }) => `${section} ${id}`);
    expect(changed.sort()).toEqual([
      'clinics durand',
      'headline ',
      'quarters 2026-03-02T08:00:00.000Z',
      'teams all',
      'totals ',
      'waiting one',
    ]);
  });

  it('begins a day at midnight with what is still open', () => {
    const board = boardAt('23:58:00');
    board.applyCalls([
      aCall('done', ['23:50:00', 'call.enqueued'], ['23:50:05', 'call.answered', { agentId: 'anne' }]),
      aCall('open', ['23:58:00', 'call.enqueued']),
    ]);
    expect(board.view(at('23:59:00')).totals?.presentedDay).toBe(2);
    const { totals, centre, quarters } = board.view(at('23:59:00') + 120_000);
    expect(totals).toMatchObject({ presentedDay: 0, waiting: 1 });
    expect(totals?.answerRate30m.of).toBe(1);
    expect(centre.dayStart).toBe('2026-03-02T23:00:00.000Z');
    expect(Object.keys(quarters)).toHaveLength(96);
  });

  it('counts each secretary once, by what she does', () => {
    const board = boardAt('09:00:00', { centre: { staffNotice: everythingTold } });
    const leg = (answered: string): AgentLeg => ({
      callKey: 'k',
      direction: 'inbound',
      clinicId: 'durand',
      offeredAt: null,
      offerEndedAt: null,
      answeredAt: at(answered),
      endedAt: null,
      wrapStartedAt: null,
      wrapEndedAt: null,
      heldTimes: [],
    });
    board.applyAgents([
      {
        agentId: 'anne',
        facts: [{ type: 'agent.logged_in', at: at('08:00:00'), tie: '1' }],
        legs: [leg('08:59:00')],
        opening: unknownOpening,
      },
      { agentId: 'zoe', facts: [], legs: [leg('08:58:00')], opening: unknownOpening },
      {
        agentId: 'lea',
        facts: [{ type: 'agent.state_changed', state: 'break', at: at('08:00:00'), tie: '2' }],
        legs: [],
        opening: unknownOpening,
      },
    ]);
    const { agents, totals, teams } = board.view(at('09:00:00'));
    expect(Object.values(agents).map(({ id, state }) => [id, state])).toEqual([
      ['anne', 'on_call'],
      ['zoe', 'on_call'],
      ['lea', 'break'],
    ]);
    expect(totals?.agents).toMatchObject({ present: 3, on_call: 2, break: 1, free: 0 });
    expect(teams['all']?.agents.present).toBe(3);
  });

  it('tells by name who is away, or since when, only where staff were informed; they are counted alike', () => {
    const days = (['free', 'break', 'off_phone', 'offline'] as const).map((state, place) => ({
      agentId: state,
      facts: [
        { type: 'agent.logged_in', at: at('08:00:00'), tie: `${place} in` },
        state === 'offline'
          ? { type: 'agent.logged_out', at: at('08:30:00'), tie: `${place} then` }
          : {
              type: 'agent.state_changed',
              state: state === 'free' ? 'available' : state,
              at: at('08:30:00'),
              tie: `${place} then`,
            },
      ] as AgentFact[],
      legs: [],
      opening: unknownOpening,
    }));
    const boards = [boardAt('09:00:00'), boardAt('09:00:00', { centre: { staffNotice: everythingTold } })];
    const [off, on] = boards.map((board) => {
      board.applyAgents(days);
      return board.view(at('09:00:00'));
    });
    const toldBy = (state: typeof on) =>
      Object.values(state?.agents ?? {}).map(({ id, state: told, since }) => [id, told, since]);
    expect(toldBy(on)).toEqual([
      ['free', 'free', at('08:00:00')],
      ...['break', 'off_phone', 'offline'].map((state) => [state, state, at('08:30:00')]),
    ]);
    expect(toldBy(off)).toEqual([
      ['free', 'free', null],
      ['break', 'unknown', null],
      ['off_phone', 'unknown', null],
      ['offline', 'unknown', null],
    ]);
    expect([off?.centre.namesFreeable, on?.centre.namesFreeable]).toEqual([false, true]);
    expect(off?.totals?.agents).toEqual(on?.totals?.agents);
    expect(off?.totals?.agents).toMatchObject({ present: 3, free: 1, break: 1, off_phone: 1, offline: 1 });
  });

  it('names no long wait once nobody waits, though its level is held for its minute', () => {
    const board = boardAt('09:00:00');
    const waits = ['long', ['09:00:00', 'call.enqueued']] as const;
    board.applyCalls([aCall(...waits)]);
    expect(board.view(at('09:02:10')).headline).toMatchObject({
      kind: 'long_wait',
      level: 'act',
      waiting: 1,
    });
    board.applyCalls([aCall(...waits, ['09:02:12', 'call.answered', { agentId: 'anne' }])]);
    expect(board.view(at('09:02:12')).headline).toMatchObject({ kind: 'easing', level: 'act', waiting: 0 });
    expect(board.view(at('09:03:30')).headline).toMatchObject({ kind: 'calm', level: 'calm' });
  });

  it('tells how long one who calls now would wait from five calls on', () => {
    const answered = (name: string, second: string) =>
      aCall(name, [`09:01:0${second}`, 'call.enqueued'], ['09:01:12', 'call.answered', { agentId: 'anne' }]);
    const someoneWaits = aCall('waits', ['09:01:50', 'call.enqueued']);
    const told = (calls: readonly ReturnType<typeof aCall>[]) => {
      const board = boardAt('09:00:00');
      board.applyCalls(calls);
      return board.view(at('09:02:00')).totals?.expectedWaitMs;
    };
    const four = ['1', '2', '3', '4'].map((second) => answered(`taken-${second}`, second));
    const five = [...four, answered('taken-5', '5')];
    expect([told([four[0] ?? someoneWaits, someoneWaits]), told([...four, someoneWaits])]).toEqual([
      null,
      null,
    ]);
    expect(told([...five, someoneWaits])).toBe(120_000);
    expect([told(four), told(five)]).toEqual([null, 9_000]);
  });

  it('says of which times of the day nothing was heard, and no more the next day', () => {
    const board = boardAt('09:00:00');
    const gaps = [
      { from: at('08:10:00') - 86_400_000, to: at('08:20:00') - 86_400_000 },
      { from: at('08:10:00'), to: at('08:15:00') },
      { from: at('08:15:30'), to: at('08:20:00') },
    ];
    board.applySources([{ ...heardAt('09:00:00'), gaps }]);
    const told = (now: number) => Object.values(board.view(now).sources).map(({ unheard }) => unheard);
    expect(told(at('09:00:00'))).toEqual([[{ from: at('08:10:00'), to: at('08:20:00') }]]);
    board.applySources([{ ...heardAt('09:00:00'), gaps: gaps.slice(0, 1) }]);
    expect(told(at('09:00:01'))).toEqual([undefined]);
  });

  it('says that the telephone system is silent, when five usual calls did not come', () => {
    const board = boardAt('09:00:00');
    board.applyCalls([
      aCall('one', ['08:59:00', 'call.enqueued'], ['08:59:05', 'call.answered', { agentId: 'anne' }]),
    ]);
    board.applyUsual([], lastMonday(120));
    board.applySources([heardAt('09:00:00')]);
    expect(board.view(at('09:02:29')).headline?.kind).toBe('calm');
    expect(board.view(at('09:02:30')).headline).toMatchObject({
      kind: 'telephony_silent',
      level: 'act',
      sourceId: '/pbx',
      levelSince: at('09:02:30'),
    });
    board.applySources([heardAt('09:02:31')]);
    expect(board.view(at('09:02:31')).headline).toMatchObject({
      ...{ kind: 'easing', level: 'act', sourceId: null },
    });
    expect(board.view(at('09:03:30')).headline?.level).toBe('calm');
  });

  it('takes the silence of a quiet hour for what it is', () => {
    const board = boardAt('13:00:00');
    board.applyCalls([
      aCall('one', ['12:59:00', 'call.enqueued'], ['12:59:05', 'call.answered', { agentId: 'anne' }]),
    ]);
    board.applyUsual([], lastMonday(4));
    board.applySources([heardAt('13:00:00')]);
    expect(board.view(at('13:59:00')).sources['/pbx']?.silent).toBe(false);
    expect(board.view(at('14:15:00')).sources['/pbx']?.silent).toBe(true);
  });

  it('judges the silence of a new centre by the pace of its day, and never by age alone', () => {
    const board = boardAt('09:00:00');
    board.applyCalls(callsEvery('08:00:00', '09:00:00', 60));
    board.applySources([heardAt('09:00:00')]);
    expect(board.view(at('09:04:00')).sources['/pbx']?.silent).toBe(false);
    expect(board.view(at('09:06:00')).sources['/pbx']?.silent).toBe(true);
  });

  it('lets a setting say how long a telephone system may be silent', () => {
    const board = boardAt('09:00:00', { sources: [{ id: '/pbx', silentAfterSeconds: 900 }] });
    board.applyCalls(callsEvery('08:00:00', '09:00:00', 60));
    board.applySources([heardAt('09:00:00')]);
    expect(board.view(at('09:14:59')).sources['/pbx']?.silent).toBe(false);
    expect(board.view(at('09:15:00')).sources['/pbx']?.silent).toBe(true);
  });

  it('does not wait for a source that only told of long ago, such as an imported file', () => {
    const board = boardAt('09:00:00');
    board.applySources([
      { source: 'file', lastEventAt: at('09:00:00'), lastHeartbeatAt: null, offsetMs: null },
      { source: 'alive', lastEventAt: null, lastHeartbeatAt: at('09:00:00'), offsetMs: 2500 },
    ]);
    const { sources, headline } = board.view(at('09:30:00'));
    expect(sources['file']).toMatchObject({ silent: false, lastEventAt: at('09:00:00') });
    expect(sources['alive']).toMatchObject({ silent: true, offsetMs: 2500 });
    expect(headline).toMatchObject({ sourceId: 'alive' });
  });

  it('has the parts of the day add up to the day', () => {
    const board = boardAt('09:30:00');
    board.applyCalls(workedCalls(at('09:16:00')));
    const { quarters, totals } = board.view(at('09:16:00'));
    const rows = Object.values(quarters);
    const sum = (of: (row: (typeof rows)[number]) => number): number =>
      rows.reduce((total, row) => total + of(row), 0);
    expect(sum(({ presented }) => presented)).toBe(totals?.presentedDay);
    expect(sum((row) => row.answered + row.abandoned + row.otherUnanswered + row.outside + row.open)).toBe(
      totals?.presentedDay,
    );
  });
});

const heardAt = (clock: string) => ({
  source: '/pbx',
  lastEventAt: at(clock),
  lastHeartbeatAt: null,
  offsetMs: null,
});

/** As many calls in each hour of the Monday before. */
const lastMonday = (calls: number) =>
  Array.from({ length: 24 }, (_, hour) => ({ at: at('00:00:00') + (hour - 7 * 24) * 3_600_000, calls }));

function callsEvery(from: string, to: string, seconds: number) {
  const count = (at(to) - at(from)) / 1000 / seconds;
  return Array.from({ length: count }, (_, index) => ({
    ...aCall('x', [from, 'call.enqueued']),
    key: `c${index}`,
    outcome: 'answered' as const,
    phase: 'ended' as const,
    arrivedAt: at(from) + index * seconds * 1000,
    lastAt: at(from) + index * seconds * 1000,
  }));
}

function workedCalls(until: number) {
  const events = workedQuarter().filter(({ time }) => Date.parse(time) <= until);
  return [...Map.groupBy(events, ({ subject }) => subject)].map(([callKey, told]) => {
    const facts = told.map((event): CallFact => ({
      ...event.data,
      type: event.type as CallFactType,
      at: Date.parse(event.time),
      tie: event.id,
    }));
    return toBoardCall({ callKey, source: '/pbx', call: foldCall(facts, noRules) });
  });
}

describe('one who waits again after a transfer', () => {
  const transferred = () =>
    aCall(
      'm1',
      ['09:59:00', 'call.enqueued', { ...caller, queueId: 'rendez-vous' }],
      ['09:59:05', 'call.answered', { agentId: 'anna', queueId: 'rendez-vous' }],
      ['09:59:20', 'call.transferred', { agentId: 'anna', reason: 'blind' }],
      ['09:59:20', 'call.enqueued', { queueId: 'ordonnances' }],
    );

  it('is counted, drawn and the longest, since the second queue was entered', () => {
    const board = boardAt('10:00:00');
    board.applyCalls([transferred(), aCall('new', ['09:59:40', 'call.enqueued', {}])]);
    const { waiting, totals } = board.view(at('10:00:00'));
    expect(totals).toMatchObject({
      waiting: 2,
      longestSince: at('09:59:20'),
      waitingPastThreshold: 1,
      greeting: 0,
    });
    expect(waiting['m1']).toMatchObject({
      queueId: 'ordonnances',
      phase: 'queued',
      since: at('09:59:20'),
    });
  });

  it('stays answered once, and leaves the wall when taken', () => {
    const board = boardAt('10:00:00');
    board.applyCalls([transferred()]);
    expect(board.view(at('10:00:00')).totals?.answerRateDay).toEqual({ value: 1, part: 1, of: 1 });
    board.applyCalls([
      aCall(
        'm1',
        ['09:59:00', 'call.enqueued', { ...caller, queueId: 'rendez-vous' }],
        ['09:59:05', 'call.answered', { agentId: 'anna', queueId: 'rendez-vous' }],
        ['09:59:20', 'call.transferred', { agentId: 'anna', reason: 'blind' }],
        ['09:59:20', 'call.enqueued', { queueId: 'ordonnances' }],
        ['10:00:01', 'call.answered', { agentId: 'berta', queueId: 'ordonnances' }],
      ),
    ]);
    const { waiting, totals } = board.view(at('10:00:02'));
    expect(waiting).toEqual({});
    expect(totals).toMatchObject({ waiting: 0, longestSince: null });
  });
});

describe('one who hangs up in a greeting', () => {
  it('is no caller on the wall once no greeting is that long', () => {
    const board = boardAt('10:00:00');
    board.applyCalls([
      aCall('g', ['09:55:00', 'call.initiated', caller], ['09:55:01', 'call.greeting_started', {}]),
    ]);
    expect(board.view(at('10:00:00')).totals?.greeting).toBe(1);
    const { waiting, totals } = board.view(at('10:00:01'));
    expect({ waiting, greeting: totals?.greeting }).toEqual({ waiting: {}, greeting: 0 });
  });
});

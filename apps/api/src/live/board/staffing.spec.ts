import { describe, expect, it } from '@jest/globals';
import { unknownOpening } from '@vigie/calls';
import type { TeamView } from '@vigie/contracts';
import { dayOfDate } from '@vigie/metrics';

import { mostMissing } from './staffing';
import { at, boardAt } from './testing/board-builder';

const settings = {
  teams: [
    {
      id: 'accueil',
      name: 'Accueil',
      members: ['anne'],
      planned: [
        { days: ['mon' as const], span: '08:00-12:00', count: 3 },
        { days: ['mon' as const], span: '08:30-10:00', count: 1 },
      ],
    },
    { id: 'imagerie', name: 'Imagerie' },
  ],
};
const anne = {
  agentId: 'anne',
  facts: [{ type: 'agent.logged_in' as const, at: at('08:00:00'), tie: '1' }],
  legs: [],
  opening: unknownOpening,
};

describe('present against planned', () => {
  it('names the team that lacks most, by the plan of a usual week', () => {
    const board = boardAt('09:00:00', settings);
    board.applyAgents([anne]);
    const { teams, totals, headline } = board.view(at('09:00:00'));
    expect(teams['accueil']?.planned).toBe(4);
    expect(teams['imagerie']?.planned).toBeNull();
    expect(totals).toMatchObject({ planned: 4, agents: { present: 1 } });
    expect(headline?.missing).toEqual({ id: 'accueil', name: 'Accueil', missing: 3 });
    expect(board.view(at('10:00:00')).teams['accueil']?.planned).toBe(3);
    expect(board.view(at('12:00:00')).teams['accueil']?.planned).toBe(0);
  });

  it('names, of teams that lack as many, the one for which most wait', () => {
    const team = (id: string, planned: number, waiting: number): TeamView =>
      ({ id, name: id, planned, waiting, agents: { present: 1 } }) as TeamView;
    const most = mostMissing([
      team('calm', 3, 0),
      team('full', 1, 9),
      team('busy', 3, 4),
      team('late', 3, 4),
    ]);
    expect(most).toEqual({ id: 'busy', name: 'busy', missing: 2 });
    expect(mostMissing([team('busy', 3, 4), team('emptier', 4, 0)])?.id).toBe('emptier');
    expect(mostMissing([team('full', 1, 9)])).toBeNull();
  });

  it('has a plan imported for the day win, quarter by quarter', () => {
    const board = boardAt('09:00:00', settings);
    const quarters = Array.from({ length: 96 }, (_, quarter) => (quarter === 37 ? 2 : 1));
    board.applyUsual([{ teamId: 'accueil', day: dayOfDate('2026-03-02'), quarters }], []);
    expect(board.view(at('09:14:59')).teams['accueil']?.planned).toBe(1);
    expect(board.view(at('09:15:00')).teams['accueil']?.planned).toBe(2);
  });

  it('says nothing of a plan where there is none', () => {
    const { totals, headline } = boardAt('09:00:00').view(at('09:00:00'));
    expect([totals?.planned, headline?.missing]).toEqual([null, null]);
  });
});

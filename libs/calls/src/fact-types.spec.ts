import { describe, expect, it } from '@jest/globals';
import { agentFactKinds, agentFactTypes } from './declared-state';
import { decodeFacts, encodeFacts } from './encode-facts';
import type { CallFact } from './fact';
import { sortFacts } from './fact-order';
import { callFactTypes, factKinds, isNote } from './fact-types';

/** Type, rank, stored code and kind, written out: a change of one of them is a change to every database. */
const pinned = `
call.initiated 0 0 told
call.recorded 0 25 note
call.greeting_started 1 1 told
call.greeting_ended 2 2 told
call.blocked 3 3 told
call.enqueued 4 4 told
call.offered 5 5 told
call.offer_ended 6 6 told
call.rings_counted 6 31 told
call.answered 7 7 told
call.held 8 8 told
call.muted 8 9 told
call.retrieved 9 10 told
call.unmuted 9 11 told
call.transferred 10 12 told
call.dequeued 11 13 told
call.leg_ended 12 14 told
call.disconnected 13 15 told
acw.started 14 16 note
acw.ended 15 17 note
call.dispositioned 16 18 note
survey.invited 17 22 note
survey.delivered 17 23 note
survey.answered 17 19 note
survey.refused 17 24 note
survey.recorded 17 26 note
callback.reached 17 32 note
survey.acknowledged 18 28 note
call.expired 18 20 note
call.lost_by_source 18 21 note
call.leg_lost 18 29 note
call.greeting_expired 18 30 note
call.unheard 18 33 note
call.retracted 18 27 note
`
  .trim()
  .split('\n');

/** One fact of each code from 0 on, at one instant, as databases hold them. */
const storedBefore =
  '1:a|0.midc1z40A0;1.0A0;2.0A0;3.0A0;4.0A0;5.0A0;6.0A0;7.0A0;8.0A0;9.0A0;a.0A0;b.0A0;c.0A0;d.0A0;e.0A0;f.0A0;g.0A0;' +
  'h.0A0;i.0A0;j.0A0;k.0A0;l.0A0;m.0A0;n.0A0;o.0A0;p.0A0;q.0A0;r.0A0;s.0A0;t.0A0;u.0A0;v.0A0;w.0A0;x.0A0;';

describe('the table of facts', () => {
  it('keeps every rank, stored code and kind there ever was', () => {
    const lines = callFactTypes.map((type) => {
      const { rank, code } = factKinds[type];
      return `${type} ${rank} ${code} ${isNote({ type }) ? 'note' : 'told'}`;
    });
    expect(lines).toEqual(pinned);
    expect(
      agentFactTypes.map((type) => [type, agentFactKinds[type].rank, agentFactKinds[type].code]),
    ).toEqual([
      ['agent.logged_in', 0, 0],
      ['agent.queue_joined', 1, 1],
      ['agent.state_changed', 2, 2],
      ['agent.queue_left', 3, 3],
      ['agent.logged_out', 4, 4],
    ]);
  });

  it('gives no code to two types, and lists types by rank', () => {
    for (const kinds of [Object.values(factKinds), Object.values(agentFactKinds)]) {
      expect(new Set(kinds.map(({ code }) => code)).size).toBe(kinds.length);
      expect(kinds.map(({ rank }) => rank)).toEqual(kinds.map(({ rank }) => rank).sort((a, b) => a - b));
    }
  });

  it('reads facts that databases hold, and writes them alike', () => {
    const facts = decodeFacts(storedBefore);
    expect(facts.map(({ type }) => factKinds[type].code)).toEqual(facts.map((_, code) => code));
    expect(new Set(facts.map(({ type }) => type))).toEqual(new Set(callFactTypes));
    expect(encodeFacts(facts)).toBe(storedBefore);
  });

  it('is the order of facts that share an instant', () => {
    const together = callFactTypes.map((type): CallFact => ({ type, at: 0, tie: 'a' }));
    const ranks = sortFacts(together.toReversed()).map(({ type }) => factKinds[type].rank);
    expect(ranks).toEqual(callFactTypes.map((type) => factKinds[type].rank));
  });
});

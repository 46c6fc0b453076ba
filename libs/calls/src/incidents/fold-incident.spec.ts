import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { foldIncident, incidentOutcomes, type IncidentFact } from './fold-incident';

const claire = { by: 'Claire', byId: 'p1' };
const marc = { by: 'Marc', byId: 'p2' };
let made = 0;
const key = (): string => `k${(made += 1)}`;
const marked = (at: number): IncidentFact => ({ key: key(), at, kind: 'marked' });
const unmarked = (at: number): IncidentFact => ({ key: key(), at, kind: 'unmarked' });
const taken = (at: number, who = claire): IncidentFact => ({ key: key(), at, kind: 'taken', ...who });
const ended = (at: number, who = claire): IncidentFact => {
  return { key: key(), at, kind: 'ended', outcome: 'emergency', note: null, ...who };
};
const reviewed = (at: number): IncidentFact => ({ key: key(), at, kind: 'reviewed', note: null, ...marc });

describe('an urgent call', () => {
  it('is an incident from its mark to its review, with who had it and how it ended', () => {
    const emergency: IncidentFact = { key: key(), at: 40, kind: 'emergency' };
    const facts = [marked(10), taken(20), taken(30, marc), emergency, ended(50, marc), reviewed(60)];
    expect(foldIncident(facts.slice(0, 1))).toMatchObject({ state: 'open', openedAt: 10, owner: null });
    expect(foldIncident(facts.slice(0, 3))).toMatchObject({
      taken: { by: 'Claire', at: 20 },
      owner: { by: 'Marc', at: 30 },
    });
    expect(foldIncident(facts.slice(0, 5))).toMatchObject({
      state: 'ended',
      emergencyAt: 40,
      ended: { at: 50, by: 'Marc', outcome: 'emergency' },
      reviewed: null,
    });
    expect(foldIncident(facts)).toMatchObject({ state: 'reviewed', reviewed: { at: 60, by: 'Marc' } });
  });

  it('is none without a mark, and withdrawn when the mark is taken back before anybody has it', () => {
    expect(foldIncident([taken(1), ended(2)])).toBeUndefined();
    expect(foldIncident([marked(1), unmarked(2)])?.state).toBe('withdrawn');
    expect(foldIncident([marked(1), unmarked(2), marked(3)])?.state).toBe('open');
  });

  it('is not gone by a key once somebody has it: then it is ended by a person, and reviewed', () => {
    expect(foldIncident([marked(1), taken(2), unmarked(3)])?.state).toBe('open');
    expect(foldIncident([marked(1), taken(2), unmarked(3), ended(4)])?.state).toBe('ended');
  });

  it('has one end and one review: the first; what comes after changes neither', () => {
    const facts = [marked(1), reviewed(2), ended(3), taken(4, marc), ended(5, marc)];
    expect(foldIncident(facts)).toMatchObject({ state: 'ended', ended: { at: 3 }, owner: null });
    expect(foldIncident([...facts, reviewed(6), reviewed(7)])?.reviewed).toMatchObject({ at: 6 });
  });

  it('is the same whatever the order in which it is told, and however often', () => {
    const said = fc.record({
      at: fc.nat(6),
      key: fc.nat(40).map(String),
      kind: fc.constantFrom('marked', 'unmarked', 'emergency', 'taken', 'noted', 'ended', 'reviewed'),
      by: fc.constantFrom('Claire', 'Marc'),
      byId: fc.constantFrom('p1', 'p2'),
      note: fc.constant('n'),
      outcome: fc.constantFrom(...incidentOutcomes),
    });
    fc.assert(
      fc.property(fc.uniqueArray(said, { selector: (one) => one.key }), fc.gen(), (some, draw) => {
        const facts = some as IncidentFact[];
        const again = draw(fc.shuffledSubarray, [...facts, ...facts], {
          minLength: facts.length * 2,
        });
        expect(foldIncident(again)).toEqual(foldIncident(facts));
      }),
    );
  });
});

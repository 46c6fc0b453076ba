import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { spreadSteps, type FoundTable } from './spread-steps';

const table = (
  name: string,
  references: readonly string[] = [],
  more: Partial<FoundTable> = {},
): FoundTable => ({
  name,
  hasTenant: true,
  whereabouts: 'here',
  references,
  ...more,
});
const centre = [
  table('call', ['tenant']),
  table('installation', [], { hasTenant: false }),
  table('membership', ['person', 'tenant']),
  table('person', ['tenant']),
  table('tenant'),
  table('tenant_head', ['tenant']),
];

describe('spreading the tables of a database over several servers', () => {
  it('puts the tenants on every server and all that is theirs beside each other, the named before what names it', () => {
    expect(spreadSteps(centre, ['vigie_sum_bins(integer[])'])).toEqual([
      {
        sql: 'SELECT create_reference_table($1::regclass)',
        parameters: ['tenant'],
        said: 'tenant: now on every server',
      },
      {
        sql: 'SELECT create_distributed_function($1::regprocedure)',
        parameters: ['vigie_sum_bins(integer[])'],
        said: 'vigie_sum_bins(integer[]): known on every server',
      },
      {
        sql: `SELECT create_distributed_table($1::regclass, 'tenant_id')`,
        parameters: ['tenant_head'],
        said: 'tenant_head: now spread by tenant',
      },
      ...['call', 'person', 'membership'].map((name) => ({
        sql: `SELECT create_distributed_table($1::regclass, 'tenant_id', colocate_with => $2)`,
        parameters: [name, 'tenant_head'],
        said: `${name}: now spread by tenant`,
      })),
    ]);
  });

  it('goes on where it was ended, and does nothing where all is done', () => {
    const half = centre.map((one) => {
      if (one.name === 'tenant') return { ...one, whereabouts: 'everywhere' } as const;
      return ['tenant_head', 'person'].includes(one.name)
        ? ({ ...one, whereabouts: 'by tenant' } as const)
        : one;
    });
    expect(spreadSteps(half, []).map(({ parameters: [name] }) => name)).toEqual(['call', 'membership']);
    const whole = half.map((one) =>
      one.hasTenant && one.whereabouts === 'here' ? { ...one, whereabouts: 'by tenant' as const } : one,
    );
    expect(spreadSteps(whole, [])).toEqual([]);
  });

  it('is always in an order that can be done, from whatever point it is begun again', () => {
    // Each table may name any that come before it: no circle.
    const tables = fc.array(fc.record({ names: fc.array(fc.nat()), isDone: fc.boolean() }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(tables, fc.nat(), (drawn, turned) => {
        const names = (n: number): string => `t${n}`;
        const found = drawn.map(({ names: of, isDone }, place) =>
          table(names(place), [...new Set(of.filter(() => place > 0).map((n) => names(n % place)))], {
            whereabouts: isDone ? 'by tenant' : 'here',
          }),
        );
        const at = turned % (found.length + 1);
        const all = [
          ...found.slice(at),
          ...found.slice(0, at),
          table('tenant'),
          table('tenant_head', ['tenant']),
        ];
        const done = new Set(all.filter(({ whereabouts }) => whereabouts !== 'here').map(({ name }) => name));
        for (const { parameters } of spreadSteps(all, [])) {
          const name = parameters[0] ?? '';
          const { references } = all.find((one) => one.name === name) ?? table(name);
          // One that was spread by hand before what it names does not matter here.
          for (const other of references) expect([other, done.has(other)]).toEqual([other, true]);
          done.add(name);
        }
        expect(all.every(({ name }) => done.has(name))).toBe(true);
      }),
    );
  });

  it('says which tables name each other in a circle', () => {
    const circle = [table('one', ['other']), table('other', ['one']), table('tenant'), table('tenant_head')];
    expect(() => spreadSteps(circle, [])).toThrow('in a circle: one, other');
  });
});

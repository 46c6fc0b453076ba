import { describe, expect, it } from '@jest/globals';

import { inOrderOfReference, type KeptTable } from './tables-query';

const table = (name: string, ...refersTo: string[]): KeptTable => ({
  name,
  refersTo,
  columns: ['tenant_id'],
  ofTenants: true,
  walled: true,
  months: [],
  numbered: null,
});
const ordered = (...tables: KeptTable[]) => inOrderOfReference(tables).map(({ name }) => name);

describe('the order in which a centre’s tables are restored', () => {
  it('puts each table after those that its rows refer to, however far away', () => {
    expect(
      ordered(table('a', 'c'), table('b', 'tenant'), table('c', 'b', 'tenant'), table('tenant')),
    ).toEqual(['tenant', 'b', 'c', 'a']);
  });

  it('ends, and loses nothing, where tables refer to each other or to one that is left out', () => {
    expect(ordered(table('a', 'b'), table('b', 'a'), table('c', 'session'))).toEqual(['b', 'a', 'c']);
  });
});

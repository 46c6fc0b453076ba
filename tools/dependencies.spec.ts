import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { faultsOf, isAllowed, isBelow } from './dependencies.mjs';

const lockfile = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
  packages: Record<string, unknown>;
};

describe('what the lockfile brings', () => {
  it('has no version below a known hole and no licence that binds', () => {
    expect(faultsOf(lockfile.packages)).toEqual([]);
  });

  it('comes from no named host', () => {
    expect(JSON.stringify(lockfile)).not.toContain('"resolved":"http');
  });

  it('is refused below a floor, wherever it is nested', () => {
    const nested = { 'node_modules/engine.io/node_modules/ws': { version: '8.20.9', license: 'MIT' } };
    expect(faultsOf(nested)).toEqual([
      'ws 8.20.9 is below 8.21.1 (CVE-2026-48779, CVE-2026-62389: tiny fragments exhaust memory).',
    ]);
    expect(['8.21.1', '8.22.0', '9.0.0', '8.21.0'].map((version) => isBelow(version, '8.21.1'))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('is refused with a licence that asks for more than a name', () => {
    const allowed = new Set(['MIT', 'ISC']);
    expect(
      ['MIT', '(MIT OR GPL-3.0)', '(MIT AND GPL-3.0)', 'GPL-3.0'].map((text) => isAllowed(text, allowed)),
    ).toEqual([true, true, false, false]);
    expect(faultsOf({ 'node_modules/x': { version: '1.0.0' } })).toEqual(['x 1.0.0: licence none named.']);
  });
});

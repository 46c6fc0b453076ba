import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { circlesOf, importGraph, typescriptFiles } from './import-graph.mjs';
import { rooms } from './rooms.mjs';

const root = join(import.meta.dirname, '../..');

const planted = {
  up: {
    place: 'apps/api/src/platform/clock.ts',
    text: `import type { FoldModule } from '../fold/fold.module';\n\nexport type Planted = FoldModule;\n`,
  },
  down: {
    place: 'apps/api/src/fold/projector.ts',
    text: `import type { Clock } from '../platform/clock';\n\nexport type Planted = Clock;\n`,
  },
  arrow: {
    place: 'libs/calls/src/call.ts',
    text: `import type { CallSettings } from '@vigie/contracts';\n\nexport type Planted = CallSettings;\n`,
  },
  sql: {
    place: 'apps/api/src/fold/projector.ts',
    text: `import { Client } from 'pg';\n\nexport const planted = Client;\n`,
  },
} as const;

type Planted = keyof typeof planted;

/** The rules by which the linter refuses each planted text. */
function lintAll(): Readonly<Record<Planted, readonly string[]>> {
  const names = Object.keys(planted) as Planted[];
  const input = JSON.stringify(names.map((name) => planted[name]));
  const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'lint-texts.mjs')], {
    cwd: root,
    input,
    encoding: 'utf8',
  });
  const refusals = JSON.parse(stdout) as readonly (readonly string[])[];
  return Object.fromEntries(names.map((name, index) => [name, refusals[index] ?? []])) as Record<
    Planted,
    readonly string[]
  >;
}

describe('the linter', () => {
  let refusals: ReturnType<typeof lintAll>;
  beforeAll(() => {
    refusals = lintAll();
  });

  it('refuses an import that runs up the house, of a type too', () => {
    expect(refusals.up).toContain('import-x/no-restricted-paths');
  });

  it('lets an import run down', () => {
    expect(refusals.down).not.toContain('import-x/no-restricted-paths');
  });

  it('refuses an arrow between libraries that is not drawn', () => {
    expect(refusals.arrow).toContain('@nx/enforce-module-boundaries');
  });

  it('refuses SQL outside of stores and queries', () => {
    expect(refusals.sql).toContain('no-restricted-imports');
  });
});

describe('the house', () => {
  it('has a place in the order for every room', () => {
    const folders = readdirSync(join(root, 'apps/api/src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
      .map(({ name }) => name);
    expect(folders.filter((name) => !rooms.includes(name))).toEqual([]);
  });

  it('has no circle of imports, those of types alone included', () => {
    const files = ['apps', 'libs', 'migrations', 'bench', 'tools'].flatMap((name) =>
      typescriptFiles(join(root, name)),
    );
    const circles = circlesOf(importGraph(files)).map((circle: string[]) =>
      circle.map((file) => relative(root, file)),
    );
    expect(circles).toEqual([]);
  });

  it('does not fall into crumbs: fewer than one file in twenty is under thirty lines', () => {
    const lines: number[] = ['apps', 'libs', 'bench'].flatMap((name) =>
      typescriptFiles(join(root, name))
        .filter((file: string) => !/\.(?:spec|d)\.ts$/u.test(file))
        .map((file: string) => readFileSync(file, 'utf8').split('\n').length - 1),
    );
    expect(lines.filter((count) => count < 30).length / lines.length).toBeLessThan(1 / 20);
  });

  it('would see a circle', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b', 'd']],
      ['d', []],
    ]);
    expect(circlesOf(graph)).toEqual([['b', 'c']]);
  });
});

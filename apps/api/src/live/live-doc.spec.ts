import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { keyedSections } from '@vigie/contracts';

import { liveDoc } from './live-doc';

const root = join(import.meta.dirname, '../../../..');
const types = readFileSync(join(root, 'libs/contracts/src/live.ts'), 'utf8');

describe('the page about the live stream', () => {
  it('lists every section of the state and every field of the tiles', () => {
    const page = liveDoc(types);
    const tiles = page.split('## TotalsView')[1]?.split('\n## ')[0] ?? '';
    for (const section of keyedSections) expect(page).toContain(`| \`${section}\` |`);
    expect(tiles.match(/^\| `/gm)).toHaveLength(
      types
        .split('type TotalsView')[1]
        ?.split('};')[0]
        ?.match(/^ {2}readonly /gm)?.length ?? 0,
    );
  });

  it('is the page in docs/', () => {
    expect(readFileSync(join(root, 'docs/live.md'), 'utf8')).toBe(liveDoc(types));
  });

  it('tells the meaning of a field by its comment', () => {
    const page = liveDoc(
      '/** A thing. */\nexport type Thing = {\n  /** How many, or `null`. */\n  readonly count: number | null;\n};',
    );
    expect(page).toContain('## Thing\n\nA thing.\n');
    expect(page).toContain('| `count` | `number \\| null` | How many, or `null`. |');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { keyedSections, totalsViewSchema } from '@vigie/contracts';

import { liveDoc } from './live-doc';

const root = join(import.meta.dirname, '../../../..');
const schemas = ['live.ts', 'live-protocol.ts']
  .map((name) => readFileSync(join(root, 'libs/contracts/src', name), 'utf8'))
  .join('\n');

describe('the page about the live stream', () => {
  it('lists every section of the state and every field of the tiles', () => {
    const page = liveDoc(schemas);
    const tiles = page.split('## TotalsView')[1]?.split('\n## ')[0] ?? '';
    for (const section of keyedSections) expect(page).toContain(`| \`${section}\` |`);
    expect(tiles.match(/^\| `/gm)).toHaveLength(Object.keys(totalsViewSchema.def.innerType.shape).length);
  });

  it('is the page in docs/', () => {
    expect(readFileSync(join(root, 'docs/live.md'), 'utf8')).toBe(liveDoc(schemas));
  });

  it('tells the meaning of a field by its comment', () => {
    const page = liveDoc(
      '/** A thing. */\nexport const thingSchema = object({\n  /** How many, or `null`. */\n  count: z.nullable(count),\n  names: list(z.nullable(text)),\n});',
    );
    expect(page).toContain('## Thing\n\nA thing.\n');
    expect(page).toContain('| `count` | `count \\| null` | How many, or `null`. |');
    expect(page).toContain('| `names` | `(string \\| null)[]` |  |');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { commentsDoc } from './comments-doc';

describe('the page about comments', () => {
  it('is the page in docs/, with every word that names a theme', () => {
    const page = commentsDoc();
    expect(readFileSync(join(import.meta.dirname, '../../../../docs/comments.md'), 'utf8')).toBe(page);
    expect(page).toContain('| `waiting` | Attente | attente\\*, attendre');
    expect(page.match(/^\| `/gmu)).toHaveLength(36);
  });
});

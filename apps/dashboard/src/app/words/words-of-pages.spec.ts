import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import type { WordPart } from './dictionary';
import { frFollowupList } from './fr-followup-list';
import { frHistory } from './fr-history';
import { frOffice } from './fr-office';
import { frSecretary } from './fr-secretary';
import { frTelephony } from './fr-telephony';
import { frWall } from './fr-wall';

type Tree = { readonly [key: string]: string | Tree };

const paths = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : paths(value, `${path}${key}.`),
  );
const parts: Readonly<Record<WordPart, readonly string[]>> = {
  history: paths({ history: frHistory }),
  lists: paths({ followupList: frFollowupList }),
  secretary: paths({ secretary: frSecretary }),
  telephony: paths({ telephony: frTelephony }),
  wall: paths({ wall: frWall }),
  office: paths(frOffice),
};

/** Parts whose words a room may name, beside those of the frame; rooms that are not named show those of the office. */
const partsOf: Readonly<Record<string, readonly WordPart[]>> = {
  live: [],
  shell: [],
  callbacks: ['lists'],
  formula: [],
  wall: ['wall'],
  history: ['history'],
  calls: ['history'],
  telephony: ['telephony'],
  // What a clinic's sheet is made of is named as on its own page.
  secretary: ['secretary', 'office'],
  // The log names the lists of calls that were asked for, in the words of history.
  privacy: ['office', 'history'],
};
/** What is kept in the shell for several pages of the office, and shown by none other. */
const ofOffice = 'copy-field.ts';
const app = join(import.meta.dirname, '..');

const sourcesOf = (room: string): string[] =>
  readdirSync(join(app, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|html)$/u.test(name) && !name.endsWith('.spec.ts') && name !== ofOffice)
    .map((name) => readFileSync(join(app, room, name), 'utf8'));

/** A permission may be called as a text is. */
const permission = /(permission: |may\()'[\w.]+'/gu;

/** Of these texts, those that the sources name, whole or up to what is filled in. */
function named(sources: string, keys: readonly string[]): string[] {
  const texts = sources.replaceAll(permission, '');
  const whole = new Set([...texts.matchAll(/'([\w.-]+)'/gu)].map(([, text]) => text));
  const stems = [...texts.matchAll(/`([a-z]\w*\.[\w.]*)\$\{/giu)].map(([, stem = '']) => stem);
  return keys.filter(
    (key) => whole.has(key.replace(/\.(one|other)$/u, '')) || stems.some((stem) => key.startsWith(stem)),
  );
}

const rooms = readdirSync(app, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['words', 'testing'].includes(entry.name))
  .map(({ name }) => name);

describe('words that come with their page', () => {
  it.each(rooms)('are there when %s shows them', (room) => {
    const own: readonly string[] = partsOf[room] ?? ['office'];
    const foreign = Object.entries(parts).flatMap(([part, keys]) => (own.includes(part) ? [] : keys));
    expect(named(sourcesOf(room).join('\n'), foreign)).toEqual([]);
  });
});

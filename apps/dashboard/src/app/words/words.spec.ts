import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ca } from './ca';
import { caFollowupList } from './ca-followup-list';
import { caHistory } from './ca-history';
import { caOffice } from './ca-office';
import { caSecretary } from './ca-secretary';
import { caTelephony } from './ca-telephony';
import { caWall } from './ca-wall';
import { en } from './en';
import { enFollowupList } from './en-followup-list';
import { enHistory } from './en-history';
import { enOffice } from './en-office';
import { enSecretary } from './en-secretary';
import { enTelephony } from './en-telephony';
import { enWall } from './en-wall';
import { fr } from './fr';
import { frFollowupList } from './fr-followup-list';
import { frHistory } from './fr-history';
import { frOffice } from './fr-office';
import { frSecretary } from './fr-secretary';
import { frTelephony } from './fr-telephony';
import { frWall } from './fr-wall';
import { frenchSpacing } from './french-spacing';

type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).toSorted();
const french = leaves({
  ...fr,
  ...frOffice,
  history: frHistory,
  followupList: frFollowupList,
  secretary: frSecretary,
  telephony: frTelephony,
  wall: frWall,
});

describe.each([
  [
    'Catalan',
    {
      ...ca,
      ...caOffice,
      history: caHistory,
      followupList: caFollowupList,
      secretary: caSecretary,
      telephony: caTelephony,
      wall: caWall,
    },
  ],
  [
    'English',
    {
      ...en,
      ...enOffice,
      history: enHistory,
      followupList: enFollowupList,
      secretary: enSecretary,
      telephony: enTelephony,
      wall: enWall,
    },
  ],
] as const)('%s', (_, words) => {
  const translated = new Map(leaves(words));

  it('has every text that French has, and none more', () => {
    expect([...translated.keys()].toSorted()).toEqual(french.map(([key]) => key).toSorted());
  });

  it('has no empty text', () => {
    expect([...translated].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills in the same things', () => {
    // A form for one may name the one in words ("1st call"); everything else holds what French holds.
    const differing = french.filter(([key, text]) => {
      const other = placeholders(translated.get(key) ?? '');
      return !key.endsWith('.one') && other.join() !== placeholders(text).join();
    });
    expect(differing).toEqual([]);
  });
});

describe('what was misread in use', () => {
  const spoken = leaves({
    ...ca,
    ...caOffice,
    history: caHistory,
    followupList: caFollowupList,
    telephony: caTelephony,
    wall: caWall,
  });
  const english = leaves({
    ...en,
    ...enOffice,
    history: enHistory,
    followupList: enFollowupList,
    telephony: enTelephony,
    wall: enWall,
  });
  const having = (words: readonly [string, string][], pattern: RegExp) =>
    words.filter(([, text]) => pattern.test(text)).map(([key, text]) => `${key}: ${text}`);

  it('is said otherwise: no kind of grammar, no target of a rifle, no hold that is a freeze', () => {
    expect(
      having(french, /\bgenres?\b|\bcibles?\b|sans précision|\bentrent et|prends note|appels masqués/iu),
    ).toEqual([]);
    expect(having(spoken, /trucades ocultes|els vam trobar|sense resposta recent per trucar/iu)).toEqual([]);
    expect(having(english, /come in a minute|take note|^hold$|stop turning|half wait less,/iu)).toEqual([]);
  });

  it('has a sign of percent as the language writes it', () => {
    expect(having(english, /[\s\u00a0]%/u)).toEqual([]);
    expect(having(spoken, /[\d}]%/u)).toEqual([]);
  });
});

describe('French typography', () => {
  it('keeps a sign with its word', () => {
    expect(frenchSpacing('max : 5 % ; « oui » !')).toBe(
      'max\u00a0: 5\u00a0%\u202f; «\u00a0oui\u00a0»\u202f!',
    );
  });

  it('keeps a unit with the number to come', () => {
    expect(frenchSpacing('limite {line} min')).toBe('limite {line}\u00a0min');
  });
});

describe('the letters of what the live page shows', () => {
  const css = (path: string): string => readFileSync(path, 'utf8');
  /** The ranges that a style sheet declares, as pairs of code points. */
  const rangesOf = (text: string): [number, number][] =>
    [...text.matchAll(/unicode-range:([^;]*);/gu)].flatMap(([, list = '']) =>
      [...list.matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/giu)].map(
        ([, from = '', to = from]): [number, number] => [parseInt(from, 16), parseInt(to, 16)],
      ),
    );
  const everyday = rangesOf(css(join(import.meta.dirname, '../../styles/inter/everyday.css')));
  const whole = rangesOf(css(createRequire(import.meta.url).resolve('@fontsource-variable/inter/wght.css')));
  const has = (ranges: readonly [number, number][], letter: string): boolean => {
    const code = letter.codePointAt(0) ?? 0;
    return ranges.some(([from, to]) => code >= from && code <= to);
  };

  it.each([
    ['French', fr],
    ['Catalan', ca],
    ['English', en],
  ])('come with the one small file of the font: %s', (_, words) => {
    // The list to call back writes its ordinals with raised letters.
    const shown = leaves({ ...words, callbacks: {} });
    const letters = new Set(shown.flatMap(([, text]) => [...frenchSpacing(text)]));
    expect(letters.size).toBeGreaterThan(60);
    // What is in no file at all is drawn by the system.
    expect([...letters].filter((letter) => has(whole, letter) && !has(everyday, letter))).toEqual([]);
  });
});

import { TestBed } from '@angular/core/testing';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { Formats } from '../shell/formats';
import { Language, type LanguageCode } from '../shell/language';
import { WordParts } from '../shell/word-parts';
import { Words } from '../shell/words';
import { preparePages } from '../testing/open-page';
import { changeInWords, fieldInWords } from './setting-words';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');
const told = (field: string, before: unknown, after: unknown): string => {
  const [words, formats] = [TestBed.inject(Words), TestBed.inject(Formats)];
  const nameOf = (_: string, id: string): string => (id === 'durand' ? 'Cabinet Durand' : id);
  return plain(changeInWords({ words, formats, nameOf }, { field, before, after }));
};
const speak = async (language: LanguageCode): Promise<void> => {
  await TestBed.inject(WordParts).open('office');
  await TestBed.inject(Language).choose(language);
};

describe('the history of a setting', () => {
  beforeAll(() => {
    preparePages();
  });

  it('is in words: kinds, languages, shares and waits as one says them', async () => {
    await speak('fr');
    expect(told('kind', null, 'cabinet')).toBe('Type : rien → Cabinet');
    expect(told('reportLanguage', 'fr', 'ca')).toBe('Langue du rapport : Français → Català');
    expect(told('answerRateTarget', 0.9, 0.925)).toBe('Taux de décroché promis (%) : 90 % → 92,5 %');
    expect(told('clinicId', null, 'durand')).toBe('Cabinet : rien → Cabinet Durand');
    expect(told('lines', null, { targetSeconds: 20, watchSeconds: 60, limitSeconds: 120 })).toBe(
      'Repères d’attente : rien → Objectif : 20 s · À surveiller : 60 s · Limite : 120 s',
    );
    expect(told('survey', null, { languages: ['fr', 'en'], share: 0.5, intro: { fr: 'Bonjour' } })).toBe(
      'Enquête auprès des patients : rien → langues : Français, English · part des appels décrochés : 50 % · mots d’accueil : texte écrit par le centre',
    );
  });

  it('tells of a calendar the days alone that are another, with their year', async () => {
    await speak('fr');
    const week = { mon: ['08:00-19:00'], tue: ['08:00-19:00'] };
    const one = { week, holidays: 'FR' };
    const other = {
      week: { ...week, tue: ['08:00-12:00'] },
      ...{ holidays: 'FR', exceptions: [{ date: '2026-12-24', spans: [] }] },
    };
    expect(told('covered', one, other)).toBe(
      'Horaires pris en charge : Mardi 08:00-19:00 → Mardi 08:00-12:00 ; 24 déc. 2026 fermé',
    );
  });

  it('writes its colon as the language does', async () => {
    await speak('en');
    expect(told('kind', null, 'cabinet')).toMatch(/^Kind: nothing → /u);
    await speak('ca');
    expect(told('callsBack', null, true)).toMatch(/^[^:]*\S: res → sí$/u);
  });

  it('tells by whom, when and for how long a clinic had numbers kept', async () => {
    await speak('fr');
    const kept = { instructedBy: 'Dr Durand', instructedOn: '2026-11-30', until: '2027-11-30' };
    expect(told('keptNumbers', null, kept)).toBe(
      'Numéros gardés pour rappeler : rien → Donnée par : Dr Durand · Donnée le : 30 nov. 2026 · Valable jusqu’au : 30 nov. 2027',
    );
  });

  it('has a word for whatever the file has of an item', () => {
    for (const field of ['survey', 'country', 'planned', 'id'])
      expect(fieldInWords(TestBed.inject(Words), field)).not.toBe(field);
  });
});

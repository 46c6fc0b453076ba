import { describe, expect, it } from '@jest/globals';
import { commentThemes, surveyLanguages } from '@vigie/contracts';

import { defaultWords, themeFinder } from './match-themes';

const themesOf = (text: string) => themeFinder()(text, null);

describe('the themes of a comment', () => {
  it.each([
    ['Vingt minutes d’attente, personne ne répond !', ['reach', 'waiting']],
    ['Très bon accueil, réponse claire', ['courtesy', 'clarity']],
    ['Toujours pas rappelée pour mon rendez-vous', ['appointment', 'followUp']],
    ['M’han tallat la trucada dues vegades', ['followUp', 'transfer']],
    ['Muy amable y me escuchó', ['courtesy', 'listening']],
    ['I was on hold, then cut off', ['waiting', 'transfer']],
    ['RAS', []],
  ])('of "%s" are those whose words it holds', (text, themes) => {
    expect([...themesOf(text)].sort()).toEqual([...themes].sort());
  });

  it('are looked for by whole words, by beginnings and by words that follow each other', () => {
    const find = themeFinder({ parking: { fr: ['parking', 'se gar*', 'place de parking'] } });
    expect(find('Où se garer ?', 'fr')).toEqual(['parking']);
    expect(find('parkings', 'fr')).toEqual([]);
    expect(find('se bien garer', 'fr')).toEqual([]);
  });

  it('have the words the clinic put in place of ours, in that language alone', () => {
    const find = themeFinder({ waiting: { fr: ['file'] }, courtesy: { fr: [] } });
    expect(find('longue attente', 'fr')).toEqual([]);
    expect(find('dans la file', 'fr')).toEqual(['waiting']);
    expect(find('queue', 'en')).toEqual(['waiting']);
    expect([find('accueil aimable', 'fr'), find('amable', 'ca')]).toEqual([[], ['courtesy']]);
  });

  it('are looked for in the language of the survey, in all where it is not known', () => {
    const find = themeFinder();
    expect([find('hora', 'fr'), find('hora', 'es'), find('hora', null)]).toEqual([
      [],
      ['appointment'],
      ['appointment'],
    ]);
  });

  it('have words in each language, written as they are looked for', () => {
    for (const language of surveyLanguages) {
      for (const theme of commentThemes) {
        const words = defaultWords[language][theme];
        expect(words.length).toBeGreaterThan(2);
        expect(words.filter((word) => !/^[a-z]+(?: [a-z]+)*\*?$/.test(word))).toEqual([]);
      }
    }
  });
});

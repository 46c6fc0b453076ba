import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  readSurveyItems,
  scaleEnds,
  scaleLabels,
  scaleValues,
  surveyItem,
  surveyItems,
} from './survey-items';
import { askedItems, surveyLanguages } from './survey-settings';

describe('the item bank', () => {
  it('has every item that can be asked, once', () => {
    expect(surveyItems.map(({ id }) => id).sort()).toEqual([...askedItems].sort());
    expect(surveyItem('courtesy')?.scale).toBe('agree5');
    expect(surveyItem('smile')).toBeUndefined();
  });

  it('says every item in every language, in words of its own', () => {
    for (const language of surveyLanguages) {
      const wordings = surveyItems.map(({ wording }) => wording[language]);
      expect(new Set(wordings).size).toBe(surveyItems.length);
      expect(new Set(surveyItems.map(({ short }) => short[language])).size).toBe(surveyItems.length);
      for (const wording of wordings) expect(wording).toMatch(/\?/u);
    }
  });

  it('names every value of a scale, or both of its ends', () => {
    for (const { scale } of surveyItems) {
      for (const language of surveyLanguages)
        expect(scaleLabels[scale][language]).toHaveLength(scaleValues[scale].length);
    }
    expect(scaleEnds.recommend11?.high.fr).toBe('certainement');
    expect(scaleEnds.ease7?.low.ca).toBe('molt difícil');
  });
});

describe('what was answered', () => {
  it('is read item by item: a bad one is named and loses none of the others', () => {
    const read = readSurveyItems({
      overall: 5,
      reach: 6,
      smile: 3,
      clear: 3.5,
      recommend: 0,
      listening: 'bien',
    });
    expect(read).toEqual({
      items: { overall: 5, recommend: 0 },
      comment: null,
      rejected: ['reach', 'smile', 'clear', 'listening'],
    });
  });

  it('may come in digits, as a form or a keypad sends it', () => {
    expect(readSurveyItems({ overall: '4', callback: ' 1 ', effort: '07' }).items).toEqual({
      overall: 4,
      callback: 1,
      effort: 7,
    });
  });

  it('keeps the comment apart from the numbers', () => {
    expect(readSurveyItems({ overall: 2, comment: '  Trop d’attente. ' })).toEqual({
      items: { overall: 2 },
      comment: 'Trop d’attente.',
      rejected: [],
    });
    expect(readSurveyItems({ comment: 5 }).rejected).toEqual(['comment']);
  });

  it('leaves a question that was not answered out, without complaint', () => {
    expect(readSurveyItems({ overall: null, reach: '', comment: '  ', clear: undefined })).toEqual({
      items: {},
      comment: null,
      rejected: [],
    });
  });

  it('never counts a value that is not of the scale, whatever is sent', () => {
    const anything = fc.dictionary(
      fc.oneof(fc.constantFrom(...askedItems), fc.string()),
      fc.oneof(fc.integer({ min: -2, max: 12 }), fc.double(), fc.string(), fc.constant(null), fc.boolean()),
    );
    fc.assert(
      fc.property(anything, (raw) => {
        const { items, rejected } = readSurveyItems(raw);
        for (const [id, value] of Object.entries(items)) {
          const scale = surveyItem(id)?.scale ?? 'text';
          expect(scaleValues[scale]).toContain(value);
        }
        const told = [...Object.keys(items), ...rejected];
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { surveyLanguages } from '@vigie/contracts';
import fc from 'fast-check';

import { resolveSurvey } from '../../settings/survey-template';
import { toKeptTemplate } from '../invitation';
import { readAnswerForm } from './answer-form';
import { markup } from './markup';
import { RequestLimits } from './request-limits';
import { noticePage, surveyPage } from './survey-page';
import { allWords } from './words/all-words';

const asked = ['overall', 'recommend', 'comment', 'callback'] as const;

function survey(clinicName: string, language: 'fr' | 'ca' | 'es' | 'en' = 'fr') {
  const template = resolveSurvey({ languages: [...surveyLanguages] }, undefined, clinicName);
  if (template === null) throw new Error('there is a survey');
  return {
    invitation: { callAnswered: true, expiresAt: Date.UTC(2026, 10, 30, 23, 30), refusedAt: null },
    template: toKeptTemplate(template, { centreName: 'Centre', timezone: 'Europe/Paris' }),
    language,
  };
}

describe('markup', () => {
  it('lets no text be anything but text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { text: made } = markup`<p title="${text}">${text}</p>`;
        expect(made.match(/[<>"]/gu)).toHaveLength(6);
      }),
    );
    expect(markup`${['<', markup`<b>`, null, 5]}`.text).toBe('&lt;<b>5');
  });
});

describe('the page', () => {
  it('cannot be broken by the name of a clinic', () => {
    const made = surveyPage(survey('<script>alert(1)</script> & "Fils" {date}'));
    expect(made).not.toContain('<script');
    expect(made).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Fils&quot; {date}');
  });

  it('tells the last day by the clinic’s clock, in each language’s way', () => {
    const told = {
      fr: '1er décembre 2026',
      ca: '1 de desembre del 2026',
      es: '1 de diciembre de 2026',
      en: '1 December 2026',
    };
    for (const language of surveyLanguages)
      expect(noticePage('late', survey('Durand', language))).toContain(told[language]);
  });

  it('keeps what was written when it has to be sent again', () => {
    const made = surveyPage(survey('Durand'), { overall: 4, comment: '</textarea><b>' });
    expect(made).toContain('name="overall" value="4" checked');
    expect(made).toContain('&lt;/textarea&gt;&lt;b&gt;</textarea>');
  });

  it('says the same things in every language', () => {
    const blanks = (words: object): unknown =>
      Object.fromEntries(
        Object.entries(words).map(([name, text]) => [
          name,
          typeof text === 'string' ? (text.match(/\{\w+\}/gu) ?? []).toSorted() : blanks(text as object),
        ]),
      );
    for (const language of surveyLanguages) expect(blanks(allWords[language])).toEqual(blanks(allWords.fr));
  });
});

describe('what the page sends', () => {
  it('counts where it was asked and is of the scale', () => {
    expect(readAnswerForm('overall=5&recommend=11&reach=3&comment=+Merci+%0D%0A', asked)).toEqual({
      kind: 'answers',
      items: { overall: 5, comment: 'Merci' },
    });
    expect(readAnswerForm('overall=5&overall=1', asked)).toMatchObject({ items: { overall: 5 } });
    for (const nothing of ['', 'overall=', 'comment=%20', 'overall=5.5', '__proto__=5', 'do=answer'])
      expect(readAnswerForm(nothing, asked)).toEqual({ kind: 'nothing' });
  });

  it('is a refusal whatever else it holds', () => {
    expect(readAnswerForm('overall=5&do=refuse', asked)).toEqual({ kind: 'refusal' });
  });

  it('is a text the log can hold, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (comment) => {
        const form = readAnswerForm(new URLSearchParams({ comment }).toString(), asked);
        const text = form.kind === 'answers' ? String(form.items.comment) : '';
        expect(text.length).toBeLessThanOrEqual(1_000);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/[^\P{C}\n]/u);
      }),
    );
  });
});

describe('the number of requests', () => {
  it('is counted by address, and by network where one subscriber has many', () => {
    const limits = new RequestLimits({ perSecond: 1, atOnce: 2 });
    const allowed = (address: string, now = 0) => limits.allows(address, now);
    expect([allowed('192.0.2.1'), allowed('192.0.2.1'), allowed('192.0.2.1')]).toEqual([true, true, false]);
    expect(allowed('192.0.2.2')).toBe(true);
    expect(allowed('192.0.2.1', 1_000)).toBe(true);
    expect(allowed('192.0.2.1', 1_000)).toBe(false);
    for (const end of ['1', '2']) expect(allowed(`2001:db8:1:2::${end}`)).toBe(true);
    expect(allowed('2001:db8:1:2:ffff::3')).toBe(false);
    expect(allowed('2001:db8:1:3::3')).toBe(true);
  });
});

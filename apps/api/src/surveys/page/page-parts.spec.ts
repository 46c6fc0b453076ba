import { describe, expect, it } from '@jest/globals';
import { surveyItems, surveyLanguages, type AskedItem } from '@vigie/contracts';
import fc from 'fast-check';

import { resolveSurvey } from '../../settings/survey-template';
import { toKeptTemplate } from '../invitation';
import { readAnswerForm } from './answer-form';
import { markup } from './markup';
import { allWords, noticePage } from './page-frame';
import { openItems, surveyPage, thanksPage } from './survey-page';

const asked = ['overall', 'recommend', 'comment', 'callback'] as const;

function survey(clinicName: string, language: 'fr' | 'ca' | 'es' | 'en' = 'fr') {
  const template = resolveSurvey({ languages: [...surveyLanguages] }, undefined, clinicName);
  if (template === null) throw new Error('there is a survey');
  return {
    invitation: {
      callAnswered: true,
      expiresAt: Date.UTC(2026, 10, 30, 23, 30),
      refusedAt: null,
      answeredItems: [] as readonly AskedItem[],
    },
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
    const made = thanksPage(survey('Durand'), { overall: 4, comment: '</textarea><b>', reach: 2 });
    expect(made).toContain('name="overall" value="4" formaction="#now" aria-pressed="true"');
    expect(made).toContain('name="reach" value="2" checked');
    expect(made).toContain('&lt;/textarea&gt;&lt;b&gt;</textarea>');
  });

  it('asks how it was on the whole first, and three things more at most before they are sent', () => {
    for (const language of surveyLanguages) {
      const made = surveyPage(survey('Durand', language));
      const names = [...made.matchAll(/<(?:input|textarea|button)[^>]* name="(\w+)"/gu)].map(
        ([, name]) => name,
      );
      expect([...new Set(names)].filter((name) => name !== 'do')).toEqual([
        'overall',
        'reach',
        'courtesy',
        'listening',
      ]);
    }
  });

  it('offers a call back to whom it leads to one, first of all, and to nobody else', () => {
    const asked = survey('Durand');
    expect(openItems(asked, { overall: 2 })[0]).toBe('callback');
    for (const given of [{}, { overall: 3 }, { overall: 5 }])
      expect(openItems(asked, given)).not.toContain('callback');
  });

  it('thanks who asked to be called, and says what follows', () => {
    const thanks = (given: object) => thanksPage(survey('Durand'), given);
    expect(thanks({ overall: 1, callback: 1 })).toContain('le centre vient d’être prévenu');
    expect(thanks({ overall: 1, callback: 0 })).toContain('Merci, c’est noté');
    expect(thanks({ overall: 4, callback: 1 })).not.toContain('prévenu que vous');
  });

  it('is sent by the Enter key as by its own button, never as the lowest score', () => {
    const made = surveyPage(survey('Durand'));
    const [pressed] = /<button[^>]*>/u.exec(made.slice(made.indexOf('<form')) ?? '') ?? [];
    expect(pressed).toContain('name="do" value="answer"');
  });

  it('does not contradict itself, and speaks to women and men alike', () => {
    for (const language of surveyLanguages) {
      const said = JSON.stringify(allWords[language]);
      expect(said).not.toMatch(/lues en direct|llegeixen a l’instant|leen al instante|as they come/u);
      expect(said).not.toMatch(/\b(sollicité|satisfait|satisfet|satisfecho|rappelé)\b/u);
      // A name stands alone: nobody knows its article.
      expect(said).not.toMatch(
        /(à|a|de|aideront|ajudaran|ayudarán|help|to) \{(clinic|controller|centre)\}/iu,
      );
    }
    const bank = surveyItems.flatMap(({ wording, short }) => [
      ...Object.values(wording),
      ...Object.values(short),
    ]);
    expect(bank.join(' ')).not.toMatch(
      /\b(écouté|satisfait|escoltat|satisfet|escuchado|satisfecho|rappelé)\b ?\?/u,
    );
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
      isTap: true,
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

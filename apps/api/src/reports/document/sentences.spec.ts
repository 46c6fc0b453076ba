import { describe, expect, it } from '@jest/globals';
import type { Sentence } from '@vigie/contracts';
import { newcombeDifference } from '@vigie/metrics';
import fc from 'fast-check';

import { overall, someAnswer, someFigures, someMaterial, someReach } from '../testing/some-figures';
import { reportLanguages, type ReportLanguage } from '../words/report-format';
import { sceneOf } from './scene';
import { sentencesOf } from './sentences';
import { toReportDocument } from './to-report-document';

/** Words that say that something went up or down. */
const claims: { readonly [language in ReportLanguage]: { readonly up: RegExp; readonly down: RegExp } } = {
  fr: { up: /hausse|augment|progress|mieux|amélior/iu, down: /baiss|recul|diminu|dégrad|moins bien/iu },
  ca: { up: /puja|augment|millor/iu, down: /baixa|disminu|pitjor|empitjor/iu },
  en: { up: /\brise|rose|increas|better|improv|\bup\b/iu, down: /\bfall|fell|decreas|worse|\bdown\b|drop/iu },
  es: { up: /subi|aument|mejor/iu, down: /baja|disminu|peor/iu },
};
const textOf = (sentences: readonly Sentence[]) =>
  sentences.map((runs) => runs.map(({ text }) => text).join('')).join('\n');

function sentences(
  language: ReportLanguage,
  now: readonly number[] | null,
  before: readonly number[] | null,
): string {
  const satisfaction = {
    answer: someAnswer('2026-10', now),
    before: before === null ? null : someAnswer('2026-09', before),
    yearBefore: null,
    months: [],
    drivers: [],
    peers: null,
  };
  const figures = someFigures({
    reach: someReach({ answered: 90, losses: { abandoned: 10 } }),
    satisfaction,
  });
  return textOf(sentencesOf(sceneOf(someMaterial(figures), language)));
}

const counts = fc
  .tuple(fc.nat(40), fc.nat(40), fc.nat(80), fc.nat(200), fc.nat(300))
  .filter((each) => each.reduce((sum, count) => sum + count, 0) > 0);
const satisfied = ([, , , good = 0, best = 0]: readonly number[]) => good + best;
const total = (each: readonly number[]) => each.reduce((sum, count) => sum + count, 0);

describe('the opening sentences', () => {
  it.each(reportLanguages)(
    'claim a change only where the interval of the difference leaves 0 out: %s',
    (language) => {
      const seen = { up: 0, down: 0, chance: 0 };
      fc.assert(
        fc.property(counts, counts, (now, before) => {
          const text = sentences(language, now, before);
          const told = newcombeDifference(
            { count: satisfied(now), of: total(now) },
            { count: satisfied(before), of: total(before) },
          );
          const enough = total(now) >= 30 && total(before) >= 30;
          const isUp = enough && told !== null && told.low > 0;
          const isDown = enough && told !== null && told.high < 0;
          expect([text, claims[language].up.test(text)]).toEqual([text, isUp]);
          expect([text, claims[language].down.test(text)]).toEqual([text, isDown]);
          seen[isUp ? 'up' : isDown ? 'down' : 'chance'] += 1;
        }),
        { numRuns: 400, seed: 3 },
      );
      expect(Math.min(seen.up, seen.down, seen.chance)).toBeGreaterThan(20);
    },
  );

  it('say what the sketch says, in its words', () => {
    // 222 of 271 = 81.9 %; Wilson 76.9 to 86.1 %. September: 237 of 300 = 79.0 %.
    const text = sentences('fr', [12, 13, 24, 98, 124], [20, 18, 25, 110, 127]);
    expect(text.split('\n').slice(1)).toEqual([
      '82\u00a0% des 271 répondants se disent satisfaits (marge d’incertitude\u00a0: 77 à 86\u00a0%).',
      '82\u00a0% contre 79\u00a0% en septembre\u00a0: avec 271 réponses, l’écart peut être dû au hasard.',
    ]);
  });

  it('say a change that is there, with its margin', () => {
    // 240 of 271 = 88.6 % against 180 of 271 = 66.4 %: +22.1 points, Newcombe 15.2 to 28.8.
    const text = sentences('fr', [5, 10, 16, 100, 140], [31, 30, 30, 90, 90]);
    expect(text.split('\n').at(-1)).toBe(
      '89\u00a0% contre 66\u00a0% en septembre\u00a0: une hausse que le hasard n’explique pas (marge\u00a0: 15 à 29\u00a0points).'.replace(
        '29\u00a0points',
        '29 points',
      ),
    );
  });

  it('tell neither a figure nor a number of answers below ten', () => {
    for (const language of reportLanguages) {
      const text = sentences(language, null, null).split('\n').slice(1).join(' ');
      expect(text).not.toMatch(/\d/u);
      expect(text).not.toBe('');
    }
  });

  it('ask for prudence, and compare nothing, from 10 to 29 answers', () => {
    const text = sentences('fr', [0, 1, 1, 4, 6], [20, 18, 25, 110, 127]);
    expect(text).toContain('83\u00a0% des 12 répondants');
    expect(text).toContain('Peu de réponses');
    expect(text).not.toContain('septembre');
  });
});

describe('news of the month', () => {
  const past = someFigures().past.map((month) => ({
    ...month,
    covered: 600,
    coveredAnswered: 570,
    presented: 640,
  }));
  const hours = Array.from({ length: 168 }, (_, index) => {
    const hour = index % 24;
    if (index >= 120 || hour < 8 || hour >= 18) return { answered: 0, unanswered: 0 };
    return hour === 16 ? { answered: 30, unanswered: 20 } : { answered: 46, unanswered: 4 };
  });
  const worse = someFigures({
    reach: someReach({ answered: 2220, losses: { abandoned: 280 } }),
    past: past.map((month, index) =>
      index < 12 ? month : { ...month, covered: 2500, coveredAnswered: 2220 },
    ),
    hours,
    satisfaction: {
      answer: someAnswer('2026-10', [12, 13, 24, 98, 124]),
      before: someAnswer('2026-09', [20, 18, 25, 110, 127]),
      yearBefore: null,
      months: [],
      drivers: [],
      peers: null,
    },
  });
  const told = (status: 'final' | 'running') =>
    textOf(sentencesOf(sceneOf(someMaterial(worse, { status }), 'fr'))).split('\n');

  it('is the change that is certain and the worst hours, not a difference that chance explains', () => {
    expect(told('final').slice(1)).toEqual([
      'Sans réponse\u00a0: 11,2\u00a0% contre 5,0\u00a0% en septembre, une hausse que le hasard n’explique pas (marge\u00a0: 4 à 8 points).',
      'Le plus souvent sans réponse\u00a0: de 16 h à 17 h (40\u00a0%).',
      '82\u00a0% des 271 répondants se disent satisfaits (marge d’incertitude\u00a0: 77 à 86\u00a0%).',
    ]);
  });

  it('compares no part of a month with a whole one, and tells no satisfaction of another period while it runs', () => {
    const running = told('running');
    expect(running.join(' ')).not.toContain('septembre');
    const quarter = { ...worse.satisfaction?.answer, month: '2026-07', months: 3 } as const;
    const before = someFigures({
      ...worse,
      satisfaction: { ...worse.satisfaction, answer: quarter } as never,
    });
    const sentences = textOf(sentencesOf(sceneOf(someMaterial(before, { status: 'running' }), 'fr')));
    expect(sentences).toContain('La satisfaction du mois n’est pas encore publiée.');
    expect(sentences).not.toContain('répondants');
  });
});

describe('a clinic with six answers', () => {
  it('still gets a page one that says how patients could reach it', () => {
    const figures = someFigures({
      reach: someReach({ answered: 35, losses: { abandoned: 4 } }),
      satisfaction: {
        answer: someAnswer('2026-10', null),
        before: null,
        yearBefore: null,
        months: [],
        drivers: [],
        peers: null,
      },
    });
    const document = toReportDocument(someMaterial(figures), 'fr');
    const [summary] = document.pages;
    expect(summary?.blocks.map(({ id }) => id)).toEqual([
      'commitment',
      'sentences',
      'reach',
      'when',
      'reasons',
      'actions',
    ]);
    expect(JSON.stringify(document)).not.toMatch(/\b6 (réponses|répondants)/u);
  });
});

describe('a month of which the telephone system did not tell all', () => {
  it.each([
    ['fr', 'données incomplètes : rien entendu pendant 20 min', 'du 5 mai à 11:50 au 5 mai à 12:10'],
    ['ca', 'dades incompletes', 'del 5 de maig'],
    ['en', 'incomplete data: nothing was heard for 20 min', 'from 5 May'],
    ['es', 'datos incompletos', 'del 5 de mayo'],
  ] as const)(
    'says so beside its first figures, and in its method of which times: %s',
    (language, said, when) => {
      const times = [{ from: Date.UTC(2026, 4, 5, 9, 50), to: Date.UTC(2026, 4, 5, 10, 10) }];
      const figures = someFigures({ unheard: { coveredMs: 1_200_000, times } });
      const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');
      const blocks = toReportDocument(someMaterial(figures), language).pages.flatMap((page) => page.blocks);
      const textOfBlock = (id: string): string =>
        plain(JSON.stringify(blocks.find((block) => block.id === id) ?? {}));
      expect(textOfBlock('reach')).toContain(said);
      expect(textOfBlock('method')).toContain(when);
      const whole = toReportDocument(someMaterial(someFigures({})), language);
      expect(plain(JSON.stringify(whole))).not.toContain(said);
    },
  );
});

it('an item of nobody is no item', () => {
  expect(() => overall([0, 0, 0, 0, 0])).toThrow('nobody answered');
});

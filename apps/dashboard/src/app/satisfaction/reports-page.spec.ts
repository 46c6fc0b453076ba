import { describe, expect, it } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { openPage } from '../testing/open-page';
import { sampleSummaries } from '../testing/sample-report';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');
const opened = async (
  address = '/reports',
  http = FakeHttp.withReports(),
  language: 'fr' | 'ca' | 'en' = 'fr',
) => {
  const page = await openPage(address, language, http);
  await page.settle();
  return { ...page, http, shown: plain(await page.text()) };
};
const names = (page: HTMLElement): string[] =>
  [...page.querySelectorAll('tbody th')].map((cell) => (cell.textContent ?? '').trim());

describe('the page of all reports', () => {
  it('lists the clinics by name, whatever their figures and the order of the server', async () => {
    const { page } = await opened();
    expect(names(page)).toEqual([
      'Cabinet des Églantiers',
      'Cabinet Durand',
      'Cabinet Zola',
      'Centre de santé des Tilleuls',
      'Clinique du Parc',
      'Radiologie Sud',
    ]);
  });

  it('says while the past is loading that no figure of a month is whole', async () => {
    const http = FakeHttp.withReports();
    http.answer('/api/v1/reports', { body: sampleSummaries({ pastIsLoading: true }) });
    expect((await opened('/reports', http)).shown).toContain('Le passé se charge encore');
    expect((await opened()).shown).not.toContain('Le passé se charge encore');
  });

  it('writes a figure with its base and margin, and the word why there is none', async () => {
    const { shown } = await opened();
    expect(shown).toContain('82 % 271 réponses, marge : 77 % à 86 %');
    expect(shown).toContain('peu de réponses 74 % 19 réponses, marge : 51 % à 88 %');
    expect(shown).toContain('moins de 10 réponses');
    expect(shown).toContain('masqué pour protéger un autre chiffre');
  });

  it('adds all clinics up as the server does, with base and margin', async () => {
    const { page } = await opened();
    const told = [...page.querySelectorAll('vg-reports-total div')].map((one) =>
      plain(`${one.querySelector('dd')?.textContent ?? ''} ${one.querySelector('dt')?.textContent ?? ''}`)
        .replaceAll(/\s+/gu, ' ')
        .trim(),
    );
    expect(told).toEqual([
      '12 345 appels présentés',
      '10 780 décrochés, horaires couverts',
      '1 040 sans réponse : 8,8 % des 11 820 appels couverts, 4,9 % le mois d’avant',
      '513 hors horaires couverts',
      '12 renseignés par le message, ou de fin inconnue',
      '82,5 % répondants satisfaits : 1 094 réponses, marge : 80 % à 85 %',
      '4,31 note moyenne sur 5',
    ]);
  });

  it('tells a commitment kept or not by a mark and a word, and says where there is none', async () => {
    const { shown } = await opened();
    expect(shown).toContain('● tenu au moins 90 % décrochés');
    expect(shown).toContain('▲ non tenu au moins 90 % décrochés');
    expect(shown).toContain('sans engagement');
  });

  it('names the state of each report, and offers no file of one that is not published', async () => {
    const { page, shown } = await opened();
    expect(shown).toContain('Radiologie Sud révisé · version 3');
    expect(shown).toContain('Clinique du Parc provisoire');
    expect(shown).toContain('Cabinet Zola pas encore publié');
    const files = [...page.querySelectorAll<HTMLAnchorElement>('a[download]')].map((link) =>
      link.getAttribute('href'),
    );
    expect(files).toContain('/api/v1/reports/2026-10/clinics/durand?format=pdf');
    expect(files.filter((file) => file?.includes('zola'))).toEqual([]);
  });

  it('says the share unanswered with its base and that of the month before, every one with its decimal', async () => {
    const { shown } = await opened();
    expect(shown).toContain('14,2 % de 3 637 appels couverts septembre 2026 : 8,0 %');
  });

  it.each([
    ['unanswered', 'Radiologie Sud'],
    ['change', 'Radiologie Sud'],
    ['calls', 'Radiologie Sud'],
    ['nonsense', 'Cabinet des Églantiers'],
  ])('is sorted by %s when asked, the largest first and what is not told last', async (sort, first) => {
    const { page } = await opened(`/reports?sort=${sort}`);
    expect(names(page)[0]).toBe(first);
    if (sort !== 'nonsense') expect(names(page).at(-1)).toBe('Cabinet Zola');
  });

  it('adds up: what is presented is answered, unanswered, outside hours or told apart', () => {
    const { total, clinics } = sampleSummaries();
    for (const each of [total, ...clinics])
      expect(each.coveredAnswered + each.unanswered + each.outside + each.otherCalls).toBe(each.presented);
  });

  it('finds a clinic whatever the accents, from the address', async () => {
    const { page, shown } = await opened('/reports?q=eglan');
    expect(names(page)).toEqual(['Cabinet des Églantiers']);
    expect(shown).toContain('1 cabinet trouvé');
  });

  it('shows only those whose commitment was missed when asked', async () => {
    const { page } = await opened('/reports?show=missed');
    expect(names(page)).toEqual(['Radiologie Sud']);
  });

  it('asks for the month of the address and keeps the centre', async () => {
    const { http } = await opened('/reports?month=2026-09&tenant=place');
    expect(http.asked.map(({ address }) => address)).toContain('/api/v1/reports?month=2026-09&tenant=place');
  });

  it.each([
    [{ status: 403 }, 'Cette page n’est pas ouverte à votre compte'],
    [{ status: 500 }, 'Cette page n’a pas pu être lue'],
    [{ body: { surprise: true } }, 'Cette page n’a pas pu être lue'],
    [{ body: sampleSummaries({ months: [], clinics: [] }) }, 'Aucun rapport encore'],
    [{ body: sampleSummaries({ clinics: [] }) }, 'Aucun appel ce mois-là'],
  ])('has a state of its own for the answer %j', async (answer, said) => {
    const http = FakeHttp.withReports();
    http.answer('/api/v1/reports', answer);
    expect((await opened('/reports', http)).shown).toContain(said);
  });

  it.each([
    ['ca', 'Informes', 'no complert', 'menys de 10 respostes'],
    ['en', 'Reports', 'missed', 'fewer than 10 answers'],
  ] as const)('speaks %s', async (language, title, missed, few) => {
    const { shown } = await opened('/reports', FakeHttp.withReports(), language);
    for (const said of [title, missed, few]) expect(shown).toContain(said);
  });
});

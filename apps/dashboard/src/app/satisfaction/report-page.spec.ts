import { describe, expect, it } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { openPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';
import { sampleReport } from '../testing/sample-report';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');
const address = '/reports/2026-10/durand';
const opened = async (at = address, http = FakeHttp.withReports()) => {
  const page = await openPage(at, 'fr', http);
  await page.settle();
  await page.settle();
  return { ...page, http, shown: plain(await page.text()) };
};
const button = (page: HTMLElement, text: string, after = 0): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].filter((one) => one.textContent?.includes(text));
  const chosen = found[after];
  if (chosen === undefined) throw new Error(`no button says ${text}`);
  return chosen;
};

describe('a report', () => {
  it('draws every block the server sends, in its order', async () => {
    const { page } = await opened();
    const drawn = [...page.querySelectorAll('article section > *')]
      .map((block) => block.tagName.toLowerCase())
      .filter((tag) => tag.endsWith('-block'));
    const sent = sampleReport().pages.flatMap(({ blocks }) => blocks.map(({ kind }) => `vg-${kind}-block`));
    expect(drawn).toEqual(sent);
  });

  it('says the commitment, the sentences and the figures as they were worded', async () => {
    const { shown } = await opened();
    expect(shown).toContain('● Engagement tenu 90 % d’appels décrochés dans les horaires couverts');
    expect(shown).toContain(
      '82 % des 271 répondants se disent satisfaits (marge d’incertitude : 77 à 86 %).',
    );
    expect(shown).toContain('C’était 79 % en septembre ; avec 271 réponses, l’écart peut être dû au hasard.');
    expect(shown).toContain('rattrapés le jour ouvré suivant : 112 ont rappelé, 42 joints par nous 154');
    expect(shown).toContain('Cabinet Durand · octobre 2026');
    expect(shown).not.toContain('page 1 sur 3');
  });

  it('opens the calls that a number counts, for whoever may see them', async () => {
    const linkOf = ({ page }: { readonly page: HTMLElement }): string | null | undefined =>
      page.querySelector('vg-figures-block dd a')?.getAttribute('href');
    expect(linkOf(await opened())).toBeUndefined();
    const http = FakeHttp.withReports();
    http.answer('/api/v1/me', { body: sampleMe(['reports.see', 'calls.read']) });
    const [path, query] = (linkOf(await opened(address, http)) ?? '').split('?');
    expect([path, Object.fromEntries(new URLSearchParams(query))]).toEqual([
      '/calls',
      {
        range: 'custom',
        count: 'unanswered',
        clinicId: 'durand',
        from: '2026-09-30T22:00:00.000Z',
        to: '2026-10-31T23:00:00.000Z',
      },
    ]);
  });

  it('writes a word instead of a hidden distribution, and draws no bar for it', async () => {
    const { page } = await opened();
    const rows = [...page.querySelectorAll('vg-scores-block li')];
    const courtesy = rows.find((row) => row.textContent?.includes('Courtoisie'));
    expect(courtesy?.textContent).toContain('moins de 10 réponses');
    expect(courtesy?.querySelector('vg-stacked-shares')).toBeNull();
    expect(rows[0]?.querySelectorAll('vg-stacked-shares i')).toHaveLength(5);
  });

  it('has behind each chart its table and beside it its summary', async () => {
    const { page, settle } = await opened();
    expect(page.querySelector('vg-trend-line')?.getAttribute('aria-label')).toContain(
      'août sort de l’habituel',
    );
    expect(page.querySelector('vg-scores-block')?.textContent).toContain(
      'Satisfaction globale : 82 % favorables.',
    );
    button(page, 'Voir en tableau', 0).click();
    button(page, 'Voir en tableau', 1).click();
    await settle();
    const cells = [...page.querySelectorAll('vg-scores-block tbody tr:first-child > *')].map((cell) =>
      plain(cell.textContent ?? '').trim(),
    );
    expect(cells).toEqual(['Satisfaction globale', '4 %', '5 %', '9 %', '36 %', '46 %', '82 %', '77 à 86 %']);
    expect(page.querySelectorAll('vg-trend-block tbody tr')).toHaveLength(13);
  });

  it('is a table of hours, with every share written', async () => {
    const { page } = await opened();
    const strip = page.querySelector('vg-heat-grid');
    expect(strip?.getAttribute('role')).toBe('table');
    expect(strip?.querySelectorAll('[role=columnheader]')).toHaveLength(12);
    expect(plain(strip?.querySelector('[role=cell]')?.textContent ?? '')).toContain('14 %');
  });

  it('is in the language of the report, its files too, while the page keeps its own', async () => {
    const { page, http } = await opened(`${address}?language=es`);
    expect(http.asked.map((one) => one.address)).toContain(
      '/api/v1/reports/2026-10/clinics/durand?language=es&format=json',
    );
    expect(page.querySelector('article')?.getAttribute('lang')).toBe('fr');
    const files = [...page.querySelectorAll('a[download]')].map((link) => link.getAttribute('href'));
    expect(files).toEqual(
      ['pdf', 'spreadsheet', 'csv'].map(
        (format) => `/api/v1/reports/2026-10/clinics/durand?language=es&format=${format}`,
      ),
    );
  });

  it('is printed as the PDF it is, and a month without calls has no file', async () => {
    const { page } = await opened();
    const print = [...page.querySelectorAll('a')].find((link) => link.textContent?.includes('Imprimer'));
    expect([print?.getAttribute('href'), print?.getAttribute('target')]).toEqual([
      '/api/v1/reports/2026-10/clinics/durand?format=pdf',
      '_blank',
    ]);
    const http = FakeHttp.withReports();
    const empty = sampleReport({ status: 'empty', version: 0 });
    http.answer('/api/v1/reports/2026-10/clinics/durand', { body: empty });
    expect((await opened(address, http)).page.querySelectorAll('a[href*=format]')).toHaveLength(0);
  });

  it.each([
    [404, 'Ce rapport n’est pas encore publié'],
    [403, 'Cette page n’est pas ouverte à votre compte'],
    [500, 'Cette page n’a pas pu être lue'],
  ])('has a state of its own for the answer %d', async (status, said) => {
    const http = FakeHttp.withReports();
    http.answer('/api/v1/reports/2026-10/clinics/durand', { status });
    expect((await opened(address, http)).shown).toContain(said);
  });

  it('leaves out a block of a kind it does not know', async () => {
    const http = FakeHttp.withReports();
    const strange = { id: 'summary', title: 'x', blocks: [{ kind: 'hologram', id: 'h' }] };
    http.answer('/api/v1/reports/2026-10/clinics/durand', { body: { ...sampleReport(), pages: [strange] } });
    expect((await opened(address, http)).shown).toContain('Cabinet Durand');
  });
});

describe('what is decided together', () => {
  const write = (page: HTMLElement, name: string, value: string): void => {
    const field = page.querySelector<HTMLInputElement>(`vg-action-form [name=${name}]`);
    if (field === null) throw new Error(`no field ${name}`);
    field.value = value;
  };
  const submit = (page: HTMLElement): void => {
    page.querySelector('vg-action-form form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  };

  it('is added with its owner, day and effect, and the report is read anew', async () => {
    const { page, http, settle } = await opened();
    button(page, 'Ajouter une décision').click();
    await settle();
    write(page, 'text', ' Deux secrétaires le lundi ');
    write(page, 'owner', 'nous');
    write(page, 'due', '2026-12-01');
    write(page, 'expected', 'moins d’attente');
    const before = http.asked.length;
    submit(page);
    await settle();
    await settle();
    const made = http.asked.slice(before);
    expect(made[0]).toEqual({
      method: 'POST',
      address: '/api/v1/reports/actions',
      body: {
        text: 'Deux secrétaires le lundi',
        owner: 'nous',
        due: '2026-12-01',
        expected: 'moins d’attente',
        clinicId: 'durand',
        month: '2026-10',
      },
    });
    expect(made.slice(1).some(({ address: asked }) => asked.includes('/clinics/durand'))).toBe(true);
    expect(page.querySelector('vg-action-form')).toBeNull();
  });

  it('is changed with what became of it', async () => {
    const { page, http, settle } = await opened();
    button(page, 'Modifier').click();
    await settle();
    write(page, 'outcome', 'sans réponse à 11 %');
    write(page, 'status', 'done');
    submit(page);
    await settle();
    expect(http.asked.find(({ method }) => method === 'PATCH')).toMatchObject({
      address: '/api/v1/reports/actions/a1',
      body: {
        outcome: 'sans réponse à 11 %',
        status: 'done',
        text: 'Lundi 8 h – 9 h : une secrétaire de plus',
      },
    });
  });

  it('keeps what was written when the server says no, and says so', async () => {
    const http = FakeHttp.withReports();
    const { page, settle, text } = await opened(address, http);
    button(page, 'Modifier').click();
    await settle();
    http.answer('/api/v1/reports/actions/a1', { status: 403 });
    write(page, 'outcome', 'rien');
    submit(page);
    await settle();
    expect(plain(await text())).toContain('Cette machine n’a pas le droit de modifier le rapport.');
    expect(page.querySelector<HTMLInputElement>('[name=outcome]')?.value).toBe('rien');
  });

  it('is not sent without what and who', async () => {
    const { page, http, settle, text } = await opened();
    button(page, 'Ajouter une décision').click();
    await settle();
    submit(page);
    expect(plain(await text())).toContain('Écrivez ce qui a été décidé et qui s’en charge.');
    expect(http.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('cannot be changed where the actions are not to be had', async () => {
    const http = FakeHttp.withReports();
    http.answer('/api/v1/reports/actions', { status: 403 });
    const { shown } = await opened(address, http);
    expect(shown).not.toContain('Ajouter une décision');
    expect(shown).toContain('Lundi 8 h – 9 h : une secrétaire de plus');
  });
});

describe('a quotation', () => {
  it('is taken out only after a second word', async () => {
    const { page, http, settle } = await opened();
    button(page, 'Masquer').click();
    await settle();
    expect(http.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    http.answer('/api/v1/comments', { body: {} });
    button(page, 'Masquer la citation').click();
    await settle();
    expect(http.asked.find(({ method }) => method === 'POST')?.address).toBe('/api/v1/comments/q1/hide');
  });

  it('that was taken out is listed under the report, and put back from there', async () => {
    const http = FakeHttp.withReports();
    const hidden = {
      id: 'q9',
      text: 'À ne pas citer.',
      tone: 'negative',
      language: 'fr',
      themes: [],
      hidden: true,
    };
    http.answer('/api/v1/comments', {
      body: {
        month: '2026-10',
        clinicId: 'durand',
        suppressed: null,
        comments: [hidden, { ...hidden, id: 'q1', text: 'Citée.', hidden: false }],
      },
    });
    const { page, settle } = await opened(address, http);
    const list = page.querySelector('vg-hidden-quotes');
    expect(list?.textContent).toContain('À ne pas citer.');
    expect(list?.textContent).not.toContain('Citée.');
    button(page, 'Remettre').click();
    await settle();
    expect(http.asked.find(({ method }) => method === 'POST')?.address).toBe('/api/v1/comments/q9/show');
  });
});

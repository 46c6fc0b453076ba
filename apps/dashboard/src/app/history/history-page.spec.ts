import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import type { AgentTime } from '@vigie/contracts';

import type { LanguageCode } from '../shell/language';
import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleBreakdown, sampleHistory } from '../testing/sample-history';
import { sampleMe } from '../testing/sample-people';

const withFigures = (permissions: readonly string[] = ['metrics.see', 'calls.read']): FakeHttp => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(permissions) });
  http.answer('/api/v1/tenants', { body: [] });
  http.answer('/api/v1/history', { body: sampleHistory });
  http.answer('/api/v1/history/breakdown', { body: sampleBreakdown });
  return http;
};
const opened = async (
  address = '/history',
  http = withFigures(),
  language: LanguageCode = 'fr',
): Promise<OpenedPage & { http: FakeHttp }> => {
  const page = await openPage(address, language, http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return { http, ...page };
};
const queries = ({ asked }: FakeHttp, path: string): URLSearchParams[] =>
  asked
    .filter(({ address }) => address.split('?', 1)[0] === path)
    .map(({ address }) => new URLSearchParams(address.split('?')[1] ?? ''));
const button = (page: HTMLElement, text: string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  return found;
};
const address = (): string => TestBed.inject(Router).url;

describe('secretaries’ time', () => {
  const time = (changes: Partial<AgentTime>): AgentTime => ({
    loggedInMs: 36_000_000,
    freeMs: 18_000_000,
    ringingMs: 0,
    talkingMs: 14_400_000,
    onHoldMs: 0,
    wrapUpMs: 0,
    outboundMs: 0,
    offPhoneMs: 0,
    pausedMs: 3_600_000,
    unheardMs: 0,
    declaredPausedMs: 3_600_000,
    undeclaredBusyMs: 0,
    pausedMsByReason: null,
    ...changes,
  });
  const withTime = (agentTime: AgentTime | null): FakeHttp => {
    const http = withFigures();
    const rows = ['b', 'a'].map((key) => ({ key, agentTime }));
    http.answer('/api/v1/metrics', { body: { rows, total: { agentTime } } });
    return http;
  };
  const card = ({ page }: OpenedPage): string =>
    (page.querySelector('vg-history-agents-time')?.textContent ?? '').replaceAll(/\s+/gu, ' ').trim();

  it('is told as shares of the time logged in, by team in the order of names, with no reason of a pause that is hidden', async () => {
    const page = await opened('/history', withTime(time({})));
    expect(card(page)).toMatch(/Conversation ?4 h 00 ?40 %/u);
    expect(card(page)).toMatch(/Connectées ?10 h 00/u);
    expect(card(page)).not.toContain('Pauses par motif');
    const names = [...page.page.querySelectorAll('vg-history-agents-time .name')].map(
      (one) => one.textContent,
    );
    expect(names).toEqual(['Ensemble', 'a', 'b']);
    const [asked] = queries(page.http, '/api/v1/metrics');
    expect([asked?.get('agentTime'), asked?.get('from'), asked?.get('interval')]).toEqual([
      'true',
      sampleHistory.frame.from,
      'all',
    ]);
  });

  it('has pauses by reason where they are told', async () => {
    const page = await opened(
      '/history',
      withTime(time({ pausedMsByReason: { '': 600_000, training: 3_000_000 } })),
    );
    expect(card(page)).toContain('Pauses par motif : sans motif : 10 min 00, formation : 50 min 00.');
  });

  it('is hers on the page of a secretary, whose history counts no call of the centre', async () => {
    const http = withTime(time({}));
    http.answer('/api/v1/history', {
      body: { ...sampleHistory, outcomes: { ...sampleHistory.outcomes, presented: 0 } },
    });
    expect(card(await opened('/history', http))).toMatch(/Connectées ?10 h 00/u);
  });

  it('is no card where it is not told, and is not asked for of some clinics', async () => {
    expect(card(await opened('/history', withTime(null)))).toBe('');
    const page = await opened('/history?clinicId=durand', withTime(time({})));
    expect([card(page), queries(page.http, '/api/v1/metrics')]).toEqual(['', []]);
  });
});

describe('the history page', () => {
  it('says of every figure by how much it changed, between which margins, and whether that is real', async () => {
    const { text } = await opened();
    const told = await text();
    expect(told).toContain('octobre 2026');
    expect(told).toMatch(
      /Sans réponse 10,5 % 2 946 sur 28 189 septembre 2026 : 9,1 % \+1,4 pt \(\+0,9 à \+1,9\) hausse réelle/u,
    );
    expect(told).toMatch(/Appels présentés 28 945 .* pas de changement démontrable/u);
    expect(told).toContain('plus de 1 min : +3,1 pt');
  });

  it('names each departure from the usual range with a letter, and opens the calls of it', async () => {
    const { text, page } = await opened();
    const told = await text();
    expect(told).toContain('La courbe s’écarte 2 fois de ses variations habituelles.');
    expect(told).toContain(
      'A ▲ lundi 12 octobre : 19 %, au-dessus des variations habituelles. 190 appels sur 1 000, 19 %.',
    );
    expect(told).toMatch(/B mercredi 14 octobre – mardi 20 octobre : 7 points de suite au-dessus/u);
    const link = [...page.querySelectorAll('a')].find((one) => one.textContent.startsWith('190'));
    const query = new URL(link?.href ?? '').searchParams;
    expect(Object.fromEntries(query)).toEqual({
      range: 'custom',
      from: '2026-10-11T22:00:00.000Z',
      to: '2026-10-12T22:00:00.000Z',
      count: 'unanswered',
    });
  });

  it('has a table for each chart', async () => {
    const { page, settle } = await opened();
    expect(page.querySelectorAll('vg-history-trend table, vg-history-waits table')).toHaveLength(0);
    for (const chart of ['vg-history-trend', 'vg-history-waits'])
      button(page.querySelector<HTMLElement>(chart) ?? page, 'Voir en tableau').click();
    await settle();
    expect(page.querySelectorAll('vg-history-trend tbody tr')).toHaveLength(20);
    expect(page.querySelector('vg-history-trend tbody')?.textContent).toMatch(/▲ A\s+19/u);
    expect(page.querySelectorAll('vg-history-waits tbody tr')).toHaveLength(36);
  });

  it('tells where calls end in parts that add up', async () => {
    const { page } = await opened();
    const counts = (level: number): number =>
      [...page.querySelectorAll(`vg-history-outcomes .level${level} td:nth-child(2)`)]
        .map((cell) => Number(cell.textContent.replaceAll(/\D/gu, '')))
        .reduce((sum, count) => sum + count, 0);
    expect(counts(0)).toBe(28_945);
    expect(counts(1)).toBe(2946 + 756);
  });

  it('tells beside the calls what became of planned follow-ups, campaigns, messages and urgent calls, and how patients come back', async () => {
    const { page } = await opened();
    const lines = (card: string): string[][] =>
      [...page.querySelectorAll(`${card} tbody tr`)].map((row) =>
        [...row.children].map((cell) => cell.textContent.replaceAll(/\s+/gu, ' ').trim()),
      );
    const followups = lines('vg-history-followups');
    expect([followups.length, followups.map(([, now]) => now).slice(0, 5)]).toEqual([
      13,
      ['42', '30', '4', '3', '81,1 %'],
    ]);
    expect(followups.map(([, now]) => now).slice(8, 11)).toEqual(['3', '2', '21 min 00']);
    expect(lines('vg-history-noted').map(([, now]) => now)).toEqual([
      '3,0 %',
      'en colère 20 · en détresse 18 · réclamation 9 · agressif 5 · non précisé 8',
      '40,0 %',
      '64,0 %',
      '95,0 %',
      'réglé 1 200 · message 300 · transféré 100 · rappel prévu 150 · non réglé 120 · non précisé 30',
      '94 min · 3,5 à la suite (52 appels)',
      '71 min · 2,3 à la suite (1 700 appels)',
    ]);
    const campaigns = lines('vg-history-campaigns');
    expect(campaigns.map(([, now]) => now)).toEqual(['160', '120', '40', '104', '56', '65,0 %', '12']);
    const handovers = lines('vg-history-handovers');
    expect(handovers.map(([, now]) => now)).toEqual([
      '480',
      '470',
      '423',
      '90,0 %',
      '472',
      '468',
      '432',
      '90,0 %',
      '22 min 00',
      '36',
      '35',
    ]);
    const incidents = lines('vg-history-incidents');
    expect(incidents).toEqual([
      ['Appels urgents', '34'],
      ['Prise en charge d’un appel urgent', '22 s'],
      ['Appels urgents relus', '90,9 % : 30 sur 33 terminés'],
      ['Du décroché au 15 ou 112', '1 min 35 (9 transférés)'],
    ]);
    const returns = lines('vg-history-returns');
    expect([returns.length, returns.map(([, now]) => now).slice(0, 2)]).toEqual([6, ['21 040', '16,0 %']]);
  });

  it('asks for what the address says, in the words of the API', async () => {
    const { http } = await opened(
      '/history?range=week&on=2026-10-14&compare=lastYear&interval=1h&clinicId=durand&clinicId=parc&weekdays=1,2&dayStart=08:00&coveredOnly=true&by=hour',
    );
    const [asked] = queries(http, '/api/v1/history');
    expect(asked?.getAll('clinicId')).toEqual(['durand', 'parc']);
    expect(asked?.toString()).toBe(
      'range=week&on=2026-10-14&clinicId=durand&clinicId=parc&weekdays=1%2C2&dayStart=08%3A00&coveredOnly=true&compare=lastYear&interval=1h',
    );
    expect(queries(http, '/api/v1/history/breakdown')[0]?.get('by')).toBe('hour');
  });

  it('goes to the month before, and to no month after one that runs', async () => {
    const { page, settle } = await opened('/history?on=2026-10-20');
    page.querySelector<HTMLButtonElement>('[aria-label="Période précédente"]')?.click();
    await settle();
    expect(address()).toBe('/history?on=2026-09-30');
    page.querySelector<HTMLButtonElement>('[aria-label="Période suivante"]')?.click();
    await settle();
    expect(address()).toBe('/history?on=2026-11-01');
  });

  it('keeps the days that are shown when one wants to choose them oneself', async () => {
    const { page, settle } = await opened();
    const range = page.querySelector<HTMLSelectElement>('[aria-label="Période"]');
    if (range !== null) range.value = 'custom';
    range?.dispatchEvent(new Event('change'));
    await settle();
    expect(address()).toBe('/history?range=custom&from=2026-10-01&to=2026-11-01');
  });

  it('narrows to a clinic that is chosen in the table, and tells it by queue', async () => {
    const { page, settle } = await opened();
    button(page, 'Clinique du Parc').click();
    await settle();
    expect(address()).toBe('/history?clinicId=parc&by=queue');
  });

  it('narrows to an hour of a weekday that is chosen on the map', async () => {
    const { page, settle } = await opened();
    const cell = [...page.querySelectorAll<HTMLButtonElement>('vg-heat-grid button')].find((one) =>
      /mercredi, 12\sh – 13\sh/u.test(one.title),
    );
    cell?.click();
    await settle();
    expect(decodeURIComponent(address())).toBe('/history?weekdays=3&dayStart=12:00&dayEnd=13:00');
  });

  it('sorts the table by what one asks, and says how many changes chance alone would give', async () => {
    const { page, settle, text } = await opened('/history?sort=name');
    const names = (): string[] =>
      [...page.querySelectorAll('vg-history-breakdown tbody th')].map((one) => one.textContent.trim());
    expect(names()).toEqual(['Cabinet Durand', 'CAP Sant Miquel', 'Clinique du Parc', 'Radiologie Sud']);
    button(page.querySelector<HTMLElement>('vg-history-breakdown') ?? page, 'Présentés').click();
    await settle();
    expect(address()).toBe('/history?sort=-presented');
    expect(names()[0]).toBe('Radiologie Sud');
    expect(await text()).toContain(
      '1 changement réel sur 4 comparés ; le hasard seul en donnerait environ 0,2',
    );
  });

  it('opens no calls to whoever may see figures alone', async () => {
    const { page } = await opened('/history', withFigures(['metrics.see']));
    expect(page.querySelectorAll('vg-call-count').length).toBeGreaterThan(20);
    expect(page.querySelectorAll('a[href*="/calls"]')).toHaveLength(0);
  });

  it('offers a shorter range where an answer would take too long', async () => {
    const http = withFigures();
    http.answer('/api/v1/history', { status: 400, body: { code: 'range_too_wide' } });
    const { page, text, settle } = await opened('/history?range=year&reason=rdv', http);
    expect(await text()).toContain('C’est trop à lire d’un coup');
    button(page, 'Voir le trimestre').click();
    await settle();
    expect(address()).toBe('/history?range=quarter&reason=rdv');
  });

  it('says of an interval too fine for its range that it is, and lets it be chosen', async () => {
    const http = withFigures();
    http.answer('/api/v1/history', { status: 400, body: { code: 'too_many_rows' } });
    const { page, text, settle } = await opened('/history?range=quarter&interval=15m', http);
    expect(await text()).toContain('Trop de points pour une courbe');
    button(page, 'Laisser choisir le pas').click();
    await settle();
    expect(address()).toBe('/history?range=quarter');
  });

  it('leads back to this month from an address that was cut', async () => {
    const http = withFigures();
    http.answer('/api/v1/history', { status: 400, body: { code: 'invalid_parameter' } });
    const { text, page, settle } = await opened('/history?range=custom&from=2026', http);
    expect(await text()).toContain('Cette adresse demande quelque chose qui n’existe pas');
    button(page, 'Revenir au mois en cours').click();
    await settle();
    expect(address()).toBe('/history');
  });

  it('tells a secretary what she answered, and no rate of what was never hers', async () => {
    const http = withFigures();
    const frame = { ...sampleHistory.frame, unit: 'legs' };
    http.answer('/api/v1/history', { body: { ...sampleHistory, frame } });
    const { text, page } = await opened('/history', http);
    const answered = sampleHistory.trend.points.reduce((sum, point) => sum + point.answered, 0);
    const told = (await text()).replaceAll(/\s/gu, '');
    expect(told).toContain(`Vosappels:${answered}décrochés`);
    expect(page.querySelector<HTMLAnchorElement>('section h2 a')?.href).toContain('count=answered');
    expect(page.querySelector('vg-history-headlines, vg-export-menu')).toBeNull();
  });

  it('says that nobody called rather than drawing empty charts', async () => {
    const http = withFigures();
    const outcomes = { ...sampleHistory.outcomes, presented: 0, groups: [] };
    http.answer('/api/v1/history', { body: { ...sampleHistory, outcomes } });
    const { text, page } = await opened('/history', http);
    expect(await text()).toContain('Aucun appel dans cette période');
    expect(page.querySelector('vg-history-trend')).toBeNull();
  });

  it('begins with the view that one’s account begins with, and asks for no other first', async () => {
    const http = withFigures();
    const view = { id: 'v1', name: 'Ma semaine', query: 'by=hour&range=week', isStart: true };
    http.answer('/api/v1/me/views', { body: [view] });
    const { text } = await opened('/history', http);
    expect(address()).toBe('/history?by=hour&range=week');
    expect(await text()).toContain('Vue : Ma semaine');
    expect(queries(http, '/api/v1/history').map((asked) => asked.get('range'))).toEqual(['week']);
    await opened('/history?range=year', http);
    expect(address()).toBe('/history?range=year');
  });

  it('keeps a view with one’s account, and says so when the server refuses it', async () => {
    const http = withFigures();
    http.answer('/api/v1/me/views', { body: [] });
    const { page, settle, text } = await opened('/history?range=week&by=hour', http);
    const save = async (): Promise<void> => {
      const panel = page.querySelector<HTMLFormElement>('#views-panel');
      const name = panel?.querySelector<HTMLInputElement>('input');
      if (name) name.value = ' Ma semaine ';
      panel?.dispatchEvent(new Event('submit'));
      for (let turn = 0; turn < 3; turn += 1) await settle();
    };
    http.answer('POST /api/v1/me/views', { status: 409, body: { code: 'too_many_views' } });
    await save();
    expect(await text()).toContain('Trente vues au plus');
    const view = { id: 'v1', name: 'Ma semaine', query: 'by=hour&range=week', isStart: false };
    http.answer('POST /api/v1/me/views', { status: 201, body: view });
    http.answer('/api/v1/me/views', { body: [view] });
    await save();
    const sent = http.asked.filter(({ method }) => method === 'POST').map(({ body }) => body);
    expect(sent.at(-1)).toEqual({ name: 'Ma semaine', query: 'by=hour&range=week' });
    expect(await text()).toContain('Vue : Ma semaine');
    page.querySelector<HTMLButtonElement>('[aria-label="Commencer par Ma semaine"]')?.click();
    await settle();
    expect(http.asked.at(-2)?.body ?? http.asked.at(-1)?.body).toMatchObject({ isStart: true });
  });

  it('keeps a view in the browser where nobody has an account, begins with it when one wants, and leaves another centre alone', async () => {
    localStorage.removeItem('vigie.history.views.');
    const demo = (): FakeHttp => {
      const http = withFigures();
      http.answer('/api/v1/me', { body: sampleMe(['metrics.see'], { sessionId: null }) });
      return http;
    };
    const { page, settle, text } = await opened('/history?range=week&by=hour', demo());
    const panel = page.querySelector<HTMLFormElement>('#views-panel');
    const name = panel?.querySelector<HTMLInputElement>('input');
    if (name) name.value = ' Ma semaine ';
    panel?.dispatchEvent(new Event('submit'));
    await settle();
    expect(await text()).toContain('Vue : Ma semaine');
    page.querySelector<HTMLButtonElement>('[aria-label="Commencer par Ma semaine"]')?.click();
    await opened('/history?tenant=other', demo());
    expect(address()).toBe('/history?tenant=other');
    await opened('/history', demo());
    expect(address()).toBe('/history?by=hour&range=week');
    await opened('/history?range=year', demo());
    expect(address()).toBe('/history?range=year');
    localStorage.removeItem('vigie.history.views.');
  });

  it('takes along what is shown: the same question, as a file in the separators of the language', async () => {
    const kept: string[] = [];
    Object.assign(URL, { createObjectURL: () => 'blob:a', revokeObjectURL: () => undefined });
    HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
      kept.push(this.download);
    };
    const { page, http, settle } = await opened('/history?range=week&clinicId=durand&by=hour');
    page.querySelector<HTMLButtonElement>('[aria-label="CSV · Par heure"]')?.click();
    for (let turn = 0; turn < 3; turn += 1) await settle();
    const asked = queries(http, '/api/v1/history/breakdown').at(-1);
    expect(asked?.toString()).toBe('range=week&clinicId=durand&compare=before&by=hour&format=csv&locale=fr');
    expect(kept).toEqual(['vigie']);
  });

  it('writes its files as one’s account says, whatever the language of the page', async () => {
    Object.assign(URL, { createObjectURL: () => 'blob:a', revokeObjectURL: () => undefined });
    HTMLAnchorElement.prototype.click = () => undefined;
    const { person, ...me } = sampleMe(['metrics.see']);
    const locales: (string | null | undefined)[] = [];
    for (const csv of ['semicolon', 'comma', 'program'] as const) {
      const http = withFigures();
      http.answer('/api/v1/me', { body: { ...me, person: person && { ...person, csv } } });
      const { page, settle } = await opened('/history', http, 'ca');
      page.querySelector<HTMLButtonElement>('[aria-label^="CSV"]')?.click();
      for (let turn = 0; turn < 3; turn += 1) await settle();
      locales.push(queries(http, '/api/v1/history').at(-1)?.get('locale'));
    }
    expect(locales).toEqual(['fr', 'en', null]);
  });

  it('speaks Catalan and English throughout', async () => {
    const catalan = await opened('/history', withFigures(), 'ca');
    expect(await catalan.text()).toContain('La corba s’aparta 2 vegades de la variació habitual.');
    const english = await opened('/history', withFigures(), 'en');
    const told = await english.text();
    expect(told).toContain('October 2026');
    expect(told).not.toMatch(/history\.\w+/u);
  });
});

import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { describe, expect, it } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleCall, sampleCalls, sampleEarlierCalls } from '../testing/sample-history';
import { sampleMe } from '../testing/sample-people';
import { columnsText, readColumns } from './call-columns';

const opened = async (address: string): Promise<OpenedPage & { http: FakeHttp }> => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['metrics.see', 'calls.read']) });
  http.answer('/api/v1/tenants', { body: [] });
  http.answer('/api/v1/calls', { body: sampleCalls });
  http.answer('/api/v1/calls/c9', { body: sampleCall });
  const page = await openPage(address, 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return { http, ...page };
};
const asked = ({ asked: all }: FakeHttp): string[] =>
  all.filter(({ address }) => address.startsWith('/api/v1/calls')).map(({ address }) => address);

describe('the calls behind a number', () => {
  it('are as many as the number says, by day, each with its end, its wait and a masked number', async () => {
    const { text, http } = await opened('/calls?range=month&clinicId=durand&count=unanswered');
    expect(asked(http)).toEqual(['/api/v1/calls?range=month&clinicId=durand&count=unanswered']);
    const told = await text();
    expect(told).toContain('Sans réponse : 3');
    expect(told).toMatch(
      /jeudi 15 octobre 09:20:11 Cabinet Durand Rendez-vous abandon en file 42 s – – 01 99 00 •• ••/u,
    );
    expect(told).toContain('ligne occupée ou file pleine (file pleine)');
  });

  it('are read on after the last that is shown', async () => {
    const { page, http, text, settle } = await opened('/calls?count=unanswered');
    http.answer('/api/v1/calls', { body: sampleEarlierCalls });
    const more = [...page.querySelectorAll('button')].find(
      (one) => one.textContent.trim() === 'Plus anciens',
    );
    more?.click();
    more?.click();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(asked(http).slice(1)).toEqual(['/api/v1/calls?range=month&count=unanswered&cursor=more']);
    expect(await text()).toMatch(/raccroché immédiat 3 s .* numéro masqué .*Les 3 appels sont affichés\./u);
  });

  it('are told by the columns one chooses, which the address keeps', async () => {
    const { page, settle } = await opened('/calls?count=unanswered&columns=outcome,wait');
    expect([...page.querySelectorAll('thead th')].map((one) => one.textContent.trim())).toEqual([
      'Arrivé à',
      'Fin',
      'Attente',
    ]);
    const form = page.querySelector<HTMLFormElement>('#call-columns');
    form?.querySelector<HTMLInputElement>('[value=language]')?.click();
    form?.dispatchEvent(new Event('submit'));
    await settle();
    expect(TestBed.inject(Router).url).toBe('/calls?count=unanswered&columns=outcome,wait,language');
    expect(readColumns('nothing')).toEqual(readColumns(null));
    expect(columnsText(readColumns(null))).toBeNull();
  });
});

describe('one call', () => {
  it('is told as a picture whose parts add up, as what happened, and rule by rule', async () => {
    const { text, page } = await opened('/calls/c9?count=answered');
    const told = await text();
    expect(told).toContain('Un appel : décroché après 35 s');
    expect(told).toContain('jeudi 15 octobre 2026, 09:14:03 · 01 99 00 •• •• · Cabinet Durand · rendez-vous');
    expect(told).toMatch(
      /4 min 31 au téléphone = accueil 12 s \+ attente 35 s \(Rendez-vous\) \+ conversation 1 min 02 \(Lucie\)/u,
    );
    expect(told).toContain('Hors des 20 s 35 s dépassent 20 s : pas dans le niveau de service.');
    expect(told).toContain('09:14:43 ne sonne plus Anne, non pris, après 12 s de sonnerie');
    expect(page.querySelector('vg-call-lanes')?.getAttribute('aria-label')).toMatch(/^4.min.31 = /u);
    expect(page.querySelectorAll('vg-call-lanes .piece')).toHaveLength(18);
    expect(told).not.toMatch(/history\.\w+/u);
  });
});

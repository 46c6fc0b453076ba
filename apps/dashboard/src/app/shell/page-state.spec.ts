import { describe, expect, it, jest } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const opened = async (address: string, http: FakeHttp): Promise<OpenedPage> => {
  const page = await openPage(address, 'fr', http);
  await page.settle();
  page.list.say('ready');
  // What a page reads of its own is not all waited for by the framework.
  const isThere = () => page.page.querySelector('vg-page-state, vg-access-lists') !== null;
  for (let turn = 0; turn < 4 || (turn < 400 && !isThere()); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await page.settle();
  }
  return page;
};
const serverFor = (permissions: readonly string[]): FakeHttp => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(permissions) });
  return http;
};

/** Every page that reads something of its own, and what it asks for. */
const pages = [
  ['/reports', '/api/v1/reports'],
  ['/reports/2026-10/durand', '/api/v1/reports'],
  ['/callbacks', '/api/v1/callbacks'],
  ['/history', '/api/v1/history'],
  ['/calls', '/api/v1/calls'],
  ['/calls/c9', '/api/v1/calls'],
  ['/frequent', '/api/v1/callers/frequent'],
  ['/do-not-call', '/api/v1/campaigns/marks'],
  ['/shared-numbers', '/api/v1/callers/shared'],
  ['/people', '/api/v1/people'],
  ['/screens', '/api/v1/wall-links'],
  ['/settings', '/api/v1/settings'],
  ['/staff-notice', '/api/v1/staff-notice'],
  ['/keys', '/api/v1/keys'],
  ['/callers', '/api/v1/callers'],
  ['/retention', '/api/v1/retention'],
  ['/audit', '/api/v1/audit'],
  ['/my-data', '/api/v1/me/data'],
] as const;

describe('what stands in place of a page', () => {
  it.each(pages)('is the same refusal on %s, with a way to a page that is theirs', async (address, asked) => {
    const http = serverFor(['audit.verify', 'people.see']);
    http.answer(asked, { status: 403 });
    const { page, text } = await opened(address, http);
    expect(await text()).toContain('Cette page n’est pas ouverte à votre compte');
    const way = page.querySelector('vg-page-state a');
    expect([way?.getAttribute('href'), way?.textContent?.trim().replace('\u00a0', ' ')]).toEqual([
      '/people',
      'Aller à : Personnes',
    ]);
  });

  it.each(pages)(
    'is the same failure on %s, and the page comes when it is read again',
    async (address, asked) => {
      const http = serverFor([]);
      http.answer(asked, { status: 502 });
      const { page, text, settle } = await opened(address, http);
      expect(await text()).toContain('Cette page n’a pas pu être lue');
      const before = http.asked.filter((one) => one.address.startsWith(asked)).length;
      page.querySelector<HTMLButtonElement>('vg-page-state button')?.click();
      await settle();
      expect(http.asked.filter((one) => one.address.startsWith(asked)).length).toBeGreaterThan(before);
    },
  );

  it.each(['/history', '/calls', '/reports', '/reports/2026-10/durand'])(
    'says on %s that the past is still loading and how far, and reads it again by itself',
    async (address) => {
      const http = FakeHttp.withReports();
      const asked = pages.find(([page]) => page === address)?.[1] ?? '';
      const path = address.endsWith('durand') ? `${asked}/2026-10/clinics/durand` : asked;
      http.answer('/api/v1/me', { body: sampleMe([]) });
      http.answer(path, { status: 503, body: { code: 'past_is_loading', progress: 0.429 } });
      const timers = jest.spyOn(globalThis, 'setInterval');
      const { page, text, settle } = await opened(address, http);
      expect((await text()).replaceAll(/[\u00a0\u202f]/gu, ' ')).toMatch(
        /Le passé se charge encore.*d’elle-même dès que tous les appels de cette période sont là\..*42 %/u,
      );
      const state = page.querySelector('vg-page-state');
      expect([state?.getAttribute('role'), state?.querySelector('progress')?.value]).toEqual([
        'status',
        0.429,
      ]);
      const count = () => http.asked.filter((one) => one.address.startsWith(path)).length;
      const before = count();
      const again = timers.mock.calls.findLast(([, everyMs]) => everyMs === 5_000)?.[0];
      timers.mockRestore();
      again?.();
      await settle();
      expect(count()).toBeGreaterThan(before);
    },
  );

  it('is, for an address that names no page, under the head and its menu, with a way back', async () => {
    const { page, text } = await opened('/nulle-part?tenant=place', serverFor(['board.see']));
    expect(await text()).toContain('Cette page n’existe pas');
    expect(page.querySelector('vg-page-header nav a[href="/?tenant=place"]')).not.toBeNull();
    expect(page.querySelector('vg-page-state a')?.getAttribute('href')).toBe('/?tenant=place');
  });

  it('tells in the demonstration how to look as somebody else', async () => {
    const http = new FakeHttp();
    const demoPeople = [{ id: 'claire', name: 'Claire', role: 'supervisor' }];
    http.answer('/api/v1/me', { body: sampleMe([], { demoPeople }) });
    http.answer('/api/v1/keys', { status: 403 });
    const { text } = await opened('/keys', http);
    expect((await text()).replaceAll(/[\u00a0\u202f]/gu, ' ')).toContain(
      '« Voir comme », en haut, change de personne',
    );
  });

  it('leads a reviewer, to whom nothing is open yet, to one sentence that says so', async () => {
    const http = new FakeHttp();
    const memberships = [{ role: 'reviewer', scope: { kind: 'all' } }] as const;
    http.answer('/api/v1/me', { body: sampleMe([], { roles: ['reviewer'], memberships: [...memberships] }) });
    const { page, text } = await opened('/', http);
    expect(await text()).toContain('Un relecteur qualité lit et note les appels tirés au sort');
    expect(page.querySelectorAll('vg-access-lists section')).toHaveLength(0);
  });

  it('says of oneself what one sees and does as one would say it', async () => {
    const { page } = await opened('/profile', serverFor(['board.see']));
    const titles = [...page.querySelectorAll('vg-access-lists h3')].map((title) => title.textContent);
    expect(titles).toEqual(['Je vois', 'Je fais', 'Ne m’est pas ouvert']);
  });
});

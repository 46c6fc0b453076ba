import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleBoard } from '../testing/sample-board';
import { sampleMe } from '../testing/sample-people';
import { LevelAlarm } from './level-alarm';
import { PageLoads } from './page-loads';

const opened = async (address: string, http = FakeHttp.withReports()): Promise<OpenedPage> => {
  http.answer('/api/v1/me', { body: sampleMe(['board.see', 'reports.see']) });
  const page = await openPage(address, 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return page;
};
const to = async (address: string, { settle }: OpenedPage): Promise<void> => {
  await TestBed.inject(Router).navigateByUrl(address);
  await settle();
};

afterEach(() => {
  localStorage.clear();
});

describe('the board', () => {
  it('is watched on the page that shows it, and by nobody who opens another', async () => {
    const page = await opened('/reports');
    expect([page.socket.asked.length, page.socket.stays]).toEqual([0, 1]);
    await to('/', page);
    expect([page.socket.asked.length, page.socket.stays]).toEqual([1, 1]);
    page.socket.say('snapshot', sampleBoard());
    await to('/reports', page);
    expect([page.socket.asked.length, page.socket.stays]).toEqual([1, 2]);
    expect(page.page.querySelector('vg-page-header')?.textContent).toContain('Télésecrétariat de la Place');
  });

  it('is watched from every page while somebody listens for its alarm', async () => {
    const page = await opened('/reports');
    TestBed.inject(LevelAlarm).sound.set(true);
    await page.settle();
    expect(page.socket.asked).toHaveLength(1);
    TestBed.inject(LevelAlarm).sound.set(false);
    await page.settle();
    expect(page.socket.stays).toBe(2);
  });

  it('is not watched for the alarm of somebody who may not see it', async () => {
    localStorage.setItem('vigie.alarm.sound', 'on');
    const http = new FakeHttp();
    http.answer('/api/v1/me', { body: sampleMe(['audit.see']) });
    const page = await openPage('/audit', 'fr', http);
    for (let turn = 0; turn < 4; turn += 1) await page.settle();
    expect(page.socket.asked).toEqual([]);
  });
});

describe('a page that shows nothing of the board', () => {
  const timesAskedWho = (http: FakeHttp): number =>
    http.asked.filter(({ address }) => address.startsWith('/api/v1/me')).length;

  it('asks again who looks once its link was cut, as when a role was given or taken away', async () => {
    const http = FakeHttp.withReports();
    const page = await opened('/reports', http);
    const before = timesAskedWho(http);
    page.socket.say('disconnect', 'transport close');
    page.socket.say('connect');
    await page.settle();
    expect(timesAskedWho(http)).toBe(before + 1);
    expect(page.socket.stays).toBe(2);
  });

  it('leads to where one signs in once the session is over', async () => {
    const http = FakeHttp.withReports();
    const page = await opened('/reports', http);
    http.answer('/api/v1/me', { status: 401 });
    page.socket.say('refused', 'forbidden');
    for (let turn = 0; turn < 4; turn += 1) await page.settle();
    expect(TestBed.inject(Router).url).toContain('/sign-in?ended=1');
  });

  it('says that the server is away, and no longer once it is back', async () => {
    const page = await opened('/reports');
    page.socket.say('disconnect', 'transport close');
    expect(await page.text()).not.toContain('Le serveur ne répond pas');
    page.clock.advance(3000);
    expect(await page.text()).toContain('Le serveur ne répond pas');
    page.socket.say('connect');
    expect(await page.text()).not.toContain('Le serveur ne répond pas');
  });

  it('opens the page that was asked for while the server was away as soon as it is back', async () => {
    const page = await opened('/reports');
    const loads = TestBed.inject(PageLoads);
    const open = jest.spyOn(loads, 'open').mockReturnValue(undefined);
    const answers = globalThis.fetch;
    const away = new TypeError('Failed to fetch dynamically imported module');
    globalThis.fetch = () => Promise.reject(away);
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
    const router = TestBed.inject(Router);
    router.resetConfig([
      ...router.config.slice(0, -1),
      { path: 'late', loadComponent: () => Promise.reject(away) },
      ...router.config.slice(-1),
    ]);
    await router.navigateByUrl('/late');
    await jest.advanceTimersByTimeAsync(2000);
    expect([loads.waiting(), open.mock.calls]).toEqual(['/late', []]);
    TestBed.tick();
    expect(page.page.querySelector('vg-stale-banner')?.textContent).toContain(
      'Elle s’ouvrira d’elle-même dès qu’il sera revenu.',
    );
    globalThis.fetch = () => Promise.resolve({ ok: true } as Response);
    await jest.advanceTimersByTimeAsync(2000);
    expect(open).toHaveBeenCalledWith('/late');
    jest.useRealTimers();
    globalThis.fetch = answers;
  });
});

import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { afterEach, describe, expect, it } from '@jest/globals';

import { LevelAlarm } from '../shell/level-alarm';
import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleBoard, sampleNow } from '../testing/sample-board';
import { sampleMe } from '../testing/sample-people';
import { Replay } from './replay';

const minuteMs = 60_000;
const thenAt = sampleNow - 30 * 24 * 60 * minuteMs;
const iso = (at: number): string => new Date(at).toISOString();
const boardOf = (at: number, presentedDay: number) =>
  sampleBoard({ at: iso(at), epoch: `at-${at}`, totals: { ...sampleBoard().totals, presentedDay } });

function server(): FakeHttp {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['board.see', 'callbacks.work', 'calls.read', 'metrics.see']) });
  http.answer('/api/v1/live', { body: boardOf(thenAt, 34) });
  return http;
}

/** Until the quiet after a step is over and what was asked for has come. */
async function read({ settle }: OpenedPage): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 160));
  for (let turn = 0; turn < 4; turn += 1) await settle();
}
const pasts = (http: FakeHttp): readonly string[] =>
  http.asked
    .filter(({ address }) => address.startsWith('/api/v1/live?'))
    .map(({ address }) => new URLSearchParams(address.split('?')[1]).get('at') ?? '');
const press = (page: HTMLElement, name: string): void => {
  const all = [...page.querySelectorAll('button')];
  all.find((button) => button.textContent?.trim() === name)?.click();
};

afterEach(() => {
  localStorage.clear();
});

describe('a past moment on the live page', () => {
  it('says that it is the past and which, watches nothing, and offers nothing that would change the present', async () => {
    const http = server();
    const page = await openPage(`/?at=${iso(thenAt)}`, 'fr', http);
    await read(page);
    const text = (await page.text()).replaceAll(/[\u00a0\u202f]/gu, ' ');
    expect(text).toContain('Passé samedi 24 octobre 2026, 11:42:00 il y a 30 jours');
    expect([page.socket.asked, page.socket.stays]).toEqual([[], 1]);
    expect(page.page.querySelector('vg-live-tiles')).not.toBeNull();
    expect(text).not.toContain('En direct depuis');
    for (const gone of [
      'vg-connection-pill',
      'vg-clinic-callbacks',
      'vg-claim-button button',
      '.clock',
      'vg-satisfaction-tile',
    ])
      expect([gone, page.page.querySelector(gone)]).toEqual([gone, null]);
    expect(text).not.toContain('Figer');
    expect(document.title).toContain('24 oct. 2026');
  });

  it('keeps the figures of one moment under its own time until those of the next are there', async () => {
    const http = server();
    const page = await openPage(`/?at=${iso(thenAt)}`, 'fr', http);
    await read(page);
    const next = thenAt + minuteMs;
    http.answer('/api/v1/live', { body: boardOf(next, 35) });
    press(page.page, '+1\u00a0min');
    await new Promise((resolve) => setTimeout(resolve, 30));
    TestBed.tick();
    const bar = page.page.querySelector('vg-replay-bar .when')?.textContent;
    expect(bar?.replaceAll(/\s+/gu, ' ')).toMatch(/11:42:00 ?Lecture du passé…/u);
    await read(page);
    expect(await page.text()).toContain('11:43:00 il y a 29 jours');
    expect(pasts(http)).toEqual([iso(thenAt), iso(next)]);
  });

  it('says of which time its figures are incomplete, and nothing where everything was heard', async () => {
    const http = server();
    const unheard = [{ from: thenAt - 30 * minuteMs, to: thenAt - 20 * minuteMs }];
    const deaf = { id: 'pbx', name: 'pbx', lastEventAt: null, silent: false, offsetMs: null, unheard };
    http.answer('/api/v1/live', { body: { ...boardOf(thenAt, 34), sources: { pbx: deaf } } });
    const page = await openPage(`/?at=${iso(thenAt)}`, 'fr', http);
    await read(page);
    const notes = () =>
      [...page.page.querySelectorAll('vg-replay-bar .note')].map(({ textContent }) => textContent.trim());
    expect(notes()).toEqual(['◆ Données incomplètes de 11:12 à 11:22']);
    http.answer('/api/v1/live', { body: { ...boardOf(thenAt - minuteMs, 34), sources: {} } });
    press(page.page, '−1\u00a0min');
    await read(page);
    expect(notes()).toEqual([]);
  });

  it('goes back and on by keys while one is on the bar, and by Escape to the present', async () => {
    const page = await openPage(`/?at=${iso(thenAt)}`, 'fr', server());
    await read(page);
    const bar = page.page.querySelector<HTMLElement>('vg-replay-bar .steps button');
    const key = (name: string, shiftKey = false): void => {
      bar?.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true, cancelable: true }),
      );
    };
    const replay = TestBed.inject(Replay);
    for (const [name, shiftKey, at] of [
      ['ArrowLeft', false, -10_000],
      ['ArrowRight', true, 50_000],
      ['PageUp', false, -850_000],
      ['PageDown', false, 50_000],
    ] as const) {
      key(name, shiftKey);
      await page.settle();
      expect((replay.at() ?? 0) - thenAt).toBe(at);
    }
    key('Escape');
    await page.settle();
    expect([TestBed.inject(Router).url, page.socket.asked.length]).toEqual(['/', 1]);
    expect(page.page.querySelector('vg-replay-bar')).toBeNull();
  });

  it('never reaches into the future', async () => {
    const http = server();
    http.answer('/api/v1/live', { body: boardOf(sampleNow - 5000, 34) });
    const page = await openPage(`/?at=${iso(sampleNow - 5000)}`, 'fr', http);
    await read(page);
    const [first] = [...page.page.querySelectorAll('vg-replay-bar .steps button')].slice(3);
    expect(first?.getAttribute('aria-disabled')).toBe('true');
    press(page.page, '+15\u00a0min');
    await page.settle();
    expect(TestBed.inject(Replay).at()).toBe(sampleNow - 5000);
  });

  it('shows no figures at all of a day that is no longer kept, and says why', async () => {
    const http = server();
    http.answer('/api/v1/live', { status: 410, body: { code: 'no_longer_kept' } });
    const page = await openPage(`/?at=${iso(thenAt)}`, 'fr', http);
    await read(page);
    expect(await page.text()).toContain('Les appels de ce jour ne sont plus conservés un par un');
    expect(page.page.querySelector('vg-live-tiles')).toBeNull();
  });

  it('lets the alarm go on listening to the present', async () => {
    localStorage.setItem('vigie.alarm.sound', 'on');
    const page = await openPage(`/?at=${iso(thenAt)}`, 'fr', server());
    await read(page);
    expect(page.socket.asked).toHaveLength(1);
    page.socket.say('snapshot', sampleBoard());
    expect(TestBed.inject(LevelAlarm).isOn()).toBe(true);
    expect(await page.text()).toContain('samedi 24 octobre 2026');
  });
});

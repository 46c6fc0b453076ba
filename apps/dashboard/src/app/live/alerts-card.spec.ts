import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AlertView, LiveSnapshot } from '@vigie/contracts';
import { TestBed } from '@angular/core/testing';

import { LevelAlarm } from '../shell/level-alarm';
import { FakeHttp } from '../testing/fake-http';
import { openPage } from '../testing/open-page';
import { aClinic, sampleBoard, sampleNow } from '../testing/sample-board';
import { sampleMe } from '../testing/sample-people';

const urgent: AlertView = {
  id: 'c1',
  kind: 'urgent',
  clinicId: 'durand',
  at: sampleNow - 120_000,
  count: 1,
  isOpen: true,
  taken: null,
};
const burst: AlertView = { ...urgent, id: 'difficult sud', kind: 'difficult', clinicId: 'sud', count: 3 };
const boardWith = (...alerts: readonly AlertView[]): LiveSnapshot =>
  sampleBoard({
    clinics: { durand: aClinic('durand', { name: 'Cabinet Durand' }) },
    alerts: Object.fromEntries(alerts.map((one) => [one.id, one])),
  });

/** How many tones were played. */
let tones = 0;
class FakeAudio {
  readonly currentTime = 0;
  readonly destination = {};
  createGain() {
    return { gain: { value: 0 }, connect: () => undefined };
  }
  createOscillator() {
    tones += 1;
    return {
      frequency: { value: 0 },
      connect: () => undefined,
      start: () => undefined,
      stop: () => undefined,
    };
  }
}

const url = '/api/v1/incidents/c1/take';

describe('a call that was marked urgent', () => {
  const before = globalThis.AudioContext;
  beforeEach(() => {
    tones = 0;
    globalThis.AudioContext = FakeAudio as unknown as typeof AudioContext;
  });
  afterEach(() => {
    globalThis.AudioContext = before;
    localStorage.clear();
  });

  it('is said on the live page, which says in the same place that there is none', async () => {
    const { socket, text } = await openPage('/');
    socket.say('snapshot', boardWith());
    expect(await text()).toContain('Aucun appel marqué urgent, aucune série d’appels difficiles.');
    socket.say('snapshot', boardWith(urgent, burst));
    const shown = await text();
    expect(shown).toContain('▲ 1 appel urgent Cabinet Durand arrivé à');
    expect(shown).toContain('3 appels difficiles en 30 min');
  });

  it('is red only while it goes on, and those that are not listed are counted and open', async () => {
    const { socket, text, page } = await openPage('/');
    const more = (id: string, isOpen: boolean): AlertView => ({ ...urgent, id, isOpen });
    const levels = () => page.querySelector('vg-alerts-card section')?.className;
    socket.say(
      'snapshot',
      boardWith(more('c1', false), more('c2', true), more('c3', true), more('c4', true)),
    );
    expect(await text()).toContain('▲ 4 appels urgents, 1 terminé');
    expect([levels(), page.querySelectorAll('vg-alerts-card li').length]).toEqual(['act', 2]);
    const open = [...page.querySelectorAll<HTMLElement>('vg-alerts-card section > button')][0];
    expect(open?.textContent).toContain('et 2 autres');
    open?.click();
    expect(await text()).toContain('terminé');
    expect(page.querySelectorAll('vg-alerts-card li')).toHaveLength(4);
    socket.say('snapshot', boardWith(more('c1', false), more('c2', false)));
    expect(await text()).toContain('2 appels urgents, 2 terminés');
    expect(levels()).toBe('calm');
  });

  it('is the first thing said on top while it goes on, where all would be well', async () => {
    const { socket, text, page } = await openPage('/');
    const calm = { ...sampleBoard().headline, kind: 'calm', level: 'calm' } as LiveSnapshot['headline'];
    socket.say('snapshot', { ...boardWith(urgent), headline: calm });
    await text();
    expect(page.querySelector('vg-headline-banner b')?.textContent).toContain('1 appel urgent');
    expect(page.querySelector('vg-headline-banner section')?.className).toBe('watch');
  });

  it('is heard once where sound was chosen, and not where it was not; what stood there before is no news', async () => {
    const { socket, settle } = await openPage('/');
    const alarm = TestBed.inject(LevelAlarm);
    const say = async (...alerts: readonly AlertView[]): Promise<number> => {
      tones = 0;
      socket.say('snapshot', boardWith(...alerts));
      await settle();
      return tones;
    };
    expect(await say()).toBe(0);
    expect(await say(urgent)).toBe(0);
    alarm.sound.set(true);
    expect(await say(urgent)).toBe(0);
    expect(await say(urgent, burst)).toBe(0);
    expect(await say(urgent, { ...urgent, id: 'c2' })).toBe(4);
    expect(await say(urgent, { ...urgent, id: 'c2', isOpen: false })).toBe(0);
  });

  it('sounds again until somebody has taken it, whoever and wherever: then nobody hears it any more', async () => {
    const every = jest.spyOn(globalThis, 'setInterval');
    const { socket, settle } = await openPage('/');
    TestBed.inject(LevelAlarm).sound.set(true);
    const again = every.mock.calls.find(([, ms]) => ms === 10_000)?.[0];
    every.mockRestore();
    const say = async (...alerts: readonly AlertView[]): Promise<void> => {
      socket.say('snapshot', boardWith(...alerts));
      await settle();
    };
    const later = (): number => {
      tones = 0;
      again?.();
      return tones;
    };
    await say();
    expect(later()).toBe(0);
    await say(urgent);
    expect([later(), later()]).toEqual([4, 4]);
    await say({ ...urgent, taken: { by: 'Claire', at: sampleNow } });
    expect(later()).toBe(0);
  });

  it('is taken by a key of the card by who may, and says who has it since when', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/me', { body: sampleMe(['board.see', 'incidents.see', 'incidents.work']) });
    http.answer(url, { status: 409, body: { code: 'taken' } });
    const { socket, text, page, settle } = await openPage('/', 'fr', http);
    socket.say('snapshot', boardWith(urgent));
    expect(await text()).toContain('Je m’en occupe');
    page.querySelector<HTMLButtonElement>('vg-alerts-card .take')?.click();
    await settle();
    expect(await text()).toContain('Ce n’est pas noté');
    socket.say('snapshot', boardWith({ ...urgent, taken: { by: 'Claire', at: sampleNow } }));
    expect(await text()).toContain('Claire s’en occupe depuis');
    expect(page.querySelector('vg-alerts-card .take')).toBeNull();
    expect(page.querySelector('vg-alerts-card a')?.getAttribute('href')).toContain('/incidents?incident=c1');
  });
});

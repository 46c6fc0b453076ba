import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AlertView, LiveSnapshot } from '@vigie/contracts';
import { TestBed } from '@angular/core/testing';

import { LevelAlarm } from '../shell/level-alarm';
import { openPage } from '../testing/open-page';
import { aClinic, sampleBoard, sampleNow } from '../testing/sample-board';

const urgent: AlertView = {
  id: 'c1',
  kind: 'urgent',
  clinicId: 'durand',
  at: sampleNow - 120_000,
  count: 1,
  isOpen: true,
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
});

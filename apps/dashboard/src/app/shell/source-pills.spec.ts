import { describe, expect, it } from '@jest/globals';

import { openPage } from '../testing/open-page';
import { sampleBoard, sampleNow } from '../testing/sample-board';

const source = (id: string, more: object = {}) => ({
  id,
  name: id,
  lastEventAt: sampleNow - 2000,
  silent: false,
  offsetMs: 0,
  ...more,
});

/** The pill of the page's head for these telephone systems: its level and its words. */
async function pillOf(...sources: readonly ReturnType<typeof source>[]) {
  const { socket, page, settle } = await openPage('/');
  socket.say('snapshot', sampleBoard({ sources: Object.fromEntries(sources.map((one) => [one.id, one])) }));
  await settle();
  const pill = page.querySelector('vg-source-pills button');
  return {
    level: ['act', 'watch', 'muted'].find((level) => pill?.classList.contains(level)),
    text: (pill?.textContent ?? '').replaceAll(/\s+/gu, ' ').trim(),
  };
}

describe('the pill of the telephone systems', () => {
  it('is calm while clocks differ by two seconds or less, and tells the age of the one heard longest ago', async () => {
    expect(await pillOf(source('Lyon', { offsetMs: -2000 }))).toEqual({
      level: 'muted',
      text: 'Lyon : 2 s',
    });
    const old = source('Nord', { lastEventAt: sampleNow - 9000 });
    expect((await pillOf(source('Lyon'), old)).text).toBe('2 sources : 9 s');
  });

  it('warns of a clock that is off by more, and is an alarm beyond thirty seconds, whichever way', async () => {
    expect(await pillOf(source('Lyon', { offsetMs: 2001 }))).toMatchObject({ level: 'watch' });
    expect(await pillOf(source('Lyon', { offsetMs: 30_000 }))).toMatchObject({
      level: 'watch',
      text: '◆Lyon : horloge décalée de 30 s',
    });
    for (const offsetMs of [30_001, -30_001])
      expect(await pillOf(source('Lyon', { offsetMs }))).toMatchObject({
        level: 'act',
        text: '▲Lyon : horloge décalée de 30 s',
      });
  });

  it('says of which time figures are incomplete, after what is wrong now', async () => {
    const hour = 3_600_000;
    const unheard = [
      { from: sampleNow - 2 * hour, to: sampleNow - hour },
      { from: sampleNow - 600_000, to: sampleNow - 300_000 },
    ];
    const gap = source('Lyon', { unheard });
    const pill = await pillOf(gap);
    expect(pill.level).toBe('watch');
    expect(pill.text).toMatch(
      /^◆Données incomplètes de \d+\sh\s\d\d à \d+\sh\s\d\d$|^◆Données incomplètes de \d\d:\d\d à \d\d:\d\d$/u,
    );
    expect((await pillOf(gap, source('Nord', { offsetMs: 3000 }))).text).toContain('Nord');
  });

  it('names the clock that is off most, and a silent system before any clock', async () => {
    const off = source('Nord', { offsetMs: -45_000 });
    expect((await pillOf(source('Lyon', { offsetMs: 3000 }), off)).text).toContain('Nord');
    const silent = source('Sud', { silent: true, lastEventAt: sampleNow - 90_000 });
    expect(await pillOf(off, silent)).toEqual({ level: 'act', text: '▲Sud muette depuis 1 min 30' });
  });
});

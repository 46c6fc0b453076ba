import { describe, expect, it } from '@jest/globals';

import { openPage } from '../testing/open-page';
import { calmHeadline, sampleBoard } from '../testing/sample-board';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

describe('the page of the television', () => {
  it('shows the large numbers, the teams and the worst clinics', async () => {
    const { socket, text } = await openPage('/wall');
    socket.say('snapshot', sampleBoard());
    const shown = plain(await text());
    expect(shown).toContain('En attente 2 ▲');
    expect(shown).toContain('Décrochés 30 min 86 %');
    expect(shown).toContain('Perdus 30 min 14');
    expect(shown).toContain('Secrétaires 18/20');
    expect(shown).toContain('Imagerie');
    expect(shown).toContain('▲ 2 min 14');
    expect(shown).toContain('Radiologie Sud 6 perdus 2 en attente');
    expect(shown).toContain('2 libres 0 sonne 12 en appel 2 post-appel 2 pause 0 hors tél.');
  });

  it('shows nothing personal: no number, no secretary', async () => {
    const { socket, text } = await openPage('/wall');
    socket.say('snapshot', sampleBoard());
    const shown = await text();
    expect(shown).not.toContain('06 39');
    expect(shown).not.toContain('Amel');
  });

  it('names no clinic when asked not to', async () => {
    const { socket, page, text } = await openPage('/wall?names=off');
    const clinic = { id: 'sud', name: 'Radiologie Sud', waiting: 2 };
    const headline = {
      ...calmHeadline,
      kind: 'peak',
      level: 'act',
      waiting: 2,
      trend: 'growing',
      inPerMinute: 2,
      takenPerMinute: 1,
      clinic,
      expectedWaitMs: null,
      sourceId: null,
      since: null,
      count: null,
    } as const;
    socket.say('snapshot', sampleBoard({ headline }));
    const shown = plain(await text());
    expect(shown).toContain('Cabinet 1');
    expect(page.innerHTML).not.toContain('Radiologie Sud');
    expect(page.innerHTML).not.toContain('Radio Sud');
  });

  it('says to a secretary that it is not hers, rather than that nobody waits', async () => {
    const { socket, page, text } = await openPage('/wall');
    const board = sampleBoard();
    const none = { totals: null, headline: null, teams: {}, clinics: {}, waiting: {}, quarters: {} };
    socket.say('snapshot', { ...board, ...none, centre: { ...board.centre, scope: 'agent' } });
    const shown = plain(await text());
    expect(shown).toContain('Cette page n’est pas ouverte à votre compte');
    expect(page.querySelector('vg-page-state a')?.getAttribute('href')).toBe('/profile');
    expect(shown).not.toContain('Aucun cabinet en difficulté');
  });

  it('says that its figures are old', async () => {
    const { socket, clock, text } = await openPage('/wall');
    socket.say('snapshot', sampleBoard());
    await text();
    clock.advance(9000);
    expect(plain(await text())).toContain('Liaison perdue à 10 h 42, nouvel essai');
  });
});

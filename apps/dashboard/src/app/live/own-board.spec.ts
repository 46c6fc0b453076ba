import { describe, expect, it } from '@jest/globals';
import type { LiveSnapshot } from '@vigie/contracts';

import { openPage } from '../testing/open-page';
import { sampleBoard, sampleNow } from '../testing/sample-board';

const lines = { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 };
const board = (): LiveSnapshot => {
  const whole = sampleBoard();
  return {
    ...whole,
    centre: { ...whole.centre, scope: 'agent' },
    totals: null,
    headline: null,
    satisfaction: null,
    teams: {},
    clinics: {},
    waiting: {},
    quarters: {},
    standing: {
      mg: {
        id: 'mg',
        name: 'Médecine générale',
        order: 1,
        waiting: 3,
        longestSince: sampleNow - 134_000,
        lines,
      },
      img: { id: 'img', name: 'Imagerie', order: 0, waiting: 0, longestSince: null, lines },
    },
  };
};

describe('the board of a secretary', () => {
  it('tells her own state and how many wait for each team, and nothing of others', async () => {
    const { socket, page, text } = await openPage('/');
    socket.say('snapshot', board());
    expect(await text()).toContain('Vous : Libre · depuis 1 min');
    const rows = [...page.querySelectorAll('vg-own-board tbody tr')].map((row) =>
      [...row.children].map((cell) => (cell.textContent ?? '').replaceAll('\u00a0', ' ').trim()),
    );
    expect(rows).toEqual([
      ['Imagerie', '0', '–'],
      ['Médecine générale', '3', '▲ 2 min 14'],
    ]);
    expect(page.querySelector('vg-own-board td.act')).not.toBeNull();
    for (const other of ['vg-live-tiles', 'vg-board-card', 'vg-agents-card', 'vg-day-card'])
      expect(page.querySelector(other)).toBeNull();
  });
});

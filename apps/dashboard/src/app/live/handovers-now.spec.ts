import { describe, expect, it } from '@jest/globals';
import type { HandoverList } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage } from '../testing/open-page';
import { sampleBoard } from '../testing/sample-board';
import { sampleMe } from '../testing/sample-people';

const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
const message = {
  ...{ id: 'm-3', reference: 'M-3', clinicId: 'parc', clinicName: 'Clinique du Parc', referral: true },
  ...{ openedAt: '2026-11-23T08:10:00Z', sentAt: null, deliveredAt: null, missing: ['name', 'birthDate'] },
};
const told: HandoverList = {
  ...{ at: '2026-11-23T09:42:00Z', open: 7, openReferrals: 1, overHour: 3, overFourHours: 0, overDay: 0 },
  handovers: [
    message,
    ...[1, 2, 3, 4, 5, 6].map((n) => ({
      ...message,
      id: `n-${n}`,
      reference: `N-${n}`,
      referral: false,
      missing: null,
    })),
  ],
};

async function opened(list: HandoverList, permissions: readonly string[]) {
  const http = FakeHttp.withReports();
  http.answer('/api/v1/me', { body: sampleMe(permissions) });
  http.answer('/api/v1/handovers', { body: list });
  const { socket, page, settle } = await openPage('/', 'fr', http);
  socket.say('snapshot', sampleBoard());
  for (let turn = 0; turn < 5; turn += 1) await settle();
  return {
    http,
    settle,
    side: page.querySelector('.side'),
    card: page.querySelector('vg-handovers-now section'),
  };
}

describe('messages for clinics on the live page', () => {
  it('are those that nobody acknowledged, by age, with what the first of them lack', async () => {
    const { card } = await opened(told, ['board.see', 'metrics.see']);
    expect([...(card?.querySelectorAll('dd') ?? [])].map(({ textContent }) => plain(textContent))).toEqual([
      ...['7', '◆ 1', '3', '0', '0'],
    ]);
    const rows = [...(card?.querySelectorAll('li') ?? [])].map(({ textContent }) => plain(textContent));
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatch(/^Clinique du Parc M-3 · .*birthDate/u);
    expect(rows[1]).not.toContain('birthDate');
  });

  it('leave the list once somebody of the clinic says that it has them, and only to who may say so is that offered', async () => {
    const { http, card, settle } = await opened(told, ['board.see', 'metrics.see', 'handovers.acknowledge']);
    http.answer('/api/v1/handovers/m-3/acknowledge', {
      body: { id: 'm-3', acknowledgedAt: '2026-11-23T09:42:00Z' },
    });
    card?.querySelector<HTMLButtonElement>('li button')?.click();
    for (let turn = 0; turn < 5; turn += 1) await settle();
    expect(http.asked.map(({ method, address }) => `${method} ${address}`)).toContainEqual(
      expect.stringContaining('POST /api/v1/handovers/m-3/acknowledge'),
    );
    expect(card?.querySelector('li')?.textContent).toContain('N-1');
    const { card: read } = await opened(told, ['board.see', 'metrics.see']);
    expect(read?.querySelector('li button')).toBeNull();
  });

  it('stand below everything else, since their card comes, grows and goes', async () => {
    const { side } = await opened(told, ['board.see', 'metrics.see', 'callbacks.work']);
    expect(side?.lastElementChild?.localName).toBe('vg-handovers-now');
    expect(side?.querySelector('vg-clinic-callbacks')).not.toBeNull();
  });

  it('have no card where none is open, and are not asked for by whoever sees no figures', async () => {
    expect((await opened({ ...told, open: 0, handovers: [] }, ['board.see', 'metrics.see'])).card).toBeNull();
    const { http, card } = await opened(told, ['board.see']);
    expect(card).toBeNull();
    expect(http.asked.some(({ address }) => address.startsWith('/api/v1/handovers'))).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { EarlierCalls, FrequentCallers, SharedNumbers } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleBoard } from '../testing/sample-board';
import { at, list, patient } from '../testing/sample-callbacks';
import { sampleMe } from '../testing/sample-people';

const call = (
  id: string,
  more: Partial<EarlierCalls['calls'][number]> = {},
): EarlierCalls['calls'][number] => ({
  id,
  arrivedAt: at(-3 * 1_440),
  outcome: 'answered',
  subCode: null,
  reason: 'ordonnance',
  language: 'fr',
  waitMs: 12_000,
  talkMs: 95_000,
  ...more,
});
const answer = (more: Partial<EarlierCalls> = {}): EarlierCalls => ({
  clinicId: 'durand',
  clinicName: 'Cabinet Durand',
  caller: 'known',
  mask: '06 39 98 •• ••',
  callsIn30Days: 3,
  frequent: true,
  calls: [call('b', { outcome: 'abandoned', reason: null, talkMs: null }), call('a')],
  owed: [{ id: 'late', openedAt: at(-90), dueAt: at(-22), promised: true, urgent: false, late: true }],
  next: null,
  ...more,
});
const settled = async <P extends OpenedPage>(page: P): Promise<P> => {
  for (let turn = 0; turn < 5; turn += 1) await page.settle();
  return page;
};
const late = patient('late', { promised: true, dueAt: at(-22), endsAt: null });

async function listWith(
  permissions: readonly string[],
  told: { readonly status?: number; readonly body?: unknown },
  one = late,
) {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['callbacks.work', ...permissions]) });
  http.answer('/api/v1/callbacks', { body: list([one]) });
  http.answer(`/api/v1/callbacks/${one.id}`, { body: { callback: one, steps: [] } });
  http.answer(`/api/v1/callbacks/${one.id}/calls`, told);
  const opened = await settled(await openPage('/callbacks', 'fr', http));
  opened.list.say('ready');
  await settled(opened);
  opened.page.querySelector<HTMLElement>(`[data-callback] .row`)?.click();
  await settled(opened);
  const button = opened.page.querySelector<HTMLButtonElement>('vg-earlier-calls-button button');
  const asks = (): readonly string[] =>
    http.asked.map(({ address }) => address).filter((address) => address.includes('/calls'));
  return { ...opened, http, button, asks };
}

describe('a patient’s earlier calls', () => {
  it('are asked for when somebody wants to see them, and not before: each look is written down', async () => {
    const page = await listWith(['callers.see'], { body: answer() });
    expect(page.asks()).toEqual([]);
    expect(page.button?.getAttribute('aria-expanded')).toBe('false');
    page.button?.click();
    await settled(page);
    expect(page.asks()).toEqual(['/api/v1/callbacks/late/calls?limit=5']);
    const text = await page.text();
    expect(text).toContain('3 appels à ce cabinet en 30 jours · appelle souvent');
    expect(text).toMatch(/▲ en retard : rappel promis avant 23 nov\. 2026/u);
    expect(text).toMatch(/▲ abandon en file motif inconnu attente 12 s/u);
    expect(text).toMatch(/décroché ordonnance attente 12 s · parlé 1 min 35/u);
    expect(text).toContain('inscrite au registre');
    page.button?.click();
    await settled(page);
    expect(page.page.querySelector('vg-earlier-calls')).toBeNull();
    expect(page.asks()).toHaveLength(1);
  });

  it('go on with the older ones, which are added below', async () => {
    const page = await listWith(['callers.see'], { body: answer({ next: '1.x' }) });
    page.button?.click();
    await settled(page);
    page.http.answer('/api/v1/callbacks/late/calls', { body: answer({ calls: [call('oldest')], owed: [] }) });
    [...page.page.querySelectorAll<HTMLButtonElement>('vg-earlier-calls button')].at(-1)?.click();
    await settled(page);
    expect(page.asks().at(-1)).toBe('/api/v1/callbacks/late/calls?limit=50&cursor=1.x');
    expect(page.page.querySelectorAll('vg-earlier-calls li')).toHaveLength(3);
    expect(page.page.querySelector('vg-earlier-calls button')).toBeNull();
  });

  it.each([
    ['that nobody knows the caller', answer({ caller: 'withheld', calls: [], owed: [] }), 'Numéro masqué'],
    ['that many share the number', answer({ caller: 'shared', calls: [], owed: [] }), 'Plusieurs personnes'],
    ['that it is the first call', answer({ calls: [], owed: [] }), 'Aucun appel de ce patient avant'],
  ])('say why there are none: %s', async (_, body, words) => {
    const page = await listWith(['callers.see'], { body });
    page.button?.click();
    expect(await (await settled(page)).text()).toContain(words);
  });

  it('say that the patient is gone where the server refuses, and offer another try where it fails', async () => {
    const page = await listWith(['callers.see'], { status: 403, body: { code: 'caller_absent' } });
    page.button?.click();
    expect(await (await settled(page)).text()).toContain('n’est plus en ligne ni sur votre liste');
    expect(page.page.querySelector('vg-earlier-calls button')).toBeNull();
    const away = await listWith(['callers.see'], { status: 500 });
    away.button?.click();
    expect(await (await settled(away)).text()).toContain('n’ont pas pu être lus. Réessayer');
  });

  it('are offered to nobody else, and of no number that many share', async () => {
    expect((await listWith([], { body: answer() })).button).toBeNull();
    const shared = patient('shared', { alone: true });
    expect((await listWith(['callers.see'], { body: answer() }, shared)).button).toBeNull();
  });

  it('open below whoever waits, in a clinic’s drawer', async () => {
    const http = FakeHttp.withReports();
    http.answer('/api/v1/me', { body: sampleMe(['board.see', 'callers.see']) });
    http.answer('/api/v1/calls', { body: answer() });
    const page = await openPage('/?open=clinic:sud', 'fr', http);
    page.socket.say('snapshot', sampleBoard());
    await settled(page);
    const buttons = [
      ...page.page.querySelectorAll<HTMLButtonElement>('vg-row-drawer vg-waiting-table button'),
    ];
    expect(buttons.map((button) => button.getAttribute('aria-label'))).toContain(
      'Appels précédents de 06 39 98 •• 12',
    );
    buttons[0]?.click();
    await settled(page);
    const [asked] = http.asked.filter(({ address }) => address.includes('/earlier'));
    expect(asked?.address).toMatch(/^\/api\/v1\/calls\/[^/]+\/earlier\?limit=5$/u);
    expect(page.page.querySelectorAll('vg-row-drawer vg-earlier-calls li')).toHaveLength(2);
    expect(page.page.querySelector('vg-board-card vg-waiting-table button')).toBeNull();
  });
});

describe('who calls often', () => {
  const one = {
    clinicId: 'durand',
    clinicName: 'Cabinet Durand',
    mask: '06 39 98 •• ••',
    calls: 4,
    answered: 3,
    firstAt: at(-20_000),
    latestAt: at(-90),
    reasons: [
      { reason: 'rendez-vous', calls: 3 },
      { reason: null, calls: 1 },
    ],
    owed: true,
  };
  const told: FrequentCallers = {
    from: at(-43_200),
    to: at(0),
    callers: [one],
    total: 140,
    looks: [{ clinicId: 'durand', clinicName: 'Cabinet Durand', looks: 12, ofRepeatCallers: 9 }],
  };

  it('is a list of masked numbers with what they called for, by clinic, and how often anybody looked', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/me', { body: sampleMe(['frequent.see']) });
    http.answer('/api/v1/callers/frequent', { body: told });
    const page = await settled(await openPage('/frequent', 'fr', http));
    const text = await page.text();
    expect(text).toContain('140 patients Les 1 qui appellent le plus sont montrés.');
    expect(text).toContain('06 39 98 •• •• ◆ à rappeler Cabinet Durand 4 3 rendez-vous ×3, motif inconnu ×1');
    expect(text).toContain('Cabinet Durand 12 fois, dont 9 pour un patient qui avait déjà appelé');
    const choice = page.page.querySelector<HTMLSelectElement>('vg-frequent-page select');
    if (choice === null) throw new Error('there is no choice of clinic');
    choice.value = 'durand';
    choice.dispatchEvent(new Event('change'));
    await settled(page);
    expect(http.asked.map(({ address }) => address)).toContain('/api/v1/callers/frequent?clinicId=durand');
    expect([...choice.options].map(({ text: name }) => name.trim())).toEqual(['tous', 'Cabinet Durand']);
  });
});

describe('a number that called several clinics', () => {
  const one = {
    callId: '5c3f9d1e-0000-4000-8000-000000000001',
    mask: '04 65 71 •• ••',
    calls: 9,
    clinics: ['Durand', 'Garcia', 'Martin', 'Petit', 'Roux', 'Serra', 'Vidal'],
    latestAt: at(-20),
  };
  const told: SharedNumbers = {
    from: at(-43_200),
    to: at(0),
    proposed: [one],
    total: 1,
    decided: [],
    bySettings: 2,
  };

  it('is said to be a nursing home’s or one patient’s, and that is taken back', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/me', { body: sampleMe(['numbers.share']) });
    http.answer('/api/v1/callers/shared', { body: told });
    const page = await settled(await openPage('/shared-numbers', 'fr', http));
    const text = await page.text();
    expect(text).toContain('04 65 71 •• •• a appelé pour 7 cabinets en 30 jours, 9 appels');
    expect(text).toContain('Durand, Garcia, Martin, Petit, Roux, Serra et 1 de plus');
    expect(text).toContain('S’y ajoutent 2 numéros écrits dans les réglages.');
    const press = async (name: string): Promise<void> => {
      const buttons = [...page.page.querySelectorAll<HTMLButtonElement>('vg-shared-page button')];
      const button = buttons.find(({ textContent }) => textContent.trim() === name);
      if (button === undefined) throw new Error(`there is no button ${name}`);
      button.click();
      await settled(page);
    };
    await press('Oui…');
    http.answer(`/api/v1/callers/shared/${one.callId}`, { status: 204 });
    const decided = { ...one, kind: 'nursingHome', decidedAt: at(0), decidedBy: 'Claire' } as const;
    http.answer('/api/v1/callers/shared', { body: { ...told, proposed: [], total: 0, decided: [decided] } });
    await press('Maison de retraite');
    const sent = (method: string) => http.asked.filter((asked) => asked.method === method);
    expect(sent('PUT')).toMatchObject([
      { address: `/api/v1/callers/shared/${one.callId}`, body: { kind: 'nursingHome' } },
    ]);
    expect(await page.text()).toContain('04 65 71 •• •• Maison de retraite dit le');
    http.answer(`/api/v1/callers/shared/${one.callId}`, { status: 404 });
    await press('Annuler ce choix');
    expect(sent('DELETE')).toHaveLength(1);
    expect(await page.text()).toContain('L’appel n’est plus conservé');
  });
});

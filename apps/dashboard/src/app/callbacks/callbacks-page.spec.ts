import { describe, expect, it } from '@jest/globals';
import type { CallbackList, CallbackView } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';
import { inOrder } from './callback-order';

/** What the clock of the tests shows. */
const nineOClock = Date.parse('2026-11-23T09:42:00Z');
const at = (minutes: number): string => new Date(nineOClock + minutes * 60_000).toISOString();
const patient = (id: string, more: Partial<CallbackView> = {}): CallbackView => ({
  id,
  state: 'open',
  clinicId: 'durand',
  clinicName: 'Cabinet Durand',
  teamId: 'mg',
  teamName: 'Médecine générale',
  mask: '06 39 98 •• ••',
  alone: false,
  causes: ['unanswered'],
  promised: false,
  urgent: false,
  openedAt: at(-30),
  latestCallAt: at(-30),
  dueAt: at(30),
  endsAt: at(2_000),
  calls: 1,
  longestWaitMs: 48_000,
  language: 'fr',
  reason: null,
  tries: 0,
  latestTry: null,
  suggested: null,
  claim: null,
  inCall: null,
  callable: true,
  callableChangesAt: at(600),
  ...more,
});
const late = patient('late', { promised: true, causes: ['asked'], dueAt: at(-22), endsAt: null });
const thrice = patient('thrice', {
  calls: 3,
  dueAt: at(50),
  clinicId: 'martin',
  clinicName: 'Cabinet Martin',
});
const rings = patient('rings', {
  inCall: { since: at(-1), talking: false, queueName: 'Spécialistes' },
  dueAt: at(40),
});
const taken = patient('taken', {
  claim: { by: 'Anne', byId: 'p-anne', at: at(-2), until: at(13) },
  dueAt: at(41),
});
const shut = patient('shut', { callable: false, callableChangesAt: at(1_440), dueAt: at(42) });
const soon = patient('soon', { dueAt: at(8) });
const all = [soon, taken, thrice, shut, late, rings];
const list = (callbacks: readonly CallbackView[], more: Partial<CallbackList> = {}): CallbackList => ({
  at: at(0),
  me: 'p9',
  mayWork: true,
  sums: {
    since: at(-1_500),
    owed: 42,
    open: 6,
    recovered: 31,
    recoveredWithinHour: 24,
    closed: 2,
    neverReached: 3,
    withheld: 4,
  },
  callbacks,
  ...more,
});

const settled = async <P extends OpenedPage>(page: P): Promise<P> => {
  for (let turn = 0; turn < 5; turn += 1) await page.settle();
  return page;
};
async function opened(callbacks: readonly CallbackView[], more: Partial<CallbackList> = {}) {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['callbacks.work']) });
  http.answer('/api/v1/callbacks', { body: list(callbacks, more) });
  for (const one of callbacks)
    http.answer(`/api/v1/callbacks/${one.id}`, { body: { callback: one, steps: [] } });
  const page = await settled(await openPage('/callbacks', 'fr', http));
  page.list.say('ready');
  return { http, ...(await settled(page)) };
}
const rowOf = (page: HTMLElement, id: string): HTMLElement => {
  const row = page.querySelector<HTMLElement>(`[data-callback="${id}"]`);
  if (row === null) throw new Error(`there is no row ${id}`);
  return row;
};
const press = (page: HTMLElement, id: string, key: string): void => {
  rowOf(page, id)
    .querySelector('.row')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};

describe('the list to call back', () => {
  it('has late promises first, then third calls, then whatever is due first', () => {
    const order = inOrder(all, nineOClock).map(({ id }) => id);
    expect(order).toEqual(['late', 'thrice', 'soon', 'rings', 'taken', 'shut']);
  });

  it('says what became of those who were missed, in parts that add up', async () => {
    const { text } = await opened(all);
    const shown = await text();
    expect(shown).toContain('42 patients non pris depuis');
    expect(shown).toContain('31 joints, dont 24 dans l’heure');
    expect(shown).toContain('2 clos avec un motif');
    expect(shown).toContain('3 jamais joints');
    expect(shown).toContain('À part : 4 appels en numéro masqué');
    expect(shown).toContain('en retard de 22 min');
    expect(shown).toContain('3ᵉ appel du patient');
  });

  it('offers no call while the patient rings, while another has them, or outside the clinic’s hours', async () => {
    const { page, http, settle } = await opened(all);
    for (const [id, says] of [
      ['rings', 'ne pas appeler'],
      ['taken', 'Anne, depuis'],
      ['shut', 'appels dès'],
    ] as const) {
      expect(rowOf(page, id).textContent).toContain(says);
      expect(rowOf(page, id).textContent).not.toContain('Je rappelle');
      press(page, id, 'j');
    }
    await settle();
    expect(http.asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('is worked by keys: J takes the patient, a digit says what happened', async () => {
    const { page, http, settle, text, list: socket } = await opened([late, soon]);
    http.answer('POST /api/v1/callbacks/late/claim', {
      body: { by: 'Paul Rey', byId: 'p9', at: at(0), until: at(15) },
    });
    http.answer('POST /api/v1/callbacks/late/attempts', { status: 204 });
    press(page, 'late', '2');
    press(page, 'late', 'j');
    for (let turn = 0; turn < 5; turn += 1) await settle();
    expect(await text()).toContain('Cette liste ne permet pas d’appeler : choisissez comment.');
    const mine = { ...late, claim: { by: 'Paul Rey', byId: 'p9', at: at(0), until: at(15) } };
    socket.say('callbacks', { at: at(0), changed: [mine], gone: [], sums: list([]).sums });
    await settle();
    expect(await text()).toContain('vous, depuis');
    expect(await text()).toContain('pas de réponse 1/3');
    expect(await text()).toContain('Bonjour, vous avez cherché à nous joindre.');
    press(page, 'late', '2');
    for (let turn = 0; turn < 5; turn += 1) await settle();
    expect(
      http.asked.filter(({ method }) => method === 'POST').map(({ address, body }) => [address, body]),
    ).toEqual([
      ['/api/v1/callbacks/late/claim', {}],
      ['/api/v1/callbacks/late/attempts', { outcome: 'noAnswer' }],
    ]);
    expect(document.activeElement?.closest('[data-callback]')?.getAttribute('data-callback')).toBe('soon');
  });

  it('says so when somebody else was quicker', async () => {
    const { page, http, settle, text } = await opened([soon]);
    http.answer('POST /api/v1/callbacks/soon/claim', { status: 409, body: { code: 'claimed' } });
    press(page, 'soon', 'j');
    for (let turn = 0; turn < 5; turn += 1) await settle();
    expect(await text()).toContain('Quelqu’un d’autre a déjà pris ce patient.');
  });

  it('loses who was reached, and says that it is old when nothing is heard', async () => {
    const { page, settle, text, list: socket } = await opened([soon, thrice]);
    socket.say('callbacks', {
      at: at(0),
      changed: [{ ...soon, state: 'recovered' }],
      gone: ['thrice'],
      sums: list([]).sums,
    });
    await settle();
    expect(page.querySelectorAll('[data-callback]')).toHaveLength(0);
    expect(await text()).toContain('Personne à rappeler.');
    socket.say('disconnect');
    await settle();
    expect(await text()).toContain('Connexion perdue');
  });

  it('tells the people of a clinic that does not call itself who does', async () => {
    const { text } = await opened([], { mayWork: false });
    expect(await text()).toContain('le centre rappelle pour eux');
  });
});

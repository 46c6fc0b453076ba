import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type {
  CallbackList,
  CallbackView,
  CallObstacle,
  FollowupList,
  PlacedCallView,
} from '@vigie/contracts';

import { FormulaCards } from '../formula/formula-cards';
import { FakeHttp } from '../testing/fake-http';
import { openPage, preparePages, type OpenedPage } from '../testing/open-page';
import { at, list, nineOClock, patient } from '../testing/sample-callbacks';
import { sampleMe } from '../testing/sample-people';
import { CallbackBoard } from './callback-board';
import { inOrder } from './callback-order';
import { CallbackTexts } from './callback-texts';

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
const settled = async <P extends OpenedPage>(page: P): Promise<P> => {
  for (let turn = 0; turn < 5; turn += 1) await page.settle();
  return page;
};
async function opened(
  callbacks: readonly CallbackView[],
  more: Partial<CallbackList> = {},
  choices = '',
  also: readonly string[] = [],
  followups: FollowupList = { at: at(0), clinics: [], followups: [] },
  callObstacle: CallObstacle | null = 'noWay',
) {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['callbacks.work', ...also]) });
  http.answer('/api/v1/followups', { body: followups });
  http.answer('/api/v1/callbacks', { body: list(callbacks, more) });
  for (const one of callbacks)
    http.answer(`/api/v1/callbacks/${one.id}`, {
      body: { callback: one, steps: [], callObstacle, closing: null, asksQuestions: false, questions: null },
    });
  const page = await settled(await openPage(`/callbacks${choices}`, 'fr', http));
  page.list.say('ready');
  return { http, ...(await settled(page)) };
}
const rowOf = (page: HTMLElement, id: string): HTMLElement => {
  const row = page.querySelector<HTMLElement>(`[data-callback="${id}"]`);
  if (row === null) throw new Error(`there is no row ${id}`);
  return row;
};
function theOnly<T extends Element = Element>(within: Element, selector: string): T {
  const found = within.querySelector<T>(selector);
  if (found === null) throw new Error(`there is no ${selector}`);
  return found;
}
const press = (page: HTMLElement, id: string, key: string): void => {
  rowOf(page, id)
    .querySelector('.row')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};

const readsOf = ({ asked }: FakeHttp): number =>
  asked.filter(({ address }) => address === '/api/v1/callbacks').length;

describe('the list to call back', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is read once where it is opened, and once more where the link was away', async () => {
    const { http, settle, list: socket } = await opened([soon]);
    expect(readsOf(http)).toBe(1);
    socket.say('disconnect');
    socket.say('ready');
    await settle();
    expect(readsOf(http)).toBe(2);
  });

  it('is read and worked all the same where no link comes about, and read again once one does', async () => {
    jest.useFakeTimers();
    const { list: socket } = preparePages();
    const http = new FakeHttp().install();
    http.answer('/api/v1/callbacks', { body: list([soon]) });
    const board = TestBed.inject(CallbackBoard);
    board.follow();
    expect(readsOf(http)).toBe(0);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(board.callbacks().map(({ id }) => id)).toEqual(['soon']);
    expect(board.staleSince()).not.toBeNull();
    http.answer('/api/v1/callbacks', { body: list([]) });
    http.answer('POST /api/v1/callbacks/soon/close', { status: 204 });
    // Nobody tells what became of it: it is read.
    expect(await board.act('soon', 'reached')).toBeNull();
    await jest.advanceTimersByTimeAsync(600);
    expect(board.callbacks()).toEqual([]);
    http.answer('/api/v1/callbacks', { body: list([soon, thrice]) });
    socket.say('ready');
    await jest.advanceTimersByTimeAsync(0);
    expect(board.callbacks().map(({ id }) => id)).toEqual(['soon', 'thrice']);
    expect(readsOf(http)).toBe(3);
  });

  it('has late promises first, then third calls, then whatever is due first', () => {
    const order = inOrder(all, nineOClock).map(({ id }) => id);
    expect(order).toEqual(['late', 'thrice', 'soon', 'rings', 'taken', 'shut']);
  });

  it('says of what ends at midnight the evening, as people do', async () => {
    await opened(all);
    const midnightIn = (days: number): string => {
      // The centre's, in winter.
      const midnight = new Date(nineOClock).setUTCHours(24 * days - 1, 0, 0, 0);
      return TestBed.inject(CallbackTexts).moment(midnight, nineOClock);
    };
    expect([1, 2].map(midnightIn)).toEqual(['ce soir à minuit', 'demain soir à minuit']);
    expect(midnightIn(3)).toMatch(/^(lun|mar|mercre|jeu|vendre|same|diman)(di|che) soir à minuit$/u);
  });

  it('says what became of those who were missed, in parts that add up', async () => {
    const { text } = await opened(all);
    const shown = await text();
    expect(shown).toContain('42 patients à joindre depuis');
    expect(shown).toContain('31 joints, dont 24 dans l’heure');
    expect(shown).toContain('2 clos avec un motif');
    expect(shown).toContain('6 encore à rappeler');
    expect(shown).toContain('3 jamais joints');
    expect(shown).toContain('En plus : 2 d’avant, encore dus');
    expect(shown).toMatch(/Numéros masqués depuis .+ ?: 4/u);
    expect(shown).toContain('en retard de 22 min');
    expect(shown).toContain('3e appel du patient');
  });

  it('leads whoever may to the table of everybody whom its head line counts', async () => {
    const tables = (page: HTMLElement) =>
      [...page.querySelectorAll('.foot a')].map((link) => link.getAttribute('href'));
    expect(tables((await opened(all)).page)).toEqual([]);
    TestBed.resetTestingModule();
    expect(tables((await opened(all, {}, '', ['callbacks.export'])).page)).toEqual(
      ['csv', 'xlsx'].map(
        (format) => `/api/v1/callbacks/export?from=2026-11-22&to=2026-11-24&format=${format}&locale=fr`,
      ),
    );
  });

  it('says of every number of its head line how it is made', async () => {
    const { page, settle } = await opened(all);
    const cards = TestBed.inject(FormulaCards);
    const asked: unknown[] = [];
    for (const number of page.querySelectorAll<HTMLElement>('vg-callback-sum button')) {
      number.click();
      await settle();
      expect(number.getAttribute('aria-expanded')).toBe('true');
      asked.push(cards.open()?.request.key);
    }
    expect(asked).toEqual([
      'callersOwed',
      'recovered',
      'recoveredWithinHour',
      'closedForReason',
      'leftToCallBack',
      'neverReached',
      'leftFromBefore',
      'withheldCalls',
    ]);
  });

  it('says how late a promise is in days and months, and which try in vain it was once', async () => {
    const day = -24 * 60;
    const promised = { promised: true, causes: ['asked'], endsAt: null } as const;
    const { page } = await opened([
      patient('days', { ...promised, dueAt: at(3 * day - 30) }),
      patient('months', { ...promised, dueAt: at(424 * day) }),
      patient('tried', { tries: 3, latestTry: { at: at(-5), outcome: 'noAnswer' } }),
    ]);
    expect(rowOf(page, 'days').textContent).toContain('en retard de 3 jours');
    expect(rowOf(page, 'months').textContent).toContain('en retard de 13 mois');
    expect(rowOf(page, 'tried').textContent.match(/3\/3/gu)).toHaveLength(1);
    expect(rowOf(page, 'tried').textContent).toMatch(/essai 3.3\s: pas de réponse, à joindre/u);
  });

  it('has chips of teams that add up to all, with those of no team', async () => {
    const { page, settle } = await opened([soon, thrice, patient('alone', { teamId: null, teamName: null })]);
    const chips = [...page.querySelectorAll<HTMLElement>('.teams button')];
    expect(chips.map(({ textContent }) => textContent.trim())).toEqual([
      'toutes 3',
      'Médecine générale 2',
      'sans équipe 1',
    ]);
    chips.at(-1)?.click();
    await settle();
    expect(page.querySelectorAll('[data-callback]')).toHaveLength(1);
  });

  it('says by which target a patient should have been called, of the clinic each', async () => {
    const past = { dueAt: at(-5) };
    const { text } = await opened([
      patient('usual', past),
      patient('quick', { ...past, targetMinutes: 45 }),
      patient('slow', { ...past, targetMinutes: 90 }),
    ]);
    const shown = await text();
    for (const target of ['1 h', '45 min', '1 h 30']) expect(shown).toContain(`objectif ${target} dépassé`);
  });

  it('offers no call while the patient rings, while another has them, or outside the clinic’s hours', async () => {
    const { page, http, settle } = await opened(all);
    for (const [id, says] of [
      ['rings', 'ne pas appeler'],
      ['taken', 'Anne, depuis'],
      ['shut', 'hors des heures d’appel du cabinet'],
    ] as const) {
      expect(rowOf(page, id).textContent).toContain(says);
      expect(rowOf(page, id).textContent).not.toContain('Je rappelle');
      press(page, id, 'j');
      await settle();
      expect(page.querySelector('.said')?.textContent).toMatch(
        { rings: /^Ne pas appeler/u, taken: /^Anne\s: ce patient est déjà pris/u, shut: /^hors des heures/u }[
          id
        ],
      );
    }
    expect(http.asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('is worked by keys: J takes the patient, a digit says what happened', async () => {
    const { page, http, settle, text } = await opened([late, soon]);
    http.answer('POST /api/v1/callbacks/late/claim', {
      body: { by: 'Paul Rey', byId: 'p9', at: at(0), until: at(15) },
    });
    http.answer('POST /api/v1/callbacks/late/attempts', { status: 204 });
    press(page, 'late', '2');
    press(page, 'late', 'j');
    for (let turn = 0; turn < 5; turn += 1) await settle();
    expect(await text()).toContain('Appelez de votre poste, puis notez ce qui s’est passé.');
    expect(await text()).toMatch(/l’appel de 10 h 12, numéro 06 39 98 •• ••/u);
    // Not before others are told of it.
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

  it('opens by J the patient whom one took before, and offers that until it is open', async () => {
    const claim = { by: 'Paul Rey', byId: 'p9', at: at(-1), until: at(14) };
    const page = await opened([patient('mine', { claim })]);
    expect(rowOf(page.page, 'mine').querySelector('.act')?.textContent).toContain('Je rappelle');
    press(page.page, 'mine', 'j');
    await settled(page);
    expect(rowOf(page.page, 'mine').textContent).toContain('pas de réponse 1/3');
    expect(rowOf(page.page, 'mine').querySelector('.act')?.textContent).toContain('fermer');
    expect(page.http.asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  describe('of a clinic that has numbers kept', () => {
    const claim = { by: 'Paul Rey', byId: 'p9', at: at(-1), until: at(14) };
    const mine = patient('mine', { claim, numbersKept: true });
    const path = 'POST /api/v1/callbacks/mine/number';
    const answer = { body: { number: '+33639980001', written: '06 39 98 00 01' } };
    const openedOn = async (one: CallbackView, may: readonly string[] = ['callbacks.number']) => {
      const page = await opened([one], {}, '', may);
      rowOf(page.page, 'mine').querySelector<HTMLElement>('.row')?.click();
      return settled(page);
    };
    const field = (page: HTMLElement) => page.querySelector<HTMLElement>('vg-callback-number');

    it('shows the number of a patient one has taken, by key, for half a minute, and then the mask again', async () => {
      const page = await openedOn(mine);
      page.http.answer(path, answer);
      expect(await page.text()).not.toContain('06 39 98 00 01');
      jest.useFakeTimers();
      press(page.page, 'mine', 'n');
      press(page.page, 'mine', 'n');
      await jest.advanceTimersByTimeAsync(100);
      const link = theOnly<HTMLAnchorElement>(page.page, 'vg-callback-number a');
      expect([link.getAttribute('href'), link.textContent]).toEqual(['tel:+33639980001', '06 39 98 00 01']);
      expect(document.activeElement).toBe(link);
      expect(page.http.asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
      await jest.advanceTimersByTimeAsync(29_000);
      expect(field(page.page)?.querySelector('a')).not.toBeNull();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(field(page.page)?.querySelector('a')).toBeNull();
      expect(document.activeElement).toBe(theOnly(page.page, 'vg-callback-number button'));
      expect(rowOf(page.page, 'mine').textContent).not.toContain('06 39 98 00 01');
    });

    it.each([
      ['not_kept', 'Ce numéro n’est pas gardé'],
      ['not_claimed', 'Prenez d’abord le patient'],
      ['not_open', 'Ce patient n’est plus à rappeler.'],
      ['too_many_requests', 'Trop de numéros demandés'],
      ['', 'Le numéro n’a pas pu être lu.'],
    ])('says why it is not shown: %s', async (code, says) => {
      const page = await openedOn(mine);
      page.http.answer(path, { status: 409, body: { code } });
      theOnly<HTMLElement>(page.page, 'vg-callback-number button').click();
      await settled(page);
      expect(theOnly(page.page, 'vg-callback-number [role="status"]').textContent).toContain(says);
    });

    it.each([
      ['by somebody else’s', { ...mine, claim: { ...claim, byId: 'p-anne' } }, undefined],
      ['before one has taken them', { ...mine, claim: null }, undefined],
      ['of another clinic', { ...mine, numbersKept: false }, undefined],
      ['that is withheld', { ...mine, mask: null }, undefined],
      ['of a patient whose clinic is to be told', { ...mine, causes: ['clinicAlert'] as const }, undefined],
      ['to who may not see it', mine, []],
    ])('offers no number %s', async (_, one, may) => {
      expect(field((await openedOn(one, may)).page)).toBeNull();
    });
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

  it('is of one clinic where the address says so, and of all again by the choice', async () => {
    const { page, settle, text } = await opened(all, {}, '?clinic=martin');
    expect([...page.querySelectorAll('[data-callback]')]).toHaveLength(1);
    expect(await text()).toContain('Cabinet Martin');
    const choice = page.querySelector<HTMLSelectElement>('.filters select');
    if (choice === null) throw new Error('there is no choice of clinics');
    expect(choice.value).toBe('martin');
    choice.value = '';
    choice.dispatchEvent(new Event('change'));
    for (let turn = 0; turn < 3; turn += 1) await settle();
    expect([...page.querySelectorAll('[data-callback]')]).toHaveLength(all.length);
  });

  it('has a planned call among its rows, by the clinic’s own reference, and no number to look for', async () => {
    const followup = {
      type: 'post_discharge',
      dueFrom: at(-60),
      plannedAt: at(-2_880),
      reference: 'D-1042',
      answers: null,
    };
    const planned = patient('planned', {
      ...{ followup, mask: null, alone: true, promised: true, causes: ['followup'], calls: 0 },
    });
    const { page, settle } = await opened([planned], { sums: { ...list([]).sums, followups: 1 } });
    const row = rowOf(page, 'planned');
    expect(row.textContent).toContain('D-1042');
    expect(row.textContent).toContain('Après une sortie');
    expect(row.textContent).not.toContain('masqué');
    row.querySelector<HTMLElement>('.row')?.click();
    await settle();
    expect(row.textContent).toContain('appelez depuis le logiciel du cabinet, patient D-1042');
    expect(page.querySelector('vg-callback-sum')?.textContent).toContain('1 suivi à faire');
    expect(page.querySelector('vg-followups')).toBeNull();
  });

  it('asks what the clinic approved after a discharge, and tells which clinic is to be telephoned before all else', async () => {
    const followup = {
      ...{
        type: 'post_discharge',
        dueFrom: at(-60),
        plannedAt: at(-2_880),
        reference: 'D-1042',
        answers: null,
      },
    };
    const promised = { mask: null, alone: true, promised: true, calls: 0 };
    const mine = patient('mine', {
      ...{ ...promised, followup, causes: ['followup'] },
      claim: { by: 'Claire', byId: list([]).me, at: at(-1), until: at(14) },
    });
    const [yes, no, unsure] = ['yes', 'no', 'unsure'] as const;
    const answers = { condition: yes, medicines: no, appointments: yes, services: yes, plan: unsure };
    const alert = patient('alert', {
      ...{ ...promised, causes: ['clinicAlert'], dueAt: at(-1) },
      followup: { ...followup, type: 'clinic_alert', answers },
    });
    const told = { ...alert, id: 'told', reference: 'A1B2C3D4', dueAt: at(20), openedAt: at(-10) };
    const claim = { by: 'Claire', byId: list([]).me, at: at(-1), until: at(14) };
    const { page, settle, http } = await opened([late, mine, { ...told, claim }, alert]);
    const order = [...page.querySelectorAll('[data-callback]')].map((row) =>
      row.getAttribute('data-callback'),
    );
    expect(order.indexOf('told')).toBeGreaterThan(order.indexOf('late'));
    expect([...page.querySelectorAll('[data-callback]')][0]?.getAttribute('data-callback')).toBe('alert');
    const approved = {
      version: 3,
      approvedBy: 'Dr Roux',
      approvedAt: at(-9_000),
      emergency: 'Composez le 15.',
    };
    http.answer('/api/v1/callbacks/mine', {
      body: {
        callback: mine,
        steps: [],
        callObstacle: 'noWay',
        closing: null,
        asksQuestions: true,
        questions: approved,
      },
    });
    const open = async (id: string): Promise<HTMLElement> => {
      const row = rowOf(page, id);
      row.querySelector<HTMLElement>('.row')?.click();
      for (let turn = 0; turn < 3; turn += 1) await settle();
      return rowOf(page, id);
    };
    const waits = (await open('told')).textContent.replaceAll(/\s/gu, ' ');
    expect(waits).toMatch(/Le cabinet a été prévenu à .+ téléphonez-lui dès/u);
    expect(waits).toContain('référence A1B2C3D4');
    expect(waits).not.toContain('vous avez cherché à nous joindre');
    const shown = (await open('alert')).textContent.replaceAll(/\s/gu, ' ');
    expect(shown).toContain('Téléphoner au cabinet');
    expect(shown).not.toContain('a été prévenu');
    expect(shown).toContain(
      'Avez-vous compris vos médicaments, et les prenez-vous ? non, Savez-vous quoi faire',
    );
    const row = await open('mine');
    // Whom we call of our own accord did not try to reach us.
    expect(row.textContent).toContain('nous cherchions à vous joindre');
    expect(row.textContent).not.toContain('vous avez cherché');
    const form = theOnly<HTMLFormElement>(row, 'vg-discharge-questions form');
    expect(row.textContent).toContain('Composez le 15.');
    const send = async (): Promise<void> => {
      form.dispatchEvent(new Event('submit', { cancelable: true }));
      for (let turn = 0; turn < 3; turn += 1) await settle();
    };
    await send();
    expect(row.textContent).toContain('Répondez aux cinq questions.');
    for (const [question, answer] of Object.entries(answers))
      theOnly<HTMLInputElement>(form, `[name="${question}"][value="${answer}"]`).checked = true;
    http.answer('POST /api/v1/followups/mine/answers', { status: 204 });
    await send();
    expect(http.asked.findLast(({ method }) => method === 'POST')?.body).toEqual({ version: 3, answers });
  });

  it('takes a reason of the centre’s list and a note beside an outcome that ends a row, where the clinic takes them', async () => {
    const claim = { by: 'Claire', byId: list([]).me, at: at(-1), until: at(14) };
    const [taking, silent] = [patient('taking', { claim }), patient('silent', { claim })];
    const { page, settle, http } = await opened([taking, silent]);
    const step = { at: at(-9), outcome: 'settled', waitMs: null, talkMs: null, dueAt: null };
    http.answer('/api/v1/callbacks/taking', {
      body: {
        ...{ callback: taking, callObstacle: 'noWay', asksQuestions: false, questions: null },
        steps: [{ ...step, kind: 'tried', reason: 'rendez-vous pris', note: 'passe lundi' }],
        closing: { reasons: ['rendez-vous pris', 'ordonnance prête'] },
      },
    });
    const open = async (id: string): Promise<HTMLElement> => {
      rowOf(page, id).querySelector<HTMLElement>('.row')?.click();
      for (let turn = 0; turn < 3; turn += 1) await settle();
      return rowOf(page, id);
    };
    expect((await open('silent')).querySelector('.beside')).toBeNull();
    const write = (row: HTMLElement): void => {
      const form = theOnly<HTMLFormElement>(row, '.beside');
      theOnly<HTMLSelectElement>(form, 'select').value = 'ordonnance prête';
      theOnly<HTMLInputElement>(form, 'input').value = 'rappeler sur place';
      form.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const row = await open('taking');
    expect(row.textContent).toContain('Pas d’information médicale');
    expect(row.textContent).toMatch(/sans objet \(déjà réglé\) · rendez-vous pris · passe lundi/u);
    expect(theOnly(row, '.beside input').getAttribute('maxlength')).toBe('120');
    write(row);
    // What was written and not sent is not sent later without being seen.
    await open('silent');
    await open('taking');
    press(page, 'taking', '6');
    for (let turn = 0; turn < 4; turn += 1) await settle();
    const sent = () => http.asked.findLast(({ address }) => address.endsWith('/taking/close'))?.body;
    expect(sent()).toEqual({ outcome: 'settled' });
    write(await open('taking'));
    http.answer('POST /api/v1/callbacks/taking/close', { status: 409, body: { code: 'unknown_reason' } });
    press(page, 'taking', '6');
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(sent()).toEqual({ outcome: 'settled', reason: 'ordonnance prête', note: 'rappeler sur place' });
    expect(rowOf(page, 'taking').textContent).toContain('ce motif n’est plus dans la liste du centre');
  });

  it('plans a call for a clinic that has follow-ups, says what is refused, and takes one back', async () => {
    const { page, settle, http } = await opened([], { plansFollowups: true }, '', [], {
      at: at(0),
      clinics: [{ id: 'durand', name: 'Cabinet Durand' }],
      followups: [
        {
          ...{ id: 'f1', state: 'planned', clinicId: 'durand', clinicName: 'Cabinet Durand' },
          ...{
            type: 'visit_reminder',
            reference: 'D-17',
            plannedAt: at(-60),
            dueFrom: at(900),
            dueUntil: at(2_340),
          },
        },
      ],
    });
    const panel = theOnly<HTMLElement>(page, 'vg-followups');
    const form = theOnly<HTMLFormElement>(panel, 'form');
    expect(panel.textContent).toContain('1 suivi à venir');
    expect(panel.textContent).toContain('Rappel de visite');
    const field = (name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
    field('dueUntil').value = '2026-11-01';
    const send = async (): Promise<void> => {
      form.dispatchEvent(new Event('submit', { cancelable: true }));
      await settle();
      await settle();
    };
    http.answer('POST /api/v1/followups', { status: 400, body: { code: 'invalid_window' } });
    await send();
    expect(theOnly(panel, '[role="alert"]').textContent).toContain('la fin doit venir après le début');
    expect(http.asked.findLast(({ method }) => method === 'POST')?.body).toEqual({
      clinicId: 'durand',
      type: 'same_day',
      dueUntil: '2026-11-01',
    });
    http.answer('/api/v1/followups/f1/cancel', { status: 204 });
    theOnly<HTMLElement>(panel, 'li button').click();
    await settle();
    await settle();
    expect(theOnly(panel, '.said').textContent).toContain('Suivi annulé.');

    const list = theOnly<HTMLFormElement>(panel, 'vg-followup-list form');
    const look = async (): Promise<void> => {
      list.dispatchEvent(new Event('submit', { cancelable: true }));
      for (let turn = 0; turn < 3; turn += 1) await settle();
    };
    await look();
    expect(theOnly(panel, 'vg-followup-list [role="alert"]').textContent).toContain('Choisissez un fichier.');
    const file = new File(['dossier;sortie\nD-1;23/11/2026\n;23/11/2026\n'], 'sorties.csv');
    Object.defineProperty(theOnly(list, '[type="file"]'), 'files', { value: [file] });
    const plan = { line: 2, type: 'post_discharge', reference: 'D-1', mask: null };
    const counts = { received: 2, known: 0, rejectedCount: 1, ignoredColumns: [] };
    const told = {
      ...counts,
      accepted: 1,
      rejected: [{ line: 3, fault: 'who' }],
      rows: [{ ...plan, dueFrom: at(0), dueUntil: at(60) }],
    };
    http.answer('POST /api/v1/imports/followups-csv', { body: { ...told, preview: true } });
    await look();
    const shown = theOnly(panel, 'vg-followup-list').textContent.replaceAll(/\s/gu, ' ');
    expect(shown).toContain('1 suivi à planifier, 0 déjà connu, 1 ligne refusée.');
    expect(shown).toContain('Ligne 3 : ne dit pas qui ; remplissez dossier, téléphone ou empreinte.');
    http.answer('POST /api/v1/imports/followups-csv', { body: { ...told, preview: false } });
    theOnly<HTMLElement>(list, '.main').click();
    for (let turn = 0; turn < 3; turn += 1) await settle();
    expect(theOnly(panel, 'vg-followup-list').textContent).toContain('1 suivi planifié, 0 déjà connu');
    expect(list.querySelector('.main')).toBeNull();
    const sent = http.asked.filter(({ address }) => address.startsWith('/api/v1/imports/'));
    expect(sent.map(({ address }) => new URLSearchParams(address.split('?')[1]).get('preview'))).toEqual([
      'true',
      'false',
    ]);
  });

  it('says of each of a patient’s calls whether nobody answered, or a message or a wish was left', () => {
    const texts = TestBed.inject(CallbackTexts);
    const said = (outcome: string): string => {
      const nothing = { waitMs: null, talkMs: null, dueAt: null, reason: null, note: null };
      return texts.step({ kind: 'lost', at: at(-60), outcome, ...nothing }, 0, nineOClock).what;
    };
    expect(['abandoned', 'voicemail', 'callbackExit'].map(said)).toEqual([
      'appel sans réponse',
      'message sur répondeur',
      'rappel demandé',
    ]);
  });

  it('finds a patient by the reference of the evening note, and types it without working the list', async () => {
    const { page, settle } = await opened(all);
    const [wanted] = all;
    const field = page.querySelector<HTMLInputElement>('.filters input');
    if (field === null) throw new Error('there is no place to look for a reference');
    field.value = ` ${wanted?.id.slice(0, 3) ?? ''}`;
    field.dispatchEvent(new Event('input'));
    await settle();
    const shown = [...page.querySelectorAll('[data-callback]')].map((row) =>
      row.getAttribute('data-callback'),
    );
    expect(shown).toContain(wanted?.id);
    expect(shown.length).toBeLessThan(all.length);
    expect(shown.every((id) => id?.startsWith(wanted?.id.slice(0, 3) ?? '-'))).toBe(true);
  });

  it('says that nobody can be called from it where no way is set, and leads the administrator to it', async () => {
    const link = (page: HTMLElement) => page.querySelector('.ways a')?.getAttribute('href');
    const secretary = await opened([soon]);
    expect(await secretary.text()).toContain('Cette liste ne permet pas d’appeler : choisissez comment.');
    expect(link(secretary.page)).toBeUndefined();
    TestBed.resetTestingModule();
    expect(link((await opened([soon], {}, '', ['connectors.manage'])).page)).toBe('/telephony#calling');
    TestBed.resetTestingModule();
    expect((await opened([patient('kept', { numbersKept: true })])).page.querySelector('.ways')).toBeNull();
    TestBed.resetTestingModule();
    const { page } = await opened([soon], { placesCalls: true }, '', [], undefined, null);
    expect(page.querySelector('.ways')).toBeNull();
    expect(page.querySelector('.keys')?.textContent).toContain('A appeler');
  });

  it('has the telephone call by A, the patient taken first, and says how far the call has come', async () => {
    const {
      page,
      http,
      settle,
      list: socket,
    } = await opened([soon], { placesCalls: true }, '', [], undefined, null);
    const claim = { by: 'Paul Rey', byId: 'p9', at: at(0), until: at(15) };
    http.answer('POST /api/v1/callbacks/soon/claim', { body: claim });
    const placed = (
      state: PlacedCallView['state'],
      why: string | null = null,
      minutes = 0,
    ): PlacedCallView => ({
      ...{ requestId: 'r1', at: at(minutes), state, why },
    });
    http.answer('POST /api/v1/callbacks/soon/call', { body: placed('ringing') });
    press(page, 'soon', 'a');
    for (let turn = 0; turn < 8; turn += 1) await settle();
    const posts = http.asked.filter(({ method }) => method === 'POST').map(({ address }) => address);
    expect(posts).toEqual(['/api/v1/callbacks/soon/claim', '/api/v1/callbacks/soon/call']);
    const says = async (of: PlacedCallView | null): Promise<string> => {
      const changed = [{ ...soon, claim, placed: of }];
      socket.say('callbacks', { at: at(0), changed, gone: [], sums: list([]).sums });
      await settle();
      return theOnly(page, 'vg-place-call [role="status"]').textContent;
    };
    const button = (): HTMLButtonElement => theOnly(page, 'vg-place-call button');
    expect(await says(null)).toContain('Votre poste sonne d’abord');
    expect(button().disabled).toBe(false);
    expect(await says(placed('ringing'))).toMatch(/^Votre poste sonne\s: décrochez/u);
    expect(button().disabled).toBe(true);
    expect(await says(placed('patient'))).toBe('Le patient est appelé…');
    expect(await says(placed('over'))).toMatch(/^Appel terminé\s: dites ce qui s’est passé/u);
    expect(button().disabled).toBe(false);
    expect(await says(placed('refused', 'set_busy'))).toMatch(
      /^La téléphonie n’appelle pas\s: votre poste est occupé/u,
    );
    expect(await says(placed('refused', 'a_word_of_tomorrow'))).toContain('elle ne dit pas pourquoi');
    expect(await says(placed('unknown'))).toContain('On ne sait pas');
    expect(await says(placed('ringing', null, -3))).toContain('n’en a rien dit de plus');
    expect(button().disabled).toBe(false);
    http.answer('POST /api/v1/callbacks/soon/call', { status: 409, body: { code: 'being_called' } });
    press(page, 'soon', 'a');
    for (let turn = 0; turn < 5; turn += 1) await settle();
    expect(theOnly(page, '.failure').textContent).toContain('déjà en train d’être appelé');
  });

  it('tells the people of a clinic that does not call itself who does', async () => {
    const { text } = await opened([], { mayWork: false });
    expect(await text()).toContain('le centre rappelle pour eux');
  });
});

describe('the link of an alert to a clinic', () => {
  const view = {
    ...{ centre: 'Télésecrétariat de la Place', clinicName: 'Centre Pirineus', language: 'fr' },
    ...{ reference: 'A1B2C3D4', answeredAt: at(-5), receivedAt: null },
  };
  async function linked(body: object): Promise<OpenedPage & { readonly http: FakeHttp }> {
    const http = new FakeHttp();
    http.answer('POST /api/v1/clinic-alerts/look', body);
    globalThis.history.replaceState(null, '', '#va_place_token');
    const page = await settled(await openPage('/alert', 'fr', http));
    globalThis.history.replaceState(null, '', '/');
    return { http, ...page };
  }

  it('says which reference asks for attention and nothing of the patient, and notes nothing until it is said', async () => {
    const { http, page, text, settle } = await linked({ body: view });
    expect(await text()).toContain('Une réponse d’un patient demande votre attention ; référence A1B2C3D4');
    expect(
      http.asked.filter(({ method }) => method === 'POST').map(({ address, body }) => [address, body]),
    ).toEqual([['/api/v1/clinic-alerts/look', { token: 'va_place_token' }]]);
    http.answer('POST /api/v1/clinic-alerts/acknowledge', { status: 500, body: {} });
    const button = theOnly<HTMLButtonElement>(page, 'button.main');
    expect(button.textContent.trim()).toBe('Bien reçu');
    button.click();
    await settled({ page, text, settle } as OpenedPage);
    expect(await text()).toContain('rien n’a été noté');
    http.answer('POST /api/v1/clinic-alerts/acknowledge', { body: { ...view, receivedAt: at(0) } });
    button.click();
    await settled({ page, text, settle } as OpenedPage);
    expect(await text()).toContain('Bien reçu, noté le');
    expect(page.querySelector('button.main')).toBeNull();
    expect(http.asked.at(-1)).toMatchObject({ body: { token: 'va_place_token' } });
  });

  it('says of one that opens nothing whom to call', async () => {
    const { text } = await linked({ status: 404, body: {} });
    expect(await text()).toContain('Ce lien n’ouvre plus rien');
  });
});

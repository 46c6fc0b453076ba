import { describe, expect, it } from '@jest/globals';
import type { LiveSnapshot, OwnCall, OwnCallAnswer, OwnSheet } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleBoard, sampleNow } from '../testing/sample-board';
import { sampleMe } from '../testing/sample-people';
import { sampleSheet } from '../testing/sample-sheets';

const lines = { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 };
const board = (clinicId: string | null): LiveSnapshot => {
  const whole = sampleBoard();
  const [own] = Object.values(whole.agents);
  if (own === undefined) throw new Error('nobody works');
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
    agents: { [own.id]: { ...own, state: clinicId === null ? 'free' : 'on_call', clinicId } },
    standing: {
      mg: {
        id: 'mg',
        name: 'Médecine générale',
        order: 1,
        waiting: 3,
        longestSince: sampleNow - 134_000,
        lines,
      },
    },
  };
};
const call: OwnCall = {
  id: '00000000-0000-4000-8000-000000000001',
  phase: 'talking',
  since: new Date(sampleNow - 120_000).toISOString(),
  clinicId: 'durand',
  clinicName: 'Cabinet Durand',
  language: 'fr',
  waitMs: 48_000,
  mask: '06 39 98 •• ••',
  urgent: false,
  difficult: false,
  difficultReason: null,
  appointmentObtained: null,
  campaign: null,
  doNotCall: null,
  reason: null,
  plansFollowups: false,
  followups: [],
};
const planned = {
  id: '00000000-0000-4000-8000-0000000000f1',
  type: 'visit_reminder',
  dueUntil: '2026-11-24T17:00:00.000Z',
};
const answer = (one: OwnCall | null): OwnCallAnswer => ({
  at: new Date(sampleNow).toISOString(),
  call: one,
  reasons: ['rendez-vous', 'ordonnance'],
});
const sheet: OwnSheet = {
  clinicId: 'durand',
  name: 'Cabinet Durand',
  today: '2026-11-23',
  version: 3,
  sheet: sampleSheet,
};

type Opened = OpenedPage & { readonly http: FakeHttp; readonly turns: () => Promise<void> };
async function opened(
  permissions = ['board.see', 'calls.note'],
  features: readonly string[] = [],
  one: OwnCall | null = call,
  changed: readonly object[] = [],
): Promise<Opened> {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(permissions, { features }) });
  http.answer('/api/v1/tenants', { body: [] });
  http.answer('/api/v1/sheets', { body: [] });
  http.answer('/api/v1/sheet-changes', { body: changed });
  http.answer('/api/v1/own-call', { body: answer(one) });
  http.answer('/api/v1/own-call/sheet', { body: sheet });
  http.answer('POST /api/v1/own-call/notes', {
    body: {
      at: new Date(sampleNow).toISOString(),
      dueAt: '2026-11-23T17:00:00.000Z',
      followupId: planned.id,
    },
  });
  const page = await openPage('/poste', 'fr', http);
  page.socket.say('snapshot', board('durand'));
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn += 1) await page.settle();
  };
  await turns();
  return { ...page, http, turns };
}
const notesOf = ({ http }: Opened): unknown[] =>
  http.asked
    .filter(({ address }) => address.startsWith('/api/v1/own-call/notes'))
    .map(({ body }) => {
      const { id, callId, ...said } = body as Record<string, unknown>;
      expect([typeof id, callId]).toEqual(['string', call.id]);
      return said;
    });
const press = (page: OpenedPage, key: string, more: KeyboardEventInit = {}): boolean | undefined => {
  const field = page.page.querySelector<HTMLInputElement>('#search-sheet');
  const code = /^[a-z]$/u.test(key) ? `Key${key.toUpperCase()}` : `Digit${key}`;
  return field?.dispatchEvent(
    new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...more }),
  );
};
const type = (page: OpenedPage, text: string): void => {
  const field = page.page.querySelector<HTMLInputElement>('#search-sheet');
  if (field === null) throw new Error('nothing to type into');
  field.value = text;
  field.dispatchEvent(new Event('input'));
};

describe('a secretary’s page', () => {
  it('says to whoever is not on duty why no call comes', async () => {
    const page = await opened(undefined, undefined, null);
    expect(await page.text()).not.toContain('Pas de service');
    page.socket.say('snapshot', { ...board(null), agents: {} });
    await page.turns();
    expect(await page.text()).toContain('Aucun appel Pas de service au standard en ce moment');
  });

  it('says what changed in the sheet since she read it, where nothing is looked up, and takes that she has with one key', async () => {
    const changes = [
      { part: 'emergency', name: '', how: 'changed' },
      { part: 'basic', name: 'parking', how: 'added' },
      { part: 'path', name: 'Déplacer', how: 'removed' },
    ];
    const news = {
      clinicId: 'durand',
      name: 'Cabinet Durand',
      version: 3,
      heldFrom: '2026-11-20T09:00:00.000Z',
      changes,
    };
    const page = await opened(['board.see', 'calls.note', 'sheets.acknowledge'], [], call, [news]);
    expect(await page.text()).toContain(
      'La fiche de Cabinet Durand a changé depuis votre dernière lecture : En cas d’urgence, Parking (nouveau), « Déplacer » (retiré).',
    );
    page.http.answer('POST /api/v1/sheet-changes/durand', { body: [] });
    press(page, 'l', { altKey: true });
    await page.turns();
    const shown = await page.text();
    expect(shown).not.toContain('depuis votre dernière lecture');
    expect(shown).toContain('Noté : vous avez lu la fiche de Cabinet Durand.');
    expect(page.http.asked.find(({ method }) => method === 'POST')?.body).toEqual({ version: 3 });
  });

  it('tells whose clinic calls, how one introduces oneself, and how many wait', async () => {
    const page = await opened();
    const shown = await page.text();
    expect(shown).toMatch(/Cabinet Durand ?en appel depuis 2 min · a attendu 48 s ?06 39 98 •• ••/u);
    expect(shown).toContain(
      '« Vous êtes en relation avec le télésecrétariat. Rendez-vous ou renseignement ? »',
    );
    expect(shown).toContain('Danger immédiat : « Composez le 15. »');
    expect(shown).toContain('Médecine générale 3 ▲ 2 min 14');
    expect(shown).toContain('3 patients en attente, le plus long depuis 2 min 14');
  });

  it('notes what is pressed with Alt while one types, and takes it back', async () => {
    const page = await opened();
    type(page, 'ret');
    press(page, 'u', { altKey: true });
    await page.turns();
    expect(page.page.querySelector('.keys .urgent')?.getAttribute('aria-pressed')).toBe('true');
    press(page, 'u', { altKey: true });
    press(page, 's', { altKey: true });
    await page.turns();
    expect(await page.text()).toContain('Suivi avant 18 h 00');
    press(page, '2', { altKey: true });
    press(page, 'p', { altKey: true });
    press(page, 'x', { altKey: true });
    await page.turns();
    expect(notesOf(page)).toEqual([
      { kind: 'urgent', isSo: true },
      { kind: 'urgent', isSo: false },
      { kind: 'promised', until: 'today' },
      { kind: 'outcome', outcome: 'message_to_clinic' },
      { kind: 'unclear', entryId: 'late' },
    ]);
  });

  it('says what a campaign offers and notes what the patient says, where the centre has campaigns', async () => {
    const campaign = {
      id: '00000000-0000-4000-8000-000000000002',
      title: 'Grippe 2026',
      sentence: 'Voulez-vous un rendez-vous de vaccination ?',
      answer: null,
      before: 'refused',
    } as const;
    const offered = { ...call, campaign, doNotCall: false };
    const off = await opened();
    expect(off.page.querySelector<HTMLElement>('vg-campaign-card')?.hidden).toBe(true);
    const page = await opened(undefined, ['campaigns'], offered);
    expect(await page.text()).toContain(
      'Grippe 2026 a déjà refusé « Voulez-vous un rendez-vous de vaccination ? »',
    );
    for (const key of ['a', 'a', 'o', 'x']) press(page, key, { altKey: true });
    await page.turns();
    const said = { kind: 'campaign', campaignId: campaign.id };
    expect(notesOf(page)).toEqual([
      { ...said, answer: 'accepted' },
      { ...said, answer: 'none' },
      { ...said, answer: 'notOffered' },
      { kind: 'doNotCall', isSo: true },
    ]);
  });

  it('offers nothing to who asked not to be contacted, nor where no campaign runs', async () => {
    const marked = await opened(undefined, ['campaigns'], { ...call, doNotCall: true });
    expect(await marked.text()).toContain('Ne plus solliciter ce patient : il l’a demandé.');
    press(marked, 'a', { altKey: true });
    await marked.turns();
    expect(notesOf(marked)).toEqual([]);
    const none = await opened(undefined, ['campaigns']);
    expect(await none.text()).toContain('Aucune campagne en cours pour ce cabinet.');
    expect(press(none, 'x', { altKey: true })).toBe(true);
    await none.turns();
    expect(notesOf(none)).toEqual([]);
  });

  it('shows the answer with every letter, and says with Enter that it was the one', async () => {
    const page = await opened();
    type(page, 'reta');
    expect(await page.text()).toContain(
      '1 réponse Et en cas de reta rd ? Prévenir. à revoir depuis le 1 mars 2026',
    );
    page.clock.advance(1_500);
    press(page, 'Enter', { code: 'Enter' });
    await page.turns();
    expect(notesOf(page)).toEqual([{ kind: 'found', entryId: 'late', elapsedMs: 0 }]);
  });

  it('keeps a question without an answer with one key, and proposes it with another', async () => {
    const page = await opened();
    press(page, 'q', { altKey: true });
    expect(await page.text()).toContain('Écrivez la question en quelques mots, sans nom ni numéro.');
    type(page, ' téléconsultation  ? ');
    await page.settle();
    page.clock.advance(4_000);
    press(page, 'q', { altKey: true });
    await page.turns();
    expect(await page.text()).toContain('Sans réponse : « téléconsultation ? ».');
    press(page, 'f', { altKey: true });
    await page.turns();
    press(page, 'f', { altKey: true });
    await page.turns();
    expect(notesOf(page)).toEqual([
      { kind: 'missed', question: 'téléconsultation ?', elapsedMs: 4_000 },
      { kind: 'proposed', question: 'téléconsultation ?' },
    ]);
  });

  it('still takes notes of a call that has ended, and drops what was typed once another one comes', async () => {
    const page = await opened();
    type(page, 'reta');
    await page.settle();
    page.clock.advance(3_000);
    page.http.answer('/api/v1/own-call', { body: answer({ ...call, phase: 'ended' }) });
    page.socket.say('snapshot', board(null));
    await page.turns();
    expect(await page.text()).toContain('Cabinet Durand terminé à');
    press(page, 'd', { altKey: true });
    page.http.answer('/api/v1/own-call', {
      body: answer({ ...call, id: '00000000-0000-4000-8000-000000000002', clinicName: 'Cabinet Martin' }),
    });
    page.socket.say('snapshot', board('martin'));
    await page.turns();
    expect(page.page.querySelector<HTMLInputElement>('#search-sheet')?.value).toBe('');
    expect(notesOf(page)).toEqual([
      { kind: 'difficult', isSo: true },
      { kind: 'found', entryId: 'late', elapsedMs: 0 },
    ]);
  });

  it('plans a call to the patient with the same key where the clinic has follow-ups, and takes it back', async () => {
    const page = await opened();
    page.http.answer('/api/v1/own-call', { body: answer({ ...call, plansFollowups: true }) });
    page.socket.say('snapshot', board('sud'));
    await page.turns();
    press(page, 's', { altKey: true });
    await page.turns();
    const card = page.page.querySelector('vg-plan-card');
    expect(document.activeElement?.getAttribute('value')).toBe('same_day');
    const choice = card?.querySelector<HTMLInputElement>('[value="visit_reminder"]');
    const reference = card?.querySelector<HTMLInputElement>('[name="reference"]');
    if (!choice || !reference) throw new Error('nothing to choose');
    choice.checked = true;
    reference.value = 'D-17';
    card?.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await page.turns();
    expect(page.page.querySelector('vg-plan-card')).toBeNull();
    expect(await page.text()).toContain('S Rappel de visite ✓');
    press(page, 's', { altKey: true });
    await page.turns();
    page.page.querySelector<HTMLButtonElement>('vg-plan-card li button')?.click();
    await page.turns();
    expect(await page.text()).toContain('S Suivi prévu');
    expect(notesOf(page)).toEqual([
      { kind: 'planned', type: 'visit_reminder', reference: 'D-17' },
      { kind: 'unplanned', followupId: planned.id },
    ]);
    page.page
      .querySelector('vg-plan-card')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await page.turns();
    expect(page.page.querySelector('vg-plan-card')).toBeNull();
  });

  it('takes back what the server did not keep, and says so', async () => {
    const page = await opened();
    page.http.answer('POST /api/v1/own-call/notes', { status: 409, body: { code: 'not_own_call' } });
    press(page, 'r', { altKey: true });
    await page.turns();
    expect(await page.text()).toContain('Non noté : cet appel est terminé depuis trop longtemps.');
    expect(page.page.querySelector('.keys .appointment')?.getAttribute('aria-pressed')).toBe('false');
  });

  it('has no key while a call only rings, and none without a call', async () => {
    const page = await opened();
    for (const one of [{ ...call, phase: 'ringing' as const }, null]) {
      page.http.answer('/api/v1/own-call', { body: answer(one) });
      page.socket.say('snapshot', board(one === null ? null : 'sud'));
      await page.turns();
      press(page, 'u', { altKey: true });
      expect(page.page.querySelectorAll('.keys button:disabled')).toHaveLength(6);
    }
    expect(notesOf(page)).toEqual([]);
  });

  it('says to whom it is of no use how it becomes so', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/me', { body: sampleMe(['board.see', 'calls.note']) });
    http.answer('/api/v1/own-call', { status: 404 });
    const page = await openPage('/poste', 'fr', http);
    for (let turn = 0; turn < 6; turn += 1) await page.settle();
    expect(await page.text()).toContain('Ce compte ne répond pas au téléphone');
  });
});

import { describe, expect, it } from '@jest/globals';
import type { ClinicSheet } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';
import { sampleClinicSheet, sampleQuestions, sampleSheet, sampleSheetList } from '../testing/sample-sheets';

const sampleRequest = {
  id: 'r1',
  side: 'clinic',
  at: '2026-11-20T09:00:00.000Z',
  by: 'Dr Durand',
  text: 'Le parking est fermé',
  state: 'asked',
  answered: null,
  waits: 'centre',
  mayAnswer: true,
};
const settled = async (page: OpenedPage): Promise<OpenedPage> => {
  for (let turn = 0; turn < 5; turn += 1) await page.settle();
  return page;
};
const opened = async (told: Partial<ClinicSheet> = {}, path = '/sheets') => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['sheets.see']) });
  http.answer('/api/v1/sheets', { body: sampleSheetList });
  http.answer('/api/v1/sheets/durand', { body: { ...sampleClinicSheet, ...told } });
  http.answer('/api/v1/sheets/durand/questions', {
    body: { ...sampleQuestions, mayDecide: told.may?.write !== false },
  });
  const sent = { recipient: 1, version: 1, sentAt: '2026-11-20T09:20:00.000Z', open: true };
  const link = { ...sent, expiresAt: '2027-01-19T09:20:00.000Z', openedAt: null };
  http.answer('/api/v1/sheets/durand/readers', { body: { recipients: 1, links: [link] } });
  http.answer('/api/v1/sheets/durand/requests', {
    body: { clinicId: 'durand', requests: [sampleRequest], mayAsk: true },
  });
  const none = { clinicId: 'tilleuls', state: 'none', held: null, latest: 0, sheet: null, versions: [] };
  http.answer('/api/v1/sheets/tilleuls', { body: { ...sampleClinicSheet, ...none } });
  return { http, ...(await settled(await openPage(path, 'fr', http))) };
};
const button = (page: HTMLElement, text: string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  return found;
};

describe('the page of sheets', () => {
  it('says of each clinic how its sheet stands, and what it says', async () => {
    const { text } = await opened();
    const shown = await text();
    expect(shown).toContain('accord du cabinet attendu, 1 sur 9, 1 réponse, 1 à revoir');
    expect(shown).toContain('Cabinet des Tilleuls pas de fiche');
    expect(shown).toContain('Version 1, celle des secrétaires depuis le 20 nov. 2026');
    expect(shown).toContain('Le cabinet ne l’a pas encore approuvée.');
    expect(shown).toContain('18 s, mesurées, avant toute autre chose');
    expect(shown).toContain('Horaires relu le 12 janv. 2026');
    expect(shown).toContain('Parking vide');
    expect(shown).toContain('Et en cas de retard ? à revoir depuis le 1 mars 2026');
  });

  it('lets the clinic approve the version that holds', async () => {
    const { page, http, text } = await opened();
    const approved = { at: '2026-11-23T09:00:00.000Z', by: 'Dr Durand', recipient: 2 };
    const versions = sampleClinicSheet.versions.map((version) => ({ ...version, approved }));
    http.answer('/api/v1/sheets/durand/versions/1/approve', {
      body: { ...sampleClinicSheet, state: 'approved', versions },
    });
    button(page, 'Approuver au nom du cabinet').click();
    const shown = await text();
    expect(http.asked.find(({ method }) => method === 'POST')?.address).toContain('/1/approve');
    expect(shown).toContain('Approuvée par le cabinet : Dr Durand (lien du destinataire 2)');
    expect([...page.querySelectorAll('button')].map((one) => one.textContent)).not.toContain(
      'Approuver au nom du cabinet',
    );
  });

  it('tells the centre how many secretaries have read the version, and by name where it may', async () => {
    const readers = { of: 5, read: 3, unread: null };
    expect(await (await opened({ readers })).text()).toContain('Lue par 3 secrétaires sur 5.');
    const named = { ...readers, unread: ['Anne', 'Zora'] };
    expect(await (await opened({ readers: named })).text()).toContain(
      'Lue par 3 secrétaires sur 5. Pas encore : Anne, Zora.',
    );
  });

  it('tells what each side asks of the other, who waits, and takes the answer', async () => {
    const { page, http, settle, text } = await opened();
    expect(await text()).toContain(
      'Le parking est fermé ○ demandée · attend le centre · Dr Durand (le cabinet)',
    );
    const done = {
      ...sampleRequest,
      state: 'done',
      waits: null,
      mayAnswer: false,
      answered: { at: '2026-11-21T09:00:00.000Z', by: 'Paul', word: 'Version 2' },
    };
    http.answer('POST /api/v1/sheets/durand/requests/r1', {
      body: { clinicId: 'durand', requests: [done], mayAsk: true },
    });
    button(page, 'C’est fait: Le parking est fermé').click();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(await text()).toContain('● faite');
    expect(await text()).toContain('réponse de Paul');
    expect(http.asked.find(({ method }) => method === 'POST')?.body).toEqual({ state: 'done', word: '' });
  });

  it('says who of the clinic got a letter about it, and closes the links', async () => {
    const { page, http, text } = await opened();
    expect(await text()).toContain('Destinataire 1 envoyé le 20 nov. 2026');
    http.answer('/api/v1/sheets/durand/readers', { body: { recipients: 0, links: [] } });
    button(page, 'Fermer les liens').click();
    for (let turn = 0; turn < 4; turn += 1) await text();
    expect(http.asked.find(({ method }) => method === 'DELETE')?.address).toContain('/durand/readers');
    expect(await text()).toContain('Personne du cabinet ne reçoit de lettre');
  });

  it('sends what the form began with and what was typed on top of it', async () => {
    const { page, http, settle, text } = await opened();
    button(page, 'Modifier').click();
    await settle();
    const parking = page.querySelector<HTMLTextAreaElement>('textarea[name="basic-parking"]');
    if (parking === null) throw new Error('no parking');
    parking.value = 'Sous la place';
    parking.dispatchEvent(new Event('input'));
    button(page, 'Retirer la question Et en cas de retard ?').click();
    await settle();
    const versions = [
      { ...sampleClinicSheet.versions[0], version: 2, side: 'clinic', heldFrom: null, note: '' },
      ...sampleClinicSheet.versions,
    ];
    http.answer('PUT /api/v1/sheets/durand', {
      body: { ...sampleClinicSheet, state: 'proposed', latest: 2, versions },
    });
    button(page, 'Proposer au centre').click();
    const shown = await text();
    expect(http.asked.find(({ method }) => method === 'PUT')?.body).toEqual({
      basedOn: 1,
      note: '',
      sheet: {
        ...sampleSheet,
        basics: {
          ...sampleSheet.basics,
          parking: { text: 'Sous la place', reviewedOn: null, reviewBy: null },
        },
        answers: [],
      },
    });
    expect(shown).toContain('Proposée au centre : version 2.');
    expect(shown).toContain('Proposition du cabinet (version 2), pas encore reprise.');
  });

  it('names the questions that have no answer, and has the one that was written accepted', async () => {
    const may = { write: true, manage: true, approve: false };
    const { page, http, settle, text } = await opened({ may });
    const shown = await text();
    expect(shown).toContain('58 recherches sur 212 sans réponse en 90 jours (27 %).');
    expect(shown).toContain('3 questions posées une seule fois ne sont pas nommées.');
    expect(shown).toContain('parking cherchée 17 fois · proposée 2 fois · dernière fois le 20 novembre 2026');
    expect(shown).toContain('tarif écartée par Paul le 20 novembre 2026 : affiché');
    expect(shown).toContain('Procédures signalées floues Déplacer 4 fois');
    button(page, 'Écrire la réponse: parking').click();
    await settle();
    http.answer('PUT /api/v1/sheets/durand', { body: { ...sampleClinicSheet, may, held: 2, latest: 2 } });
    http.answer('POST /api/v1/sheets/durand/questions', { body: { ...sampleQuestions, questions: [] } });
    button(page, 'Enregistrer').click();
    for (let turn = 0; turn < 6; turn += 1) await settle();
    const [written, decided] = http.asked.filter(({ method }) => method !== 'GET');
    expect(JSON.stringify(written?.body)).toContain('"question":"Parking"');
    expect(decided?.body).toEqual({ question: 'parking', decision: 'accepted' });
    expect(await text()).toContain('Aucune question posée deux fois ou proposée.');
  });

  it('keeps what was typed when somebody else was faster', async () => {
    const { page, http, settle, text } = await opened();
    button(page, 'Modifier').click();
    await settle();
    http.answer('PUT /api/v1/sheets/durand', { status: 409, body: { code: 'sheet_changed' } });
    button(page, 'Proposer au centre').click();
    expect(await text()).toContain('Quelqu’un l’a changée entre-temps');
    expect(page.querySelector('textarea[name="greeting"]')).not.toBeNull();
  });

  it('offers four templates to a clinic without a sheet', async () => {
    const { page, http, text } = await opened({}, '/sheets?clinic=tilleuls');
    expect(await text()).toContain('Ce cabinet n’a pas encore de fiche.');
    http.answer('/api/v1/sheet-templates/ca', { body: { ...sampleSheet, language: 'ca' } });
    button(page, 'catalan').click();
    await text();
    expect(page.querySelector<HTMLSelectElement>('select[name="language"]')?.selectedIndex).toBe(1);
  });

  it('finds what holds every word typed, as it is typed, and says how much that is', async () => {
    const { page, text } = await opened();
    const search = page.querySelector<HTMLInputElement>('input[name="search"]');
    if (search === null) throw new Error('nowhere to search');
    const find = async (typed: string): Promise<string> => {
      search.value = typed;
      search.dispatchEvent(new Event('input'));
      return text();
    };
    expect(await find('retard prev')).toContain('1 réponse Et en cas de retard ?');
    expect(await find('horaire')).toContain('1 réponse Horaires');
    expect(await find('parapluie')).toContain('0 réponse');
    search.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(await text()).toContain('Message d’accueil');
  });

  it('offers nothing to who reads only', async () => {
    const { page } = await opened({ may: { write: false, manage: false, approve: false } });
    const words = [...page.querySelectorAll('vg-clinic-sheet-card button')].map((one) => one.textContent);
    expect(words).toEqual([]);
  });
});

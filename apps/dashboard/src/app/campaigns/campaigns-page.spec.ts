import { describe, expect, it } from '@jest/globals';
import type { Campaign, CampaignList, Contact, ContactList, Marks } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const at = '2026-11-23T09:00:00.000Z';
const campaign: Campaign = {
  id: '00000000-0000-4000-8000-000000000001',
  clinicId: 'durand',
  clinicName: 'Cabinet Durand',
  state: 'running',
  version: 2,
  order: {
    kind: 'vaccination',
    title: 'Grippe 2026',
    sentence: 'Voulez-vous un rendez-vous de vaccination ?',
    orderedBy: 'Dr Durand',
    orderedOn: '2026-10-01',
    listSource: 'Logiciel du cabinet',
    startsOn: '2026-10-12',
    endsOn: '2026-12-18',
    callFrom: '09:30',
    callUntil: '18:00',
  },
  endedAt: null,
  endedBy: null,
  listErasedAt: null,
  progress: {
    inCalls: { calls: 340, accepted: 80, refused: 40, notOffered: 12 },
    list: { listed: 60, accepted: 20, refused: 5, notReached: 8, left: 22, noConsent: 3, doNotCall: 2 },
  },
  mayWrite: true,
  mayWork: true,
};
const list: CampaignList = {
  at,
  clinics: [{ id: 'durand', name: 'Cabinet Durand', today: '2026-11-23', mayWrite: true }],
  campaigns: [campaign],
};
const contact: Contact = {
  id: '00000000-0000-4000-8000-000000000007',
  mask: '06 39 98 •• ••',
  reference: 'P-7',
  tries: 1,
  latestTryAt: at,
  claim: null,
};
const contacts = (...of: readonly Contact[]): ContactList => ({
  ...{ at, campaign, isCallingTime: true },
  contacts: [...of],
});
const path = `/api/v1/campaigns/${campaign.id}`;

type Opened = OpenedPage & { readonly http: FakeHttp };
async function opened(
  told: Partial<Campaign> = {},
  toCall: ContactList = contacts(contact),
): Promise<Opened> {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['campaigns.see'], { features: ['campaigns'] }) });
  http.answer('/api/v1/tenants', { body: [] });
  http.answer('/api/v1/campaigns', { body: { ...list, campaigns: [{ ...campaign, ...told }] } });
  http.answer(`${path}/contacts`, { body: toCall });
  const page = await openPage('/campaigns', 'fr', http);
  for (let turn = 0; turn < 5; turn += 1) await page.settle();
  return { ...page, http };
}
const button = (page: HTMLElement, text: string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  return found;
};
const posts = ({ http }: Opened) =>
  http.asked
    .filter(({ method }) => method !== 'GET')
    .map(({ method, address, body }) => [method, address.split('?')[0]?.replace(path, ''), body]);

describe('the page of campaigns', () => {
  it('says what the clinic ordered, and how far it came in calls and of its list', async () => {
    const { text, page } = await opened();
    const shown = await text();
    expect(shown).toContain('« Voulez-vous un rendez-vous de vaccination ? »');
    expect(shown).toContain('de Dr Durand, le 1 oct. 2026');
    expect(shown).toContain(
      'En appel : proposé 120 fois, 80 acceptés, 40 refusés ; pas proposé 12 fois. 340 appels décrochés',
    );
    expect(shown).toContain(
      'À appeler 22 Acceptés 20 Refusés 5 Non joints 8 Sans accord 3 Ne plus solliciter 2',
    );
    expect(page.querySelector('a[href*="/campaigns"]')).not.toBeNull();
  });

  it('is worked by who says to be calling, and by what came of it', async () => {
    const free = await opened();
    expect(await free.text()).toContain('P-7 · 06 39 98 •• •• essai 1/3');
    button(free.page, 'J’appelle').click();
    await free.settle();
    expect(posts(free)).toEqual([['POST', `/contacts/${contact.id}/claim`, null]]);
    const mine = await opened({}, contacts({ ...contact, claim: { by: 'Anne', isMine: true, until: at } }));
    button(mine.page, 'Pas de réponse 2/3').click();
    await mine.settle();
    expect(posts(mine)).toEqual([['POST', `/contacts/${contact.id}/outcome`, { outcome: 'noAnswer' }]]);
    expect(await mine.text()).toContain('Noté.');
    const held = await opened(
      {},
      contacts({ ...contact, claim: { by: 'Berthe', isMine: false, until: at } }),
    );
    expect(await held.text()).toContain('Berthe appelle');
    const late = await opened({}, { ...contacts(), isCallingTime: false });
    expect(await late.text()).toContain('Personne n’est appelé à cette heure.');
  });

  it('says why somebody is not called: another one was faster', async () => {
    const page = await opened();
    page.http.answer(`POST ${path}/contacts/${contact.id}/claim`, { status: 409, body: { code: 'claimed' } });
    button(page.page, 'J’appelle').click();
    await page.settle();
    expect(await page.text()).toContain('Quelqu’un d’autre appelle ce patient.');
  });

  it('is made of the order, with the word that nothing is sold, and is the same when it is sent again', async () => {
    const page = await opened();
    button(page.page, 'Nouvelle campagne').click();
    await page.settle();
    const form = page.page.querySelector('form');
    if (form === null) throw new Error('no form');
    const write = (name: string, value: string): void => {
      const field = form.querySelector<HTMLInputElement>(`[name="${name}"]`);
      if (field === null) throw new Error(`no field ${name}`);
      field.value = value;
    };
    for (const name of ['title', 'sentence', 'orderedBy', 'listSource'] as const)
      write(name, campaign.order[name]);
    write('endsOn', '2026-12-18');
    const tick = form.querySelector<HTMLInputElement>('[name="nothingSold"]');
    if (tick !== null) tick.checked = true;
    page.http.answer('POST /api/v1/campaigns', { status: 409, body: { code: 'campaigns_off' } });
    for (let time = 0; time < 2; time += 1) {
      form.dispatchEvent(new Event('submit', { cancelable: true }));
      await page.settle();
    }
    const sent = posts(page).map(([, , body]) => body as { campaignId: string; order: object });
    expect(sent[0]).toMatchObject({
      clinicId: 'durand',
      order: { kind: 'vaccination', startsOn: '2026-11-23', endsOn: '2026-12-18', nothingSold: true },
    });
    expect(sent[1]?.campaignId).toBe(sent[0]?.campaignId);
    expect(page.page.querySelector('[role="alert"]')?.textContent).toContain('La campagne a changé');
  });

  it('is ended after it was asked twice, and shows neither list nor keys to who may not', async () => {
    const page = await opened();
    button(page.page, 'Terminer la campagne').click();
    await page.settle();
    expect(posts(page)).toEqual([]);
    page.http.answer(`POST ${path}/end`, { body: { ...campaign, state: 'ended' } });
    button(page.page, 'Oui, terminer').click();
    await page.settle();
    expect(posts(page)).toMatchObject([['POST', '/end', null]]);
    const read = await opened({ mayWrite: false, mayWork: false });
    expect(await read.text()).not.toContain('Liste du cabinet');
    expect(await read.text()).not.toContain('À appeler maintenant');
  });
});

describe('who is not to be called', () => {
  const mark = { mask: '06 39 98 •• ••', reference: 'P-7', saidAt: at, liftedAt: null };
  const told: Marks = {
    clinics: [
      { id: 'durand', name: 'Cabinet Durand' },
      { id: 'martin', name: 'Cabinet Martin' },
    ],
    clinicId: 'durand',
    marks: [
      { id: 'm1', ...mark },
      { id: 'm2', ...mark, mask: null, reference: null },
      { id: 'm3', ...mark, mask: '07 00 00 •• ••', reference: null, liftedAt: at },
    ],
  };

  it('is found by masked number or reference, let be called again for a reason, and marked again', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/me', { body: sampleMe(['marks.lift'], { features: ['campaigns'] }) });
    http.answer('/api/v1/tenants', { body: [] });
    http.answer('/api/v1/campaigns/marks', { body: told });
    const page = await openPage('/do-not-call', 'fr', http);
    const settle = async (): Promise<void> => {
      for (let turn = 0; turn < 5; turn += 1) await page.settle();
    };
    await settle();
    expect(page.page.querySelector('a[href*="/do-not-call"]')).not.toBeNull();
    expect(await page.text()).toContain('3 marques P-7 · 06 39 98 •• •• depuis le');
    expect(await page.text()).toContain('Appelant dont plus rien n’est conservé');
    const search = page.page.querySelector<HTMLInputElement>('input[type="search"]');
    if (search === null) throw new Error('nothing to search with');
    for (const [wanted, n] of [
      ['0639', '1 marque P-7'],
      ['p-7', '1 marque P-7'],
      ['zz', '0 marque Aucune marque.'],
      ['', '3 marques'],
    ] as const) {
      search.value = wanted;
      search.dispatchEvent(new Event('input'));
      await settle();
      expect(await page.text()).toContain(n);
    }
    button(page.page, 'Lever…').click();
    await settle();
    http.answer('/api/v1/campaigns/marks/m1/lift', { status: 204 });
    button(page.page, 'Notée par erreur').click();
    await settle();
    http.answer('/api/v1/campaigns/marks/m3/restore', { status: 204 });
    button(page.page, 'Remettre').click();
    await settle();
    const sent = http.asked.filter(({ method }) => method === 'POST');
    expect(sent).toMatchObject([
      { address: '/api/v1/campaigns/marks/m1/lift', body: { clinicId: 'durand', reason: 'mistake' } },
      { address: '/api/v1/campaigns/marks/m3/restore', body: { clinicId: 'durand' } },
    ]);
    expect(await page.text()).toContain('Remise : ce patient ne sera plus appelé.');
    http.answer('/api/v1/campaigns/marks/m1/lift', { status: 409, body: { code: 'not_marked' } });
    button(page.page, 'Lever…').click();
    await settle();
    button(page.page, 'Le patient l’a demandé').click();
    await settle();
    expect(await page.text()).toContain('Elle avait déjà été levée.');
  });
});

import { describe, expect, it } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe, samplePeople } from '../testing/sample-people';

const settled = async (page: OpenedPage): Promise<OpenedPage> => {
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return page;
};
const opened = async (permissions: readonly string[], http = new FakeHttp()) => {
  http.answer('/api/v1/me', { body: sampleMe(permissions) });
  http.answer('/api/v1/people', { body: samplePeople });
  return { http, ...(await settled(await openPage('/people', 'fr', http))) };
};
const button = (page: HTMLElement, text: string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  return found;
};

describe('the page of people', () => {
  it('says in one sentence what is somebody’s, then what they see, do, and do not open', async () => {
    const { text } = await opened(['people.see']);
    const shown = await text();
    expect(shown).toContain('2 personnes, dont 1 invitée');
    expect(shown).toContain('Claire Vasseur voit et travaille pour les files de l’équipe accueil.');
    expect(shown).toContain('Voit le direct les derniers appels, numéros masqués');
    expect(shown).toContain('Fait prendre en main un cabinet en difficulté');
    expect(shown).toMatch(/N’ouvre pas .*les rapports/u);
  });

  it('offers no change to who may not make one', async () => {
    const { page } = await opened(['people.see']);
    const words = [...page.querySelectorAll('main button')].map((one) => (one.textContent ?? '').trim());
    expect(words.filter((word) => /Inviter|Mettre fin|rôle|lien/u.test(word))).toEqual([]);
  });

  it('shows the link of an invitation once, and sends what was written', async () => {
    const { page, http, settle, text } = await opened(['people.see', 'people.manage']);
    button(page, 'Inviter').click();
    await settle();
    const write = (name: string, value: string): void => {
      const field = page.querySelector<HTMLInputElement>(`vg-invite-form input[name="${name}"]`);
      if (field !== null) field.value = value;
    };
    write('name', 'Anne Lopez');
    write('email', 'anne@place.example');
    const [anne] = samplePeople;
    http.answer('POST /api/v1/people', {
      body: {
        person: { ...anne, id: 'p3', name: 'Anne Lopez' },
        link: { url: '/welcome#vl_x', expiresAt: '2026-12-06T10:00:00.000Z' },
      },
    });
    page.querySelector('vg-invite-form form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(http.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      name: 'Anne Lopez',
      email: 'anne@place.example',
      language: 'fr',
      agentId: null,
      memberships: [{ role: 'supervisor', scope: { kind: 'all' } }],
    });
    expect(await text()).toContain('Lien à transmettre à Anne Lopez');
    expect(page.querySelector<HTMLInputElement>('vg-made-link input')?.value).toMatch(/\/welcome#vl_x$/u);
  });

  it('takes away the codes and passkeys of who has lost them, once that was made sure of', async () => {
    const { page, http, settle, text } = await opened(['people.see', 'people.manage']);
    button(page, 'Retirer ses codes et clés d’accès').click();
    expect(await text()).toContain('assurez-vous de vive voix');
    http.answer('DELETE /api/v1/people/p1/second-factor', { status: 204 });
    page.querySelector<HTMLButtonElement>('[role="alertdialog"] .main')?.click();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(
      http.asked.some(({ method, address }) => method === 'DELETE' && address.endsWith('/p1/second-factor')),
    ).toBe(true);
    expect(await text()).toContain('Le mot de passe de Claire Vasseur suffit désormais.');
  });

  it('says of an invitation by mail what became of it, and sends another', async () => {
    const { page, http, settle, text } = await opened(['people.see', 'people.manage']);
    const [claire, durand] = samplePeople;
    page.querySelectorAll<HTMLButtonElement>('button.who')[1]?.click();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(await text()).toContain('durand@place.example n’est pas une boîte qui le reçoit');
    const letter = { at: '2026-11-29T08:00:00.000Z', state: 'waiting' } as const;
    http.answer('POST /api/v1/people/p2/letters', { status: 204 });
    http.answer('/api/v1/people', { body: [claire, { ...durand, letter }] });
    button(page, 'Envoyer un lien par e-mail').click();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(http.asked.some(({ address }) => address === '/api/v1/people/p2/letters')).toBe(true);
    expect(await text()).toContain('Lien en route vers durand@place.example');
  });

  it('shows no link where the invitation goes by mail', async () => {
    const { page, http, settle } = await opened(['people.see', 'people.manage']);
    button(page, 'Inviter').click();
    await settle();
    for (const [name, value] of [
      ['name', 'Anne Lopez'],
      ['email', 'anne@place.example'],
    ] as const) {
      const field = page.querySelector<HTMLInputElement>(`vg-invite-form input[name="${name}"]`);
      if (field !== null) field.value = value;
    }
    http.answer('POST /api/v1/people', { body: { person: samplePeople[1], link: null } });
    page.querySelector('vg-invite-form form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(page.querySelector('vg-made-link')).toBeNull();
    expect(page.querySelector('vg-invite-form')).toBeNull();
  });

  it('asks before it ends somebody’s access, and says why a change was not made', async () => {
    const { page, http, settle, text } = await opened(['people.see', 'people.manage']);
    button(page, 'Mettre fin à ses accès').click();
    await settle();
    expect(await text()).toContain('Mettre fin aux accès de Claire Vasseur ?');
    expect(http.asked.some(({ method }) => method === 'DELETE')).toBe(false);
    http.answer('/api/v1/people/p1', { status: 409, body: { code: 'last_administrator' } });
    button(page.querySelector<HTMLElement>('.ask') ?? page, 'Mettre fin à ses accès').click();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(http.asked.at(-1)).toMatchObject({ method: 'DELETE', address: '/api/v1/people/p1' });
    expect(await text()).toContain('Cela n’a pas été fait');
  });
});

describe('the list of people', () => {
  it('names clinics and teams, and is sorted as the language sorts', async () => {
    const http = new FakeHttp();
    const [first, second] = samplePeople;
    http.answer('/api/v1/people', {
      body: [{ ...first, name: 'Zoé' }, { ...second, id: 'p3', name: 'Émile' }, second],
    });
    http.answer('/api/v1/settings', {
      body: {
        clinics: [{ id: 'durand', name: 'Cabinet Durand' }],
        teams: [{ id: 'accueil', name: 'Accueil matin' }],
      },
    });
    http.answer('/api/v1/me', { body: sampleMe(['people.see', 'settings.see']) });
    const { page } = await settled(await openPage('/people', 'fr', http));
    const rows = [...page.querySelectorAll('vg-people-page tbody tr')].map((row) => [
      row.querySelector('b')?.textContent,
      row.querySelector('td')?.textContent,
    ]);
    expect(rows).toEqual([
      ['Dr Durand', 'Cabinet Durand'],
      ['Émile', 'Cabinet Durand'],
      ['Zoé', 'les files de l’équipe Accueil matin'],
    ]);
  });
});

describe('the menus', () => {
  const links = (page: HTMLElement): string[] =>
    [...page.querySelectorAll('header nav a')].map((one) => (one.textContent ?? '').trim());

  it('follow what somebody may', async () => {
    const administrator = await opened(['people.see', 'people.manage']);
    expect(links(administrator.page)).toEqual(['Personnes']);
    const manager = await opened(['board.see', 'reports.see']);
    expect(links(manager.page)).toEqual(['En direct', 'Écran mural', 'Rapports', '6 erreurs']);
    const http = new FakeHttp();
    http.answer('/api/v1/people', { body: samplePeople });
    const own = { permission: 'board.see', scope: { kind: 'agent', agentId: 'anne' } } as const;
    http.answer('/api/v1/me', { body: sampleMe([], { permissions: [own] }) });
    const secretary = await settled(await openPage('/people', 'fr', http));
    expect(links(secretary.page)).toEqual(['En direct']);
  });

  it('offer the people of the demonstration, and only there', async () => {
    const demoPeople = [{ id: 'claire', name: 'Claire', role: 'supervisor' }];
    const http = new FakeHttp();
    http.answer('/api/v1/people', { body: samplePeople });
    http.answer('/api/v1/me', { body: sampleMe(['people.see'], { person: null, demoPeople }) });
    const demo = await settled(await openPage('/people', 'fr', http));
    const options = [...demo.page.querySelectorAll('vg-who-menu option')];
    expect(options.map((one) => (one.textContent ?? '').trim())).toEqual([
      'Voir comme\u00a0: tous',
      'Claire',
      'Se connecter…',
    ]);
    const real = await opened(['people.see']);
    expect(real.page.querySelector('vg-who-menu select')).toBeNull();
    expect(real.page.querySelector('vg-who-menu a')?.textContent).toContain('Paul Rey');
  });
});

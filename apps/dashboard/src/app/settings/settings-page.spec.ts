import { describe, expect, it } from '@jest/globals';
import type { SettingsItem, SettingsProposal, SettingsView } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const itemOf = (id: string, values: object, mayChange: readonly string[] = ['*']): SettingsItem => ({
  id,
  name: 'Cabinet Durand',
  isSet: true,
  revision: 'r1',
  values: { id, name: 'Cabinet Durand', ...values },
  mayChange,
  mayPropose: [],
});
const viewOf = (item: SettingsItem, more: Partial<SettingsView> = {}): SettingsView => ({
  ...{ today: '2026-11-23', timezone: 'Europe/Paris', isWhole: true },
  ...{ clinics: [item], queues: [], teams: [], agents: [] },
  ...more,
});
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');
const turns = async (page: OpenedPage): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await page.settle();
};
const opened = async (
  view: SettingsView,
  permissions = ['settings.see', 'settings.change', 'settings.manage'],
  proposals: readonly SettingsProposal[] = [],
) => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(permissions) });
  http.answer('/api/v1/settings', { body: view });
  http.answer('/api/v1/settings/proposals', { body: proposals });
  http.answer('/api/v1/settings/clinics/durand/changes', {
    body: [
      {
        at: '2026-11-20T10:00:00.000Z',
        from: null,
        by: null,
        proposedBy: null,
        fields: [
          { field: 'covered', before: null, after: { week: { mon: ['08:00-12:00'] }, holidays: 'FR' } },
        ],
      },
    ],
  });
  const page = await openPage('/settings', 'fr', http);
  await turns(page);
  return { http, ...page, turns: () => turns(page) };
};
const write = (page: HTMLElement, name: string, value: string): void => {
  const field = page.querySelector<HTMLInputElement>(`vg-settings-form [name="${name}"]`);
  if (field === null) throw new Error(`there is no field ${name}`);
  field.value = value;
  field.dispatchEvent(new Event('change'));
};
/** The first calendar of the clinic, the hours covered, is not set yet. */
const setHours = async (page: OpenedPage): Promise<void> => {
  page.page.querySelector<HTMLButtonElement>('vg-calendar-field button')?.click();
  await page.settle();
};
const save = (page: HTMLElement): void => {
  page.querySelector('vg-settings-form form')?.dispatchEvent(new Event('submit', { cancelable: true }));
};
const path = 'PATCH /api/v1/settings/clinics/durand';

describe('the page of settings', () => {
  it('says beside each setting what it does, and who changed what in words', async () => {
    const { text } = await opened(viewOf(itemOf('durand', {})));
    const shown = await text();
    expect(shown).toContain('Quand le centre répond par contrat.');
    expect(shown).toContain('Sans horaires ici : toujours.');
    expect(shown).toContain('un fichier, le');
    expect(plain(shown)).toContain(
      'Horaires pris en charge : rien → Lundi 08:00-12:00 ; Jours fériés : France',
    );
  });

  it('leads from a clinic to its sheet, where the kind of service is, whoever may see it', async () => {
    const leads = async (permissions: string[]) => {
      const { page } = await opened(viewOf(itemOf('durand', {})), permissions);
      return [...page.querySelectorAll('.form > p a')].map((link) => link.getAttribute('href'));
    };
    expect(await leads(['settings.see', 'sheets.see'])).toEqual(['/sheets?clinic=durand']);
    expect(await leads(['settings.see'])).toEqual([]);
  });

  it('sends what was changed alone, from the day that was chosen, and takes it back', async () => {
    const item = itemOf('durand', { answerRateTarget: 0.95 });
    const on = await opened(viewOf(item));
    const { page, http, turns: wait, text } = on;
    await setHours(on);
    write(page, 'Horaires pris en charge mon', '8h-12h30 14h-19h');
    write(page, 'answerRateTarget', '92,5');
    write(page, 'from', '2026-12-01');
    await wait();
    http.answer(path, { body: { item: { ...item, revision: 'r2' }, refolds: true } });
    save(page);
    await wait();
    expect(http.asked.find(({ method }) => method === 'PATCH')?.body).toEqual({
      revision: 'r1',
      from: '2026-12-01',
      changes: { answerRateTarget: 0.925, covered: { week: { mon: ['08:00-12:30', '14:00-19:00'] } } },
    });
    expect(await text()).toContain('Les appels reçus depuis sont recomptés.');
    [...page.querySelectorAll('button')]
      .find((one) => one.textContent?.includes('Revenir en arrière'))
      ?.click();
    await wait();
    expect(http.asked.filter(({ method }) => method === 'PATCH')[1]?.body).toEqual({
      revision: 'r2',
      from: '2026-12-01',
      changes: { answerRateTarget: 0.95, covered: null },
    });
  });

  it('asks before it counts the past again', async () => {
    const { page, http, turns: wait, text } = await opened(viewOf(itemOf('durand', {})));
    write(page, 'shortName', 'Durand');
    write(page, 'from', '2026-11-01');
    await wait();
    save(page);
    await wait();
    expect(await text()).toContain('Recompter les appels reçus depuis le');
    expect(http.asked.some(({ method }) => method === 'PATCH')).toBe(false);
  });

  it('says what is wrong at the field, by its day', async () => {
    const on = await opened(viewOf(itemOf('durand', {})));
    const { page, http, turns: wait, text } = on;
    await setHours(on);
    write(page, 'Horaires pris en charge mon', '8h-12h 11h-13h');
    await wait();
    const faults = [{ field: 'covered.week.mon[1]', message: '11:00-13:00 overlaps the span before' }];
    http.answer(path, { status: 400, body: { code: 'invalid_settings', faults } });
    save(page);
    await wait();
    expect(await text()).toContain('Horaires pris en charge : Lundi : deux plages se chevauchent.');
  });

  it('keeps what was typed when somebody changed the clinic meanwhile, and says what they changed', async () => {
    const item = itemOf('durand', {});
    const { page, http, turns: wait, text } = await opened(viewOf(item));
    write(page, 'shortName', 'Durand');
    await wait();
    http.answer(path, { status: 409, body: { code: 'settings_changed' } });
    http.answer('/api/v1/settings', {
      body: viewOf({ ...itemOf('durand', { kind: 'centre' }), revision: 'r2' }),
    });
    save(page);
    await wait();
    expect(await text()).toContain('Changé entre-temps par quelqu’un d’autre : Type.');
    http.answer(path, { body: { item: { ...item, revision: 'r3' }, refolds: false } });
    save(page);
    await wait();
    expect(http.asked.filter(({ method }) => method === 'PATCH')[1]?.body).toMatchObject({
      revision: 'r2',
      changes: { shortName: 'Durand' },
    });
  });

  it('lets a supervisor write the calendars alone', async () => {
    const own = itemOf('durand', {}, ['hours', 'covered', 'callingHours']);
    const on = await opened(viewOf(own, { isWhole: false }), ['settings.see', 'settings.change']);
    const { page } = on;
    await setHours(on);
    const isWritten = (name: string) => page.querySelector(`[name="${name}"]`) !== null;
    expect([isWritten('numbers'), isWritten('Horaires pris en charge mon')]).toEqual([false, true]);
    expect(plain(page.querySelector('vg-settings-form .read')?.textContent ?? '')).toBe(
      'Vous changez ici : Horaires pris en charge, Horaires du cabinet, Quand rappeler ses patients. Le reste se lit ; un administrateur de votre centre le change.',
    );
    expect(page.textContent).not.toContain('Ajouter un cabinet');
    expect(page.textContent).not.toContain('Télécharger le fichier');
  });

  it('says before anything else that nothing is to be changed, and shows each value in words', async () => {
    const values = { kind: 'cabinet', answerRateTarget: 0.925, covered: { week: { mon: ['08:00-12:00'] } } };
    const { page } = await opened(viewOf(itemOf('durand', values, []), { isWhole: false }), ['settings.see']);
    const form = page.querySelector('vg-settings-form form');
    expect(form?.querySelectorAll('input, select, button')).toHaveLength(0);
    expect(plain(form?.textContent ?? '').trim()).toMatch(/^Vous lisez ces réglages sans les changer/u);
    const told = [...(form?.querySelectorAll('.value') ?? [])].map((one) => plain(one.textContent ?? ''));
    expect(told).toEqual(expect.arrayContaining(['Cabinet', '92,5 %', 'Lundi 08:00-12:00']));
  });

  const proposal = (more: Partial<SettingsProposal> = {}): SettingsProposal => ({
    ...{ id: 'p1', kind: 'clinics', itemId: 'durand', itemName: 'Cabinet Durand', state: 'open' },
    ...{ at: '2026-11-20T10:00:00.000Z', by: 'Dr Durand', isMine: false, from: '2026-12-01' },
    ...{ note: 'Fermé le lundi', revision: 'r1', isStale: false, decided: null, mayDecide: true },
    fields: [{ field: 'answerRateTarget', before: null, now: null, after: 0.9 }],
    ...more,
  });
  const press = (page: HTMLElement, name: string): void =>
    [...page.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)?.click();

  it('lets a clinic propose with the same form, and says that its centre answers', async () => {
    const own = { ...itemOf('durand', {}, []), mayPropose: ['hours', 'answerRateTarget'] };
    const on = await opened(viewOf(own, { isWhole: false }), ['settings.see', 'settings.propose']);
    const { page, http, turns: wait, text } = on;
    expect(await text()).toContain('Vous proposez ici des changements');
    expect(page.querySelector('[name="numbers"]')).toBeNull();
    write(page, 'answerRateTarget', '90');
    write(page, 'note', 'Trop peu');
    await wait();
    const way = '/api/v1/settings/clinics/durand/proposals';
    http.answer(`POST ${way}`, { body: proposal({ isMine: true, mayDecide: false }) });
    save(page);
    await wait();
    expect(http.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      ...{ revision: 'r1', from: '2026-11-23', note: 'Trop peu', changes: { answerRateTarget: 0.9 } },
    });
    expect(http.asked.some(({ method }) => method === 'PATCH')).toBe(false);
    expect(plain(await text())).toContain('Proposé, à partir du');
  });

  it('tells an administrator how many proposals wait and what each changes of today, and accepts from its day', async () => {
    const stale = proposal({
      isStale: true,
      fields: [{ field: 'answerRateTarget', before: null, now: 0.8, after: 0.9 }],
    });
    const { page, http, turns: wait, text } = await opened(viewOf(itemOf('durand', {})), undefined, [stale]);
    const shown = plain(await text());
    expect(shown).toContain('Un changement proposé attend votre réponse :');
    expect(shown).toContain('une proposition');
    expect(shown).toContain('Taux de décroché promis (%) : 80 % → 90 %');
    expect(shown).toContain('Changé depuis la proposition. Taux de décroché promis (%) était alors : rien.');
    http.answer('POST /api/v1/settings/proposals/p1/accept', {
      status: 409,
      body: { code: 'settings_changed' },
    });
    press(page, 'Accepter');
    await wait();
    expect(await text()).toContain('quelqu’un l’a changé entre-temps.');
    http.answer('POST /api/v1/settings/proposals/p1/accept', { body: proposal({ state: 'accepted' }) });
    press(page, 'Accepter');
    await wait();
    expect(http.asked.filter(({ method }) => method === 'POST')[1]?.body).toEqual({
      revision: 'r1',
      from: '2026-12-01',
    });
  });

  it('wants a sentence with a refusal, which whoever proposed it reads', async () => {
    const { page, http, turns: wait } = await opened(viewOf(itemOf('durand', {})), undefined, [proposal()]);
    press(page, 'Refuser');
    await wait();
    const form = page.querySelector<HTMLFormElement>('vg-proposal-card form');
    form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await wait();
    expect(http.asked.some(({ method }) => method === 'POST')).toBe(false);
    const answer = page.querySelector<HTMLInputElement>('[name="answer"]');
    if (answer !== null) answer.value = 'Pas encore.';
    const refused = { at: '2026-11-23T09:00:00.000Z', by: 'Paul', from: null, answer: 'Pas encore.' };
    const told = proposal({ state: 'refused', mayDecide: false, decided: refused });
    http.answer('POST /api/v1/settings/proposals/p1/refuse', { body: told });
    http.answer('/api/v1/settings/proposals', { body: [told] });
    form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await wait();
    expect(http.asked.find(({ method }) => method === 'POST')?.body).toEqual({ answer: 'Pas encore.' });
    expect(plain(page.querySelector('vg-proposal-card')?.textContent ?? '')).toMatch(
      /Refusé par Paul, le .*: « Pas encore\. »/u,
    );
  });

  const teamDay = {
    ...{ teamId: 'mg', name: 'MG', usual: [{ span: '08:00-18:00', count: 4 }], ofDay: null, now: 3 },
    missing: [{ span: '08:00-12:00', count: 1 }],
    planned: [
      { span: '08:00-12:00', count: 3 },
      { span: '12:00-18:00', count: 4 },
    ],
    ...{ revision: 'none', mayChange: true },
  };
  const openedTeam = async () => {
    const http = new FakeHttp();
    const values = { planned: [{ days: ['mon'], span: '08:00-18:00', count: 4 }] };
    const mg = itemOf('mg', values, ['members', 'planned', 'absences']);
    http.answer('/api/v1/me', { body: sampleMe(['settings.see', 'settings.change']) });
    http.answer('/api/v1/settings', { body: viewOf(mg, { clinics: [], teams: [mg] }) });
    http.answer('/api/v1/settings/proposals', { body: [] });
    http.answer('/api/v1/settings/teams/mg/changes', { body: [] });
    const staff = { today: '2026-11-23', day: '2026-11-23', teams: [teamDay] };
    http.answer('/api/v1/staff-plan', { body: staff });
    http.answer('/api/v1/staff-plan/mg/changes', { body: [] });
    const page = await openPage('/settings?kind=teams', 'fr', http);
    await turns(page);
    return { http, ...page, mg, turns: () => turns(page) };
  };

  it('plans the usual week of a team and who is missing of it, without a name', async () => {
    const { page, http, mg, turns: wait, text } = await openedTeam();
    expect(plain(await text())).toContain('aujourd’hui 4 prévues au plus, 3 en ce moment');
    write(page, 'count 0', '5');
    press(page, 'Ajouter une absence');
    await wait();
    write(page, 'absent 0', '8h-12h');
    write(page, 'missing 0', '2');
    await wait();
    http.answer('PATCH /api/v1/settings/teams/mg', {
      body: { item: { ...mg, revision: 'r2' }, refolds: false },
    });
    save(page);
    await wait();
    expect(http.asked.find(({ method }) => method === 'PATCH')?.body).toMatchObject({
      changes: {
        planned: [{ days: ['mon'], span: '08:00-18:00', count: 5 }],
        absences: [{ from: '2026-11-23', to: '2026-11-23', span: '08:00-12:00', count: 2 }],
      },
    });
  });

  it('plans one day of a team otherwise, says what comes of it, and takes it back', async () => {
    const { page, http, turns: wait, text } = await openedTeam();
    expect(plain(await text())).toContain('3 de 08:00-12:00, 4 de 12:00-18:00');
    press(page, 'Prévoir ce jour autrement');
    await wait();
    const count = page.querySelector<HTMLInputElement>('vg-team-day [name="day count 0"]');
    if (count === null) throw new Error('there is no count');
    count.value = '6';
    count.dispatchEvent(new Event('change'));
    await wait();
    http.answer('PUT /api/v1/staff-plan/mg', { body: teamDay });
    page.querySelector('vg-team-day form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await wait();
    const day = { day: '2026-11-23', revision: 'none' };
    const sent = () => http.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);
    expect(sent()).toEqual([{ ...day, spans: [{ span: '08:00-18:00', count: 6 }] }]);
    expect(await text()).toContain('L’écran le suit dans la seconde.');
    press(page, 'Revenir en arrière');
    await wait();
    expect(sent()[1]).toEqual({ ...day, spans: null });
  });
});

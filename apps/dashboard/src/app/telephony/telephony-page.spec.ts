import { describe, expect, it } from '@jest/globals';
import type { ConnectorStatus, ConnectorView } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const since = '2026-09-02T07:00:00.000Z';
const running: ConnectorStatus = {
  state: 'running',
  since,
  fault: null,
  detail: null,
  tries: 0,
  nextTryAt: null,
  lastEventAt: null,
  eventsPerMinute: 12,
  offsetMs: 300,
  accepted: 1_240,
  duplicates: 3,
  refused: 2,
  refusals: [{ code: 'time_ahead', count: 2 }],
  unknown: [],
};
const connectorOf = (id: string, status: Partial<ConnectorStatus> = {}): ConnectorView => ({
  id,
  kind: 'asterisk-ami',
  name: `Asterisk ${id}`,
  source: '/asterisk',
  options: { host: '10.0.0.10', user: 'vigie' },
  hasSecret: true,
  isExperimental: false,
  hookPath: null,
  createdAt: since,
  status: { ...running, ...status },
  recording: null,
  gaps: [],
});
const opened = async (
  connectors: readonly ConnectorView[],
  permissions: readonly string[] = ['connectors.see', 'connectors.manage'],
  language: 'fr' | 'en' = 'fr',
) => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(permissions) });
  http.answer('/api/v1/connectors', { body: { connectors, others: [] } });
  const page = await openPage('/telephony', language, http);
  const turns = async (of: OpenedPage = page): Promise<void> => {
    for (let turn = 0; turn < 4; turn += 1) await of.settle();
  };
  await turns();
  return { http, ...page, turns };
};
const button = (page: HTMLElement, text: string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  return found;
};

describe('the page of telephone systems', () => {
  it('shows the one in trouble first, why in words, and what to do', async () => {
    const cut = { state: 'failing', fault: 'sign_in_refused', detail: 'Authentication failed' } as const;
    const { text, page } = await opened([connectorOf('Nord'), connectorOf('Sud', cut)]);
    const shown = await text();
    expect(shown).toContain('1 source sur 2 parle.');
    expect([...page.querySelectorAll('tbody .who b')].map((one) => one.textContent)).toEqual([
      'Asterisk Sud',
      'Asterisk Nord',
    ]);
    expect(shown).toContain('Le serveur répond, mais refuse le nom ou le mot de passe.');
    expect(shown).toContain('Demander le mot de passe à qui tient la téléphonie');
    expect(page.querySelector('input[name="secret"]')).not.toBeNull();
  });

  it('keeps another password only once it works', async () => {
    const cut = { state: 'failing', fault: 'sign_in_refused' } as const;
    const { http, page, turns, text } = await opened([connectorOf('Sud', cut)]);
    const failed = { step: 'sign_in', ok: false, fault: 'sign_in_refused', detail: null };
    http.answer('POST /api/v1/connectors/test', {
      body: { ok: false, steps: [failed], facts: [], problems: [] },
    });
    const field = page.querySelector<HTMLInputElement>('input[name="secret"]');
    if (field === null) throw new Error('no field');
    field.value = 'sésame';
    button(page, 'Essayer et garder').click();
    await turns();
    expect(await text()).toContain('Rien n’a été gardé');
    http.answer('POST /api/v1/connectors/test', {
      body: { ok: true, steps: [{ ...failed, ok: true, fault: null }], facts: [], problems: [] },
    });
    http.answer('PATCH /api/v1/connectors/Sud', { body: connectorOf('Sud') });
    button(page, 'Essayer et garder').click();
    await turns();
    expect(http.asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ secret: 'sésame' });
  });

  it('says of a clock that is an hour ahead that it is, and of a server that is gone that nobody listens', async () => {
    const { text } = await opened([connectorOf('Nord', { offsetMs: 3_600_400 })]);
    expect(await text()).toMatch(/Son horloge diffère de la nôtre de \+1\sh/u);
    expect(await text()).toContain('Mettre à l’heure la téléphonie (NTP).');
    const gone = await opened([connectorOf('Sud', { state: 'unwatched' })], ['connectors.see'], 'en');
    expect(await gone.text()).toContain('No server has seen to it since');
    expect(await gone.text()).not.toContain('Remove');
  });

  it('shows of one that calls us the address to hand on, and what to look at when it went quiet', async () => {
    const hook = { kind: 'aircall', isExperimental: true, hookPath: '/api/v1/hooks/centre/Nord' } as const;
    const missing = { state: 'failing', fault: 'secret_missing' } as const;
    const { text, page, http, turns } = await opened([{ ...connectorOf('Nord', missing), ...hook }]);
    const address = page.querySelector<HTMLInputElement>('input[readonly]');
    expect(address?.value).toMatch(/^https?:\/\/.+\/api\/v1\/hooks\/centre\/Nord$/u);
    expect(await text()).toContain('l’attente est déduite de l’arrivée de l’appel');
    const field = page.querySelector<HTMLInputElement>('input[name="secret"]');
    if (field === null) throw new Error('no field');
    field.value = 'sésame';
    http.answer('PATCH /api/v1/connectors/Nord', { body: { ...connectorOf('Nord'), ...hook } });
    button(page, 'Garder').click();
    await turns();
    expect(http.asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ secret: 'sésame' });
    const quiet = { lastEventAt: since, state: 'running' } as const;
    const silent = await opened([{ ...connectorOf('Nord', quiet), ...hook }], ['connectors.see'], 'en');
    expect(await silent.text()).toContain('whether the delivery is still switched on');
  });

  it('offers what stands in a pasted example, and says what a message means or lacks', async () => {
    const { page, http, turns, text } = await opened([]);
    button(page, 'Ajouter une source').click();
    await turns();
    const set = (name: string, value: string): void => {
      const field = page.querySelector<HTMLInputElement>(`[name="${name}"]`);
      if (field === null) throw new Error(`no field ${name}`);
      field.value = value;
      field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input'));
    };
    set('kind', 'webhook');
    await turns();
    set('example', '{"event":"queued","call":{"id":7,"a.b":["rdv"]},"at":null}');
    await turns();
    const offered = [...page.querySelectorAll('#hook-paths option')].map((one) => one.getAttribute('value'));
    expect(offered).toEqual(['event', 'call.id', 'call["a.b"][0]']);
    for (const one of page.querySelectorAll<HTMLInputElement>('vg-webhook-fields [name="kind"]')) {
      one.value = 'event';
      one.dispatchEvent(new Event('input'));
    }
    set('fact.queued', 'queued');
    await turns();
    expect(page.querySelector('#hook-kinds option')?.getAttribute('value')).toBe('queued');
    const fact = { type: 'call.enqueued', meaning: 'queued', subject: '7', at: since, fields: [] };
    const late = { code: 'time_missing', field: 'at', value: '' };
    http.answer('POST /api/v1/connectors/test', {
      body: {
        ok: false,
        steps: [{ step: 'meaning', ok: false, fault: 'mapping_incomplete', detail: null }],
        facts: [fact],
        problems: [late],
      },
    });
    button(page, 'Lire l’exemple').click();
    await turns();
    const shown = await text();
    expect(shown).toContain('Entre dans la file');
    expect(shown).toContain('L’heure n’est pas à cet endroit. Cherché à « at ».');
    const asked = http.asked.find(({ method }) => method === 'POST')?.body;
    expect(asked).toMatchObject({ kind: 'webhook', options: { kind: 'event', 'fact.queued': 'queued' } });
    expect(button(page, 'Garder').disabled).toBe(false);
    button(page, 'Garder').click();
    await turns();
    expect(await text()).toContain('À remplir : un chemin comme timestamp.');
  });

  it('records for a report at one click, and gives the file to who asks', async () => {
    const { page, http, turns, text } = await opened([connectorOf('Nord')]);
    expect(page.querySelector('a[download]')).toBeNull();
    const recording = { begunAt: since, until: since, isRunning: true, messages: 1_204, bytes: 9_000 };
    http.answer('POST /api/v1/connectors/Nord/recording', { body: { ...connectorOf('Nord'), recording } });
    http.answer('/api/v1/connectors', {
      body: { connectors: [{ ...connectorOf('Nord'), recording }], others: [] },
    });
    button(page, 'Enregistrer').click();
    await turns();
    expect(await text()).toMatch(/Enregistre jusqu’au .+ : 1\s204 messages\./u);
    const file = page.querySelector<HTMLAnchorElement>('a[download="recording.jsonl"]');
    expect(file?.getAttribute('href')).toContain('/api/v1/connectors/Nord/recording');
    http.answer('DELETE /api/v1/connectors/Nord/recording', { body: connectorOf('Nord') });
    button(page, 'Arrêter').click();
    await turns();
    expect(http.asked.some(({ method }) => method === 'DELETE')).toBe(true);
    const reader = await opened([connectorOf('Nord')], ['connectors.see']);
    expect(await reader.text()).not.toContain('Enregistrer');
  });

  it('invites to add the first one only whoever may', async () => {
    const { text } = await opened([]);
    expect(await text()).toContain('Ajoutez votre standard');
    const reader = await opened([], ['connectors.see']);
    expect(await reader.text()).toContain('Aucune source n’est écoutée d’ici.');
    expect(await reader.text()).not.toContain('Ajoutez');
  });

  it('sets how a source is asked to call and who may, shows its secret once, and tries it', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/me', { body: sampleMe(['connectors.see', 'connectors.manage']) });
    http.answer('/api/v1/connectors', { body: { connectors: [connectorOf('Nord')], others: [] } });
    http.answer('/api/v1/call-ways', { body: { ways: [], sources: ['/asterisk'], takesPlainHttp: false } });
    const { page, settle, text } = await openPage('/telephony', 'fr', http);
    const turns = async (): Promise<void> => {
      for (let turn = 0; turn < 5; turn += 1) await settle();
    };
    await turns();
    expect(await text()).toContain('Aucune téléphonie n’est réglée pour appeler.');
    button(page, 'Régler une source').click();
    await turns();
    const field = (name: string): HTMLInputElement => {
      const found = page.querySelector<HTMLInputElement>(`vg-call-ways input[name="${name}"]`);
      if (found === null) throw new Error(`there is no field ${name}`);
      return found;
    };
    expect(field('source').value).toBe('/asterisk');
    field('url').value = 'https://pbx.example/call';
    field('url').dispatchEvent(new Event('input'));
    page.querySelectorAll<HTMLInputElement>('vg-call-ways [type="checkbox"]')[1]?.click();
    await turns();
    const way = {
      ...{ source: '/asterisk', url: 'https://pbx.example/call', roles: ['secretary'] },
      changedAt: since,
    };
    http.answer('PUT /api/v1/call-ways', { body: { way, secret: 'whsec_b25jZQ==' } });
    http.answer('/api/v1/call-ways', {
      body: { ways: [way], sources: ['/asterisk'], takesPlainHttp: false },
    });
    page.querySelector('vg-call-ways form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await turns();
    expect(http.asked.find(({ method }) => method === 'PUT')?.body).toEqual({
      ...{ source: '/asterisk', url: 'https://pbx.example/call', roles: ['secretary'], renewSecret: false },
    });
    expect(page.querySelector<HTMLInputElement>('.secret input')?.value).toBe('whsec_b25jZQ==');
    expect(await text()).toContain('Ouvert à : Secrétaires');
    http.answer('POST /api/v1/call-ways/test', { body: { ok: false, fault: 'not_believed', tookMs: 12 } });
    const trial = [...page.querySelectorAll<HTMLElement>('vg-call-ways button')].find(
      ({ textContent }) => textContent.trim() === 'Essayer',
    );
    trial?.click();
    await turns();
    expect(page.querySelector('.secret')).toBeNull();
    expect(await text()).toContain('n’accepte pas notre signature');
  });
});

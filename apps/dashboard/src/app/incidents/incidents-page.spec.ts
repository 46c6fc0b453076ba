import { describe, expect, it } from '@jest/globals';
import type { IncidentDetail, IncidentList } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const at = '2026-11-23T09:00:00.000Z';
const later = '2026-11-23T09:10:00.000Z';
const claire = { by: 'Claire', byId: 'p1', at: later };
const incident: IncidentDetail = {
  id: '00000000-0000-4000-8000-000000000001',
  clinicId: 'durand',
  clinicName: 'Cabinet Durand',
  state: 'open',
  openedAt: at,
  calledAt: at,
  answeredAt: at,
  isGoingOn: true,
  language: 'fr',
  reason: null,
  taken: null,
  owner: null,
  ended: null,
  reviewed: null,
  answerToEmergencyMs: 95_000,
  course: [
    { at, kind: 'marked', by: null, outcome: null, note: null },
    { at, kind: 'emergency', by: null, outcome: null, note: null },
    { at, kind: 'noted', by: 'Claire', outcome: null, note: 'Le 15 rappelle.' },
  ],
};
const path = `/api/v1/incidents/${incident.id}`;

type Opened = OpenedPage & { readonly http: FakeHttp };
async function opened(told: Partial<IncidentDetail> = {}, mayWork = true, status = 200): Promise<Opened> {
  const row = { ...incident, ...told };
  const list: IncidentList = {
    ...{ at, from: at, to: at, mayWork },
    figures: {
      incidents: 4,
      incidentsEnded: 3,
      incidentsReviewed: 2,
      incidentReviewedRate: 2 / 3,
      incidentTakenMedianMs: 20_000,
      incidentsToEmergency: 1,
      incidentToEmergencyMedianMs: 95_000,
    },
    incidents: [row],
  };
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['incidents.see', 'incidents.work']) });
  http.answer('/api/v1/tenants', { body: [] });
  http.answer('/api/v1/incidents', { body: list });
  http.answer(path, { status, body: { ...incident, ...told } });
  const page = await openPage('/incidents', 'fr', http);
  for (let turn = 0; turn < 5; turn += 1) await page.settle();
  return { ...page, http };
}
const press = async ({ page, settle }: Opened, text: string): Promise<void> => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  found.click();
  await settle();
};
const posts = ({ http }: Opened) =>
  http.asked
    .filter(({ method }) => method !== 'GET')
    .map(({ address, body }) => [address.split('?')[0]?.replace(path, ''), body]);

describe('the page of urgent calls', () => {
  it('says what became of each, step by step, and how many of those that ended were reviewed', async () => {
    const { text } = await opened();
    const shown = await text();
    expect(shown).toContain('Relus 67 % 2 sur 3 terminés');
    expect(shown).toContain('Cabinet Durand ▲ en cours');
    expect(shown).toContain('personne ne s’en occupe');
    expect(shown).toContain('Du décroché au transfert : 1 min 35');
    expect(shown).toContain('transféré au 15, 112 ou équivalent');
    expect(shown).toContain('note de Claire Le 15 rappelle.');
  });

  it('is taken, and taken over from who has it', async () => {
    const free = await opened();
    await press(free, 'Je m’en occupe');
    const held = await opened({ owner: claire, taken: claire });
    await press(held, 'Prendre la suite de Claire');
    expect([...posts(free), ...posts(held)]).toEqual([
      ['/take', { over: false }],
      ['/take', { over: true }],
    ]);
  });

  it('is ended with how it ended, and then reviewed', async () => {
    const open = await opened();
    await press(open, 'Terminer');
    expect(posts(open)).toEqual([['/end', { outcome: 'emergency', note: '' }]]);
    const ended = await opened({ state: 'ended', ended: { ...claire, outcome: 'clinic' } });
    expect(await ended.text()).toContain('◆ terminé, à relire');
    await press(ended, 'Relu');
    expect(posts(ended)).toEqual([['/review', { note: '' }]]);
  });

  it('says so where the course of one cannot be read, beside the list', async () => {
    const { page } = await opened({}, true, 500);
    expect(page.querySelector('vg-incident-card')?.textContent).toContain('Cette page n’a pas pu être lue');
    expect(page.querySelectorAll('.list li')).toHaveLength(1);
  });

  it('is read by who may not work it, without a button', async () => {
    const { page } = await opened({}, false);
    expect(page.querySelectorAll('vg-incident-card button')).toHaveLength(0);
  });
});

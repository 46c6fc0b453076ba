import { describe, expect, it } from '@jest/globals';
import type { MyData } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const at = '2026-11-23T09:00:00.000Z';
const data: MyData = {
  keptMonths: { calls: 12, agentDays: 3, audit: 12 },
  account: { since: '2026-09-02T07:00:00.000Z' },
  own: { views: 2, mailings: 1 },
  agent: { id: 'anna', days: 42, from: '2026-09-21', to: '2026-11-23' },
  deeds: [{ at, who: 'Claire Vasseur', kind: 'person', action: 'metrics.see', times: 1 }],
  watchers: [{ who: 'Claire Vasseur', kind: 'person', days: 12, lastAt: at }],
};
const told = async (body: MyData): Promise<string> => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe([]) });
  http.answer('/api/v1/me/data', { body });
  const page = await openPage('/my-data', 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return page.text();
};

describe('the page of what is kept of oneself', () => {
  it('says in sentences what is kept, and for how long', async () => {
    const text = await told(data);
    expect(text).toContain(
      'Ce que vous avez fait minute par minute (présence, pauses, appels) : 42 journées, du lundi 21 septembre au lundi 23 novembre. Conservé 3 mois.',
    );
    expect(text).toContain('Ce que vous gardez pour vous : vues de l’historique 2, envois par e-mail 1.');
    expect(text).toContain('Votre identifiant sur les appels que vous avez pris : 12 mois.');
  });

  it('says who looked, and what was done that names her', async () => {
    const text = await told(data);
    expect(text).toMatch(/Claire Vasseur · 12 jours, la dernière fois le 23 nov\. 2026/u);
    expect(text).toMatch(/Claire Vasseur a consulté des indicateurs/u);
  });

  it('says that nothing is of whoever answers no calls', async () => {
    const text = await told({ ...data, agent: null, watchers: [], deeds: [] });
    expect(text).toContain('aucun chiffre n’est de vous');
    expect(text).not.toContain('Qui a regardé');
  });
});

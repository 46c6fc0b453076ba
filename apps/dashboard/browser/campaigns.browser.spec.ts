import { expect, test, type Page } from '@playwright/test';

import { complaintsOfBoth, sideways, tabTo } from './accessibility';
import { FakeServer } from './fake-server';

const at = '2026-11-23T09:00:00.000Z';
const id = '00000000-0000-4000-8000-000000000001';
const campaign = {
  ...{ id, clinicId: 'durand', clinicName: 'Cabinet Durand', state: 'running', version: 2 },
  order: {
    kind: 'vaccination',
    title: 'Grippe 2026',
    sentence: 'Le cabinet vaccine contre la grippe : voulez-vous un rendez-vous ?',
    ...{ orderedBy: 'Dr Durand', orderedOn: '2026-10-01', listSource: 'Logiciel du cabinet, 65 ans et plus' },
    ...{ startsOn: '2026-10-12', endsOn: '2026-12-18', callFrom: '09:30', callUntil: '18:00' },
  },
  ...{ endedAt: null, endedBy: null, listErasedAt: null, mayWrite: true, mayWork: true },
  progress: {
    inCalls: { calls: 1340, accepted: 80, refused: 40, notOffered: 12 },
    list: { listed: 60, accepted: 20, refused: 5, notReached: 8, left: 22, noConsent: 3, doNotCall: 2 },
  },
};
const ended = {
  ...campaign,
  ...{ id: '00000000-0000-4000-8000-000000000002', state: 'ended', mayWrite: false, mayWork: false },
  order: { ...campaign.order, title: 'Dépistage du cancer colorectal, rappel d’automne' },
};
const contact = (n: number, claim: object | null) => ({
  id: `00000000-0000-4000-8000-00000000001${n}`,
  ...{
    mask: '06 39 98 •• ••',
    reference: `P-${n}`,
    tries: n % 3,
    latestTryAt: n % 3 === 0 ? null : at,
    claim,
  },
});
const mark = (n: number, liftedAt: string | null) => ({
  ...{ id: `m${n}`, mask: '06 39 98 •• ••', reference: `P-${n}`, saidAt: at, liftedAt },
});
const number = (n: number) => ({
  callId: `00000000-0000-4000-8000-00000000002${n}`,
  ...{ mask: '04 65 71 •• ••', calls: 9 + n, latestAt: at },
  clinics: ['Cabinet Durand', 'Centre médical des Tilleuls', 'Radiologie Sud', 'Docteur Martin'],
});

let fake: FakeServer;
test.beforeAll(async () => {
  fake = await FakeServer.start('--still');
});
test.afterAll(() => fake.end());

/** What the server is told, in order. */
async function answering(page: Page): Promise<string[]> {
  const told: string[] = [];
  const claim = { by: 'Claire', isMine: true, until: at };
  let [isClaimed, isLifted] = [false, false];
  const permissions = ['campaigns.see', 'campaigns.write', 'callbacks.work', 'marks.lift', 'numbers.share'];
  const answers: Readonly<Record<string, () => unknown>> = {
    me: () => ({
      tenant: { id: 'place', name: 'Télésecrétariat de la Place', demo: false, timezone: 'Europe/Paris' },
      ...{
        person: null,
        sessionId: null,
        roles: [],
        memberships: [],
        owesSecondFactor: false,
        demoPeople: [],
      },
      permissions: permissions.map((permission) => ({ permission, scope: { kind: 'all' } })),
      features: ['campaigns'],
    }),
    campaigns: () => ({
      at,
      clinics: [{ id: 'durand', name: 'Cabinet Durand', today: '2026-11-23', mayWrite: true }],
      campaigns: [campaign, ended],
    }),
    [`campaigns/${id}/contacts`]: () => ({
      ...{ at, campaign, isCallingTime: true },
      contacts: [contact(0, isClaimed ? claim : null), contact(1, { ...claim, by: 'Anne', isMine: false })],
    }),
    'campaigns/marks': () => ({
      ...{ clinics: [{ id: 'durand', name: 'Cabinet Durand' }], clinicId: 'durand' },
      marks: [mark(0, isLifted ? at : null), mark(1, at)],
    }),
    'callers/shared': () => ({
      ...{ from: at, to: at, total: 2, bySettings: 1, proposed: [number(0), number(1)] },
      decided: [{ ...number(2), kind: 'pharmacy', decidedAt: at, decidedBy: 'Claire' }],
    }),
  };
  await page.route('**/api/v1/**', async (route) => {
    const path = new URL(route.request().url()).pathname.replace('/api/v1/', '');
    const answer = answers[path];
    if (route.request().method() === 'GET')
      return answer === undefined ? route.fallback() : route.fulfill({ json: answer() });
    told.push(`${path.split('/').slice(-2).join('/')} ${route.request().postData() ?? ''}`.trim());
    isClaimed = path.endsWith('/claim') || (isClaimed && !path.endsWith('/outcome'));
    isLifted ||= path.endsWith('/lift');
    return route.fulfill({ status: 204 });
  });
  return told;
}

test('by keyboard alone a list is called, a mark is lifted and a number is said to be shared; nothing runs out', async ({
  page,
}) => {
  const told = await answering(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${fake.url}/campaigns`);
  await expect(page.getByText('À appeler maintenant')).toBeVisible();
  await tabTo(page, 'J’appelle');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Pas de réponse 1/3' })).toBeVisible();
  await looksWell(page, 'campaigns');
  await tabTo(page, 'Accepté');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Noté.')).toBeVisible();
  await tabTo(page, 'Nouvelle campagne');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /^Phrase à dire/u })).toBeVisible();
  await looksWell(page, 'campaign-form');

  await page.goto(`${fake.url}/do-not-call`);
  await tabTo(page, 'Lever…');
  await page.keyboard.press('Enter');
  await looksWell(page, 'marks');
  await tabTo(page, 'Notée par erreur');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Levée/u)).toBeVisible();

  await page.goto(`${fake.url}/shared-numbers`);
  await tabTo(page, 'Oui…');
  await page.keyboard.press('Enter');
  await looksWell(page, 'shared');
  await tabTo(page, 'Maison de retraite');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Noté\. La liste/u)).toBeVisible();
  expect(told).toEqual([
    '00000000-0000-4000-8000-000000000010/claim',
    '00000000-0000-4000-8000-000000000010/outcome {"outcome":"accepted"}',
    'm0/lift {"clinicId":"durand","reason":"mistake"}',
    'shared/00000000-0000-4000-8000-000000000020 {"kind":"nursingHome"}',
  ]);
});

/** On a telephone and on a desk, in light and in dark: nothing to complain of, and nothing beside the window. */
async function looksWell(page: Page, name: string): Promise<void> {
  const folder = process.env['VIGIE_SHOTS'];
  expect([name, await complaintsOfBoth(page)]).toEqual([name, []]);
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    expect([name, width, await sideways(page)]).toEqual([name, width, 0]);
    for (const colorScheme of ['light', 'dark'] as const) {
      if (folder === undefined) continue;
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
}

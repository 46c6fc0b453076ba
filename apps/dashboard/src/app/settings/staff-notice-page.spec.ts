import { describe, expect, it } from '@jest/globals';
import type { StaffNoticeView } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const nothing: StaffNoticeView = {
  today: '2026-11-23',
  informedOn: null,
  text: '',
  whoCouldBeFreed: false,
  figuresByAgent: false,
  pastAgents: false,
  recorded: null,
  changes: [],
};
const recorded: StaffNoticeView = {
  ...nothing,
  informedOn: '2026-11-20',
  text: 'Ce que l’écran dit de chacune.',
  figuresByAgent: true,
  recorded: { at: '2026-11-23T09:42:00.000Z', by: 'Paul' },
  changes: [
    {
      at: '2026-11-23T09:42:00.000Z',
      from: '2026-11-22T23:00:00.000Z',
      by: 'Paul',
      proposedBy: null,
      fields: [
        { field: 'informedOn', before: null, after: '2026-11-20' },
        { field: 'text', before: null, after: 'Ce que l’écran dit de chacune.' },
        { field: 'figuresByAgent', before: null, after: true },
      ],
    },
  ],
};

type Opened = OpenedPage & { readonly http: FakeHttp };
async function opened(may: readonly string[], kept: StaffNoticeView): Promise<Opened> {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(may) });
  http.answer('/api/v1/staff-notice', { body: kept });
  const page = await openPage('/staff-notice', 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return { http, ...page };
}

async function fill(
  { page, settle }: Opened,
  values: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = page.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (field === null) throw new Error(`there is no field ${name}`);
    if (typeof value === 'boolean') field.checked = value;
    else field.value = value;
  }
  page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  for (let turn = 0; turn < 4; turn += 1) await settle();
}

const sent = ({ http }: Opened) =>
  http.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);

describe('the page that records when staff were informed', () => {
  it('says that figures of persons are off, and records the day, the text and what is on', async () => {
    const page = await opened(['settings.see', 'settings.manage'], nothing);
    expect(await page.text()).toContain('Rien n’est consigné : les chiffres par personne sont éteints.');
    await fill(page, { informedOn: '2026-11-20', text: ' Ce qui est dit. ', figuresByAgent: true });
    expect(sent(page)).toEqual([
      {
        informedOn: '2026-11-20',
        text: 'Ce qui est dit.',
        whoCouldBeFreed: false,
        figuresByAgent: true,
        pastAgents: false,
      },
    ]);
    expect(await page.text()).toContain('Enregistré. L’historique des réglages le garde.');
  });

  it('tells every change of it, by whom and from when', async () => {
    const shown = (await (await opened(['settings.see'], recorded)).text()).replaceAll(
      /[\u00a0\u202f]/gu,
      ' ',
    );
    expect(shown).toMatch(/Historique Paul, le 23 nov\. 2026.* 23 novembre 2026/u);
    expect(shown).toContain('Informés et consultés le : rien → 20 nov. 2026');
    expect(shown).toContain('Chiffres par secrétaire : rien → oui');
  });

  it.each([
    ['no text', { informedOn: '2026-11-20', text: '  ' }, 'Donnez le jour et le texte.'],
    ['a day to come', { informedOn: '2026-11-24', text: 'Dit.' }, 'Ce jour est à venir'],
  ])('sends nothing with %s', async (_, values, why) => {
    const page = await opened(['settings.see', 'settings.manage'], nothing);
    await fill(page, values);
    expect(await page.text()).toContain(why);
    expect(sent(page)).toEqual([]);
  });

  it('tells who recorded it and when, and shows who may not change it what holds, as text', async () => {
    const page = await opened(['settings.see'], recorded);
    const text = (await page.text()).replaceAll(/[\u00a0\u202f]/gu, ' ');
    expect(text).toMatch(/Consigné par Paul, le 23 nov\. 2026/u);
    expect(text).toContain('Vous lisez cette page sans la changer');
    expect(text).toContain('Chiffres par secrétaire : oui');
    expect(text).toContain('Secrétaires sur l’écran d’un moment passé : non');
    expect(page.page.querySelectorAll('form :is(input, textarea, button)')).toHaveLength(0);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { HeadlineView } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage } from '../testing/open-page';
import { aClinic, agentCounts, ratio, sampleBoard, sampleNow } from '../testing/sample-board';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');
const peak: HeadlineView = {
  kind: 'peak',
  level: 'act',
  waiting: 7,
  trend: 'growing',
  inPerMinute: 9,
  takenPerMinute: 6,
  lostPerMinute: 2.4,
  levelSince: sampleNow - 660_000,
  team: null,
  missing: { id: 'img', name: 'Imagerie', missing: 3 },
  clinic: { id: 'sud', name: 'Radiologie Sud', waiting: 4 },
  expectedWaitMs: 120_000,
  sourceId: null,
  since: null,
  count: null,
};

describe('the live page', () => {
  it('draws boxes before the first figures, and no number', async () => {
    const { page, text } = await openPage('/');
    expect(await text()).toContain('Préparation des chiffres…');
    expect(page.querySelector('vg-live-skeleton')).not.toBeNull();
    expect(page.querySelector('vg-live-tiles')).toBeNull();
  });

  it('shows the figures of the server in words of the trade', async () => {
    const { socket, text } = await openPage('/');
    socket.say('snapshot', sampleBoard());
    const shown = plain(await text());
    expect(shown).toContain('max 2 min 14 · limite 2 min');
    expect(shown).toContain('86 % ◆ 9 pts sous l’objectif jour 91,4 %');
    expect(shown).toContain('38 sans réponse, 21 rattrapés');
    expect(shown).toContain('9 sur 10 en moins de 1 min 34');
    expect(shown).toContain('2 libres sur 18');
    expect(shown).toContain('Dernier événement : Téléphonie 2 s');
    expect(shown).toContain('Démonstration');
    expect(shown).toContain('10:42:00');
  });

  it('writes counts instead of percentages on a small base', async () => {
    const { socket, page, settle } = await openPage('/');
    socket.say('snapshot', sampleBoard());
    await settle();
    expect(page.querySelector('vg-board-row')?.textContent).toContain('12/18');
  });

  it('lets the longest wait tick without a frame', async () => {
    const { socket, clock, text } = await openPage('/');
    socket.say('snapshot', sampleBoard());
    clock.advance(5000);
    expect(plain(await text())).toContain('max 2 min 19');
  });

  it('has a sentence when something is wrong, and one when all is well', async () => {
    const { socket, page, text } = await openPage('/');
    socket.say('snapshot', sampleBoard({ headline: peak }));
    expect(plain(await text())).toContain(
      'Pic : 7 patients en attente, la file grossit : il en entre 9 par minute, 6 sont pris, 2,4 sont perdus. Attente si on appelle maintenant : 2 min 00. Depuis 10 h 31. Imagerie : il manque 3 secrétaires. 18 présentes sur 20 prévues. Radiologie Sud en concentre 4 sur 7. Téléphonie : 14 lignes prises sur 30, aucun appel refusé, aucune sonnerie sans décroché en 5 min.',
    );
    socket.say('snapshot', sampleBoard({ seq: 11 }));
    expect(plain(await text())).toContain(
      'Tout va bien : 2 patients en attente, il en entre 9 par minute, 6 sont pris, 0,2 sont perdus.',
    );
    expect(page.querySelector('vg-headline-banner section')?.className).toBe('calm');
  });

  it('says that the figures are old once the server is silent', async () => {
    const { socket, clock, text } = await openPage('/');
    socket.say('snapshot', sampleBoard());
    await text();
    clock.advance(9000);
    expect(plain(await text())).toContain('Connexion perdue, chiffres de 10 h 42');
  });

  it('lists who is in trouble, and counts every other clinic once', async () => {
    const { socket, text } = await openPage('/');
    socket.say('snapshot', sampleBoard());
    const shown = plain(await text());
    expect(shown).toContain('Radiologie Sud Imagerie');
    expect(shown).toContain('1 autre cabinet : 1 fermé');
  });

  it('tells a screen reader what a lane shows', async () => {
    const { socket, page, settle } = await openPage('/');
    socket.say('snapshot', sampleBoard());
    await settle();
    const sentences = [...page.querySelectorAll('vg-waiting-lane')].map((lane) =>
      plain(lane.getAttribute('aria-label') ?? ''),
    );
    expect(sentences[0]).toBe(
      'Imagerie : 2 patients en attente, 2 min 14 (Radiologie Sud), 9 s (Radiologie Sud).',
    );
  });

  it('opens a clinic from the address, with its callers masked and their tries', async () => {
    const { socket, text } = await openPage('/?open=clinic:sud');
    socket.say('snapshot', sampleBoard());
    const shown = plain(await text());
    expect(shown).toContain('06 39 98 •• 12 3e appel');
    expect(shown).toContain('numéro masqué');
    expect(shown).toContain('Amel A. Libre depuis 1 min 00');
  });

  it('marks an anomaly: free while a patient waits', async () => {
    const { socket, text } = await openPage('/');
    const totals = {
      ...sampleBoard().totals,
      freeWhileWaiting: true,
      agents: agentCounts({ present: 3, free: 1, on_call: 2 }),
    };
    socket.say('snapshot', sampleBoard({ totals }));
    expect(plain(await text())).toContain('1 libre sur 3 2 en appel ◆ libre alors qu’un patient attend');
  });

  it('has no percentage of nothing', async () => {
    const { socket, text } = await openPage('/');
    const totals = { ...sampleBoard().totals, answerRate30m: ratio(0, 0), longestSince: null, waiting: 0 };
    socket.say('snapshot', sampleBoard({ totals, waiting: {}, teams: {}, clinics: {}, quarters: {} }));
    const shown = plain(await text());
    expect(shown).toContain('– aucun appel en 30 min');
    expect(shown).toContain('personne n’attend');
    expect(shown).toContain('Aucun appel aujourd’hui pour l’instant.');
  });

  it.each([
    ['ca', 'Pacients en espera', '9 pts per sota de l’objectiu'],
    ['en', 'Patients waiting', '9 pts under target'],
  ] as const)('speaks %s', async (language, waiting, under) => {
    const { socket, text } = await openPage('/', language);
    socket.say('snapshot', sampleBoard());
    const shown = plain(await text());
    expect(shown).toContain(waiting);
    expect(shown).toContain(under);
  });

  it('holds still when asked, and goes on with what has come', async () => {
    const { socket, clock, page, text } = await openPage('/');
    socket.say('snapshot', sampleBoard());
    await text();
    const hold = (): HTMLButtonElement | null => page.querySelector('vg-filters-bar > button');
    hold()?.click();
    clock.advance(4000);
    socket.say('snapshot', sampleBoard({ seq: 12, totals: { ...sampleBoard().totals, toCallBack: 99 } }));
    expect(plain(await text())).toContain('max 2 min 14');
    hold()?.click();
    expect(plain(await text())).toContain('À rappeler 99');
  });

  it('tells this month’s satisfaction with its base and margin, and the word for today while there are too few', async () => {
    const { socket, text } = await openPage('/');
    socket.say(
      'snapshot',
      sampleBoard({
        satisfaction: {
          month: {
            satisfied: { value: 0.8192, low: 0.7692, high: 0.8606 },
            n: 271,
            fragile: false,
            suppressed: null,
          },
          today: { satisfied: null, n: null, fragile: false, suppressed: 'few_answers' },
        },
      }),
    );
    expect(plain(await text())).toContain(
      'Répondants satisfaits 82 % ce mois-ci, 271 réponses marge : 77 % à 86 % aujourd’hui : moins de 10 réponses',
    );
  });

  it('has no figure of satisfaction where none is published, and says so', async () => {
    const { socket, text } = await openPage('/');
    const none = { satisfied: null, n: null, fragile: false, suppressed: 'not_published' } as const;
    socket.say('snapshot', sampleBoard({ satisfaction: { month: none, today: none } }));
    expect(plain(await text())).toContain('Répondants satisfaits – ce mois-ci, pas encore publié');
  });
});

describe('patients who wish to be called back after a bad experience', () => {
  const wish = {
    id: 'w/1',
    clinicId: 'sud',
    teamId: 'img',
    answeredAt: Date.parse('2026-11-23T09:38:00Z'),
    calledAt: Date.parse('2026-11-23T08:05:00Z'),
    mask: '06 39 98 •• ••',
    language: 'ca',
  };
  const raised = async () => {
    const http = FakeHttp.withReports();
    const opened = await openPage('/', 'fr', http);
    opened.socket.say('snapshot', sampleBoard({ concerns: { 'w/1': wish } }));
    return { ...opened, http, shown: plain(await opened.text()) };
  };
  const note = (page: HTMLElement): HTMLButtonElement =>
    page.querySelector<HTMLButtonElement>('vg-concerns-card li .button')!;

  it('are raised with their clinic, masked number and times, and are announced', async () => {
    const { page, shown } = await raised();
    expect(shown).toContain('◆ 1 patient souhaite être rappelé après une mauvaise expérience');
    expect(shown).toContain(
      'Radiologie Sud 06 39 98 •• •• a appelé à 9 h 05 · l’a demandé il y a 4 min · catalan J’en prends note',
    );
    expect(page.querySelector('vg-announcer')?.textContent).toContain('souhaite être rappelé');
  });

  it('leave when somebody took note and the board says so', async () => {
    const { page, http, socket, settle } = await raised();
    http.answer('/api/v1/live/concerns', { body: {} });
    note(page).click();
    await settle();
    expect(http.asked.find(({ method }) => method === 'POST')?.address).toBe(
      '/api/v1/live/concerns/w%2F1/acknowledge?tenant=demo',
    );
    expect(note(page).disabled).toBe(true);
    socket.say('snapshot', sampleBoard({ seq: 11 }));
    await settle();
    expect(page.querySelector('vg-concerns-card section')).toBeNull();
  });

  it('stay, and can be tried again, when the note did not get through', async () => {
    const { page, http, settle, text } = await raised();
    http.answer('/api/v1/live/concerns', { status: 403 });
    note(page).click();
    await settle();
    expect(plain(await text())).toContain('Ce n’est pas noté : cette machine n’en a pas le droit.');
    expect(note(page).disabled).toBe(false);
  });
});

describe('the filters', () => {
  const clinics = {
    sud: aClinic('sud', { name: 'Radiologie Sud', kind: 'centre', trouble: ['two_waiting'] }),
    parc: aClinic('parc', { name: 'Clinique du Parc', kind: 'clinique', trouble: ['two_waiting'] }),
  };
  const troubled = (page: HTMLElement): string =>
    [...page.querySelectorAll('vg-board-row [role=rowheader] b')].map((name) => name.textContent).join();

  it('leave the kind of clinic that the address names', async () => {
    const { socket, page, text } = await openPage('/?kind=clinique');
    socket.say('snapshot', sampleBoard({ clinics }));
    const shown = await text();
    expect(troubled(page)).toBe('Imagerie,Clinique du Parc');
    expect(shown).toContain('les marques creuses sont les patients que le filtre écarte');
  });

  it('leave my clinics, which this browser remembers', async () => {
    localStorage.setItem('vigie.clinics.demo', JSON.stringify(['sud']));
    const { socket, page, text } = await openPage('/?mine=yes');
    socket.say('snapshot', sampleBoard({ clinics }));
    await text();
    expect(troubled(page)).toBe('Imagerie,Radiologie Sud');
    localStorage.clear();
  });

  it('take a clinic into mine from its drawer', async () => {
    const { socket, page, settle } = await openPage('/?open=clinic:parc');
    socket.say('snapshot', sampleBoard({ clinics }));
    await settle();
    page.querySelector<HTMLButtonElement>('vg-row-drawer .mine')?.click();
    await settle();
    expect(localStorage.getItem('vigie.clinics.demo')).toBe('["parc"]');
    expect(plain(page.querySelector('vg-row-drawer .mine')?.textContent ?? '')).toContain(
      'Retirer de mes cabinets',
    );
    localStorage.clear();
  });
});

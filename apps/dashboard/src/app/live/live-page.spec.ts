import { describe, expect, it } from '@jest/globals';
import type { HeadlineView, LiveSnapshot, Me } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage } from '../testing/open-page';
import { at, list, patient } from '../testing/sample-callbacks';
import { sampleMe } from '../testing/sample-people';
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

/** The same, with no clinic in trouble and nobody who waits past a line. */
const unmarked = (board: LiveSnapshot): LiveSnapshot => ({
  ...board,
  clinics: Object.fromEntries(
    Object.entries(board.clinics).map(([id, clinic]) => [id, { ...clinic, trouble: [], troubleRank: null }]),
  ),
  teams: Object.fromEntries(
    Object.entries(board.teams).map(([id, team]) => [id, { ...team, longestSince: null }]),
  ),
});

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
    expect(shown).toContain('▲ max 2 min 14 , limite 2 min');
    expect(shown).toContain('jour 91 % 86 % 86 sur 100 ◆ 9 pts sous l’objectif');
    expect(shown).toContain('Perdus, 30 min jour 38 14 0,2 par minute ◆ 9 pas joints depuis');
    expect(shown).toContain('17 patients 19 appels , le premier à 8 h 51');
    expect(shown).toContain('9 sur 10 en moins de 1 min 34');
    expect(shown).toContain('2 libres 18 sur 20 prévues');
    expect(shown).toContain('Téléphonie : 2 s');
    expect(shown).toContain('Démonstration');
    expect(shown).toContain('10:42:00');
  });

  it('tells planned calls that are to be made today, late or done, five figures that stay where they are', async () => {
    const { page, socket, text } = await openPage('/');
    socket.say('snapshot', sampleBoard());
    expect(plain(await text())).toContain(
      'Suivis sur la liste 9 à faire aujourd’hui 5 en retard ◆ 1 faits aujourd’hui 4 cabinets à téléphoner ◆ 1',
    );
    const told = sampleBoard();
    const none = { open: 0, dueToday: 0, late: 0, doneToday: 0, clinicsToTell: 0 };
    socket.say('snapshot', { ...told, totals: { ...told.totals, followups: none } });
    await text();
    expect(page.querySelectorAll('vg-followups-now dl > div')).toHaveLength(5);
    expect(page.querySelector('vg-followups-now')?.textContent).not.toContain('◆');
    socket.say('snapshot', { ...told, totals: { ...told.totals, followups: null } });
    await text();
    expect(page.querySelector('vg-followups-now section')).toBeNull();
  });

  it('opens the calls that were lost today to whoever may see as many as the tile counts', async () => {
    const open = async (permissions: Me['permissions'], centre: Partial<LiveSnapshot['centre']> = {}) => {
      const http = FakeHttp.withReports();
      http.answer('/api/v1/me', { body: sampleMe([], { permissions }) });
      const { socket, page, settle } = await openPage('/', 'fr', http);
      const board = sampleBoard();
      socket.say('snapshot', { ...board, centre: { ...board.centre, ...centre } });
      for (let turn = 0; turn < 3; turn += 1) await settle();
      const day = page.querySelector('vg-live-tile:nth-of-type(3) [aside]');
      expect(plain(day?.textContent ?? '').trim()).toBe('jour 38');
      return day?.getAttribute('href') ?? null;
    };
    const [all, one] = [{ kind: 'all' }, { kind: 'clinics', clinicIds: ['sud'] }] as const;
    const both = (scope: Me['permissions'][number]['scope']): Me['permissions'] =>
      ['board.see', 'calls.read'].map((permission) => ({ permission, scope }));
    const lost =
      '/calls?range=custom&from=2026-11-22T23:00:00.000Z&to=2026-11-23T23:00:00.000Z&count=unanswered';
    expect(decodeURIComponent((await open(both(all))) ?? '')).toBe(lost);
    expect(decodeURIComponent((await open(both(one), { scope: 'clinics' })) ?? '')).toBe(lost);
    // Nobody is led to a list that is wider or narrower than the number.
    expect(await open(both({ kind: 'teams', teamIds: ['img'] }), { scope: 'teams' })).toBeNull();
    expect(await open([{ permission: 'board.see', scope: all }])).toBeNull();
    const narrower = { permission: 'calls.read', scope: one };
    expect(await open([{ permission: 'board.see', scope: all }, narrower])).toBeNull();
    expect(await open(both(all), { dayStart: '2026-11-23T05:10:00.000Z' })).toBeNull();
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
      'Pic : 7 patients en attente, la file grossit : il en entre 9 par minute, 6 sont pris, 2,4 sont perdus. Attente si on appelle maintenant : 2 min 00. Attendent le plus : Radio Sud 2 min 14 (3e appel), Radio Sud 9 s. Depuis 10 h 31. Imagerie : il manque 3 secrétaires. 18 présentes sur 20 prévues. Radiologie Sud en concentre 4 sur 7. Téléphonie en ordre : 14 lignes prises sur 30, aucun appel refusé, aucune sonnerie sans décroché en 5 min.',
    );
    socket.say('snapshot', unmarked(sampleBoard({ seq: 11 })));
    expect(plain(await text())).toContain(
      'Tout va bien : 2 patients en attente, il en entre 9 par minute, 6 sont pris, 0,2 est perdu.',
    );
    // A clinic in trouble, or a wait past a line, is no alarm for the whole centre, but not well either.
    socket.say('snapshot', sampleBoard({ seq: 12 }));
    expect(plain(await text())).toContain('Aucune alerte : 2 patients en attente');
    expect(page.querySelector('vg-headline-banner section')?.className).toBe('calm');
  });

  it('denies no number below it: who is missing, whether the queue grows, where they wait, and who the longest', async () => {
    const { socket, page, text } = await openPage('/');
    const board = sampleBoard();
    const img = board.teams['img'];
    if (img === undefined || board.totals === null) throw new Error('the sample has a team and totals');
    const short = { ...img, planned: 7, agents: agentCounts({ present: 4, on_call: 4 }) };
    socket.say('snapshot', {
      ...board,
      headline: { ...peak, waiting: 3, clinic: null },
      totals: { ...board.totals, waitingChange5m: 0, unreachableDay: 8 },
      teams: { img: short, acc: { ...short, id: 'acc', name: 'Accueil', planned: 5, waiting: 1 } },
    });
    const shown = plain(await text());
    expect(shown).toContain(
      '3 patients en attente, la file ne grossit pas car des patients raccrochent : il en entre',
    );
    expect(shown).toContain(
      'Il manque 4 secrétaires, dont 3 (Imagerie). 18 présentes sur 20 prévues. Dans 2 équipes, surtout Radiologie Sud : 2 sur 3.',
    );
    expect(shown).toContain('Attendent le plus : Radio Sud 2 min 14 (3e appel), Radio Sud 9 s.');
    expect(shown).toContain('18 sur 20 prévues ▲ 4 manquent , dont Imagerie : 3');
    expect(plain(page.querySelector('vg-staff-strip')?.textContent ?? '')).toContain('4 manquent');
    expect(shown).toContain('À rappeler 8 sans n° ce jour');
    const totals = { ...board.totals, agents: agentCounts({ present: 20 }), planned: 20 };
    socket.say('snapshot', { ...board, seq: 11, totals, teams: { img: short } });
    expect(plain(await text())).toContain('20 sur 20 prévues ▲ 3 manquent, trop ailleurs');
  });

  it('names no trouble that its own figures deny, while the level is held', async () => {
    const { socket, page, text } = await openPage('/');
    const held = {
      ...peak,
      kind: 'easing',
      waiting: 0,
      trend: 'steady',
      clinic: null,
      expectedWaitMs: null,
    } as const;
    socket.say('snapshot', sampleBoard({ headline: held }));
    expect(plain(await text())).toContain('Accalmie : personne n’attend, il en entre 9 par minute');
    expect(plain(page.querySelector('vg-headline-banner')?.textContent ?? '')).not.toContain('Depuis');
  });

  it('shows a clinic no card of secretaries: it is told nothing of them', async () => {
    const { socket, page, settle } = await openPage('/');
    const board = sampleBoard();
    const { totals, headline } = board;
    socket.say('snapshot', {
      ...board,
      centre: { ...board.centre, scope: 'clinics' },
      totals: totals === null ? null : { ...totals, agents: null, planned: null },
      headline,
      teams: {},
      agents: {},
    });
    await settle();
    expect(page.querySelector('vg-board-card')).not.toBeNull();
    expect(page.querySelector('vg-agents-card')).toBeNull();
  });

  it('does not call a queue that grows well, in the same breath', async () => {
    const { socket, text } = await openPage('/');
    const growing = { ...sampleBoard().headline, trend: 'growing' } as const;
    socket.say('snapshot', sampleBoard({ headline: growing }));
    const shown = plain(await text());
    expect(shown).toContain(
      'Aucune alerte : 2 patients en attente, la file grossit : il en entre 9 par minute',
    );
    expect(shown).not.toContain('Tout va bien');
  });

  it('shows the same weekday of a week before beside the day, and nothing of it where it is not known', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/metrics', {
      body: { rows: [{ start: '2026-11-16T10:30:00.000+01:00', counts: { presented: 41 } }] },
    });
    const { socket, page, text } = await openPage('/', 'fr', http);
    socket.say('snapshot', sampleBoard());
    await text();
    expect(plain(await text())).toContain('lundi dernier');
    expect(http.asked.map(({ address }) => address)).toContainEqual(
      expect.stringMatching(
        /^\/api\/v1\/metrics\?tenant=demo&from=2026-11-16T07%3A00%3A00.000Z&to=2026-11-16T11/u,
      ),
    );
    page.querySelector<HTMLButtonElement>('vg-day-card header button.link')?.click();
    expect(plain(await text())).toContain('10:30 – 10:45 12 11 1 – – – 48 s 41');

    const other = await openPage('/');
    other.socket.say('snapshot', sampleBoard());
    expect(plain(await other.text())).not.toContain('lundi dernier');
  });

  it('opens the calls that each bar of the day counts, where a list of as many can be had', async () => {
    const day = async (permissions: readonly string[]) => {
      const http = FakeHttp.withReports();
      http.answer('/api/v1/me', { body: sampleMe(permissions) });
      const { socket, page, settle } = await openPage('/', 'fr', http);
      socket.say('snapshot', sampleBoard());
      for (let turn = 0; turn < 3; turn += 1) await settle();
      page.querySelector<HTMLButtonElement>('vg-day-card header button.link')?.click();
      await settle();
      const rows = [...page.querySelectorAll('vg-day-card tr')];
      const row = rows.find((one) => (one.textContent ?? '').includes('10:30'));
      return [...(row?.querySelectorAll('a') ?? [])].map((link) => [
        (link.textContent ?? '').trim(),
        decodeURIComponent(link.getAttribute('href') ?? ''),
      ]);
    };
    const of = '/calls?range=custom&from=2026-11-23T09:30:00.000Z&to=2026-11-23T09:45:00.000Z&count=';
    expect(await day(['board.see', 'calls.read'])).toEqual([
      ['12', `${of}presented`],
      ['11', `${of}answered`],
      ['1', `${of}abandoned`],
    ]);
    expect(await day(['board.see'])).toEqual([]);
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
    expect(plain(await text())).toContain('1 libre 3 sur 20 prévues ◆ libre alors qu’on attend');
  });

  it('names who could be freed: wrap-up beyond a minute first, breaks next', async () => {
    const { socket, page, settle } = await openPage('/');
    const agent = (id: string, name: string, state: 'wrap_up' | 'break' | 'on_call', seconds: number) => ({
      [id]: { id, name, state, teamIds: ['img'], since: sampleNow - seconds * 1000, clinicId: null },
    });
    const agents = {
      ...agent('a1', 'Marc', 'break', 300),
      ...agent('a2', 'Inès', 'wrap_up', 130),
      ...agent('a3', 'Léa', 'wrap_up', 30),
      ...agent('a4', 'Zoé', 'on_call', 400),
    };
    socket.say('snapshot', sampleBoard({ agents }));
    await settle();
    expect(plain(page.querySelector('.freeable')?.textContent ?? '')).toBe(
      'Peuvent se libérer : Inès (post-appel 2 min 10), Marc (pause)',
    );
  });

  it('names nobody where the centre did not inform its staff, and says so', async () => {
    const { socket, page, settle } = await openPage('/');
    const { centre } = sampleBoard();
    socket.say('snapshot', sampleBoard({ centre: { ...centre, namesFreeable: false } }));
    await settle();
    expect(plain(page.querySelector('.freeable')?.textContent ?? '').trim()).toBe(
      'Qui peut se libérer n’est pas dit par nom : le centre ne l’a pas ouvert.',
    );
  });

  it('tells in the browser’s tab how many wait and how bad it is', async () => {
    const { socket, settle } = await openPage('/');
    socket.say('snapshot', sampleBoard({ headline: peak }));
    await settle();
    expect(document.title).toBe('▲ 2 · Télésecrétariat de la Place');
    socket.say('snapshot', sampleBoard({ seq: 11 }));
    await settle();
    expect(document.title).toBe('2 · Télésecrétariat de la Place');
  });

  it('is not green while it is frozen or the telephone system is silent', async () => {
    const { socket, page, settle } = await openPage('/');
    socket.say('snapshot', sampleBoard());
    await settle();
    const pill = (): string => plain(page.querySelector('vg-connection-pill')?.textContent ?? '').trim();
    expect(pill()).toBe('● En direct');
    page.querySelector<HTMLButtonElement>('vg-filters-bar > button')?.click();
    await settle();
    expect(pill()).toBe('❚❚ Figé à 10 h 42');
    page.querySelector<HTMLButtonElement>('vg-filters-bar > button')?.click();
    const mute = {
      id: 'pbx',
      name: 'Téléphonie',
      lastEventAt: sampleNow - 300_000,
      silent: true,
      offsetMs: 0,
    };
    socket.say('snapshot', sampleBoard({ seq: 11, sources: { pbx: mute } }));
    await settle();
    expect(pill()).toBe('▲ Téléphonie muette');
  });

  it('has two stops of the keyboard a row in trouble at most, and arrows for its numbers', async () => {
    const { socket, page, settle } = await openPage('/');
    socket.say('snapshot', sampleBoard());
    await settle();
    const rows = [...page.querySelectorAll('vg-board-row')];
    const stops = rows.map((row) => row.querySelectorAll('button:not([tabindex="-1"])').length);
    expect(stops).toEqual([1, 2]);
    const [name] = rows[0]?.querySelectorAll('button') ?? [];
    name?.focus();
    name?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(document.activeElement?.closest('.waiting')).not.toBeNull();
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
    ['ca', 'Cap alerta: 2 pacients en espera', '9 pts sota l’objectiu'],
    ['en', 'No alert: 2 patients waiting', '9 pts under target'],
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
    expect(plain(await text())).toContain('99 patients');
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
      'Répondants satisfaits 82 % ce mois, 271 réponses marge : 77 % à 86 % · jour : moins de 10 réponses',
    );
  });

  it('has no figure of satisfaction where none is published, and says so', async () => {
    const { socket, text } = await openPage('/');
    const none = { satisfied: null, n: null, fragile: false, suppressed: 'not_published' } as const;
    socket.say('snapshot', sampleBoard({ satisfaction: { month: none, today: none } }));
    expect(plain(await text())).toContain('– ce mois, pas encore publié');
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
      'Radiologie Sud 06 39 98 •• •• a appelé à 9 h 05 · l’a demandé il y a 4 min · catalan Je m’en occupe',
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
    expect(page.querySelector('vg-concerns-card li')).toBeNull();
    expect(page.querySelector('vg-concerns-card')?.textContent).toContain('personne ne demande');
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
    sud: aClinic('sud', { name: 'Radiologie Sud', kind: 'centre', troubleRank: 0 }),
    parc: aClinic('parc', { name: 'Clinique du Parc', kind: 'clinique', troubleRank: 1 }),
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

  /** What a short list says of itself, and where it leads. */
  const headOf = (short: Element | null) => [
    plain(short?.querySelector('h3')?.textContent ?? '').trim(),
    short?.querySelector('a')?.getAttribute('href'),
  ];

  it('show in its drawer whom it owes a call, the first of them, and the way to all', async () => {
    const http = FakeHttp.withReports();
    http.answer('/api/v1/me', { body: sampleMe(['board.see', 'callbacks.work']) });
    const owed = [1, 2, 3, 4].map((n) => patient(`c${n}`, { dueAt: at(n * 10), clinicId: 'parc' }));
    const late = patient('late', { promised: true, dueAt: at(-22), clinicId: 'parc' });
    http.answer('/api/v1/callbacks', { body: list([...owed, late]) });
    const { socket, page, settle } = await openPage('/?open=clinic:parc', 'fr', http);
    socket.say('snapshot', sampleBoard({ clinics }));
    for (let turn = 0; turn < 5; turn += 1) await settle();
    expect(http.asked.map(({ address }) => address)).toContain('/api/v1/callbacks?clinicId=parc');
    const short = page.querySelector('vg-row-drawer vg-clinic-callbacks');
    expect(headOf(short)).toEqual(['À rappeler 5', '/callbacks?clinic=parc']);
    const rows = [...(short?.querySelectorAll('li b') ?? [])].map((row) => plain(row.textContent).trim());
    expect(rows).toEqual(['▲ en retard de 22 min', '◆ dans 10 min', expect.stringContaining('avant')]);
    // Of all clinics it asks for the first alone, and counts by the sums.
    expect(http.asked.map(({ address }) => address)).toContain('/api/v1/callbacks?limit=3');
    expect(headOf(page.querySelector('.side vg-clinic-callbacks'))).toEqual(['À rappeler 8', '/callbacks']);
  });

  it('show no list to call back to whoever does not work it', async () => {
    const http = FakeHttp.withReports();
    http.answer('/api/v1/me', { body: sampleMe(['board.see']) });
    const { socket, page, settle } = await openPage('/?open=clinic:parc', 'fr', http);
    socket.say('snapshot', sampleBoard({ clinics }));
    for (let turn = 0; turn < 5; turn += 1) await settle();
    expect(page.querySelector('vg-row-drawer .mine')).not.toBeNull();
    expect(page.querySelector('vg-clinic-callbacks')).toBeNull();
  });
});

describe('few clinics in trouble', () => {
  it('leave room for the others below them, from the same line on; many do not', async () => {
    const { page, socket, settle } = await openPage('/', 'fr', FakeHttp.withReports());
    const sud = sampleBoard().clinics['sud']!;
    const boardOf = (troubled: number): LiveSnapshot =>
      sampleBoard({
        clinics: Object.fromEntries(
          Array.from({ length: 12 }, (_, rank) => {
            const isIn = rank < troubled;
            const told = { trouble: isIn ? sud.trouble : [], troubleRank: isIn ? rank : null };
            return [`c${rank}`, { ...sud, ...told, id: `c${rank}`, shortName: `C${rank}` }];
          }),
        ),
      });
    const beside = (): readonly string[] =>
      [...page.querySelectorAll('.beside vg-clinic-grid b')].map((one) => one.textContent ?? '');
    for (const [troubled, others] of [
      [1, 11],
      [4, 8],
      [5, 0],
      [0, 0],
    ] as const) {
      socket.say('snapshot', boardOf(troubled));
      await settle();
      expect([troubled, beside().length]).toEqual([troubled, others]);
    }
  });
});

describe('who deals with a clinic', () => {
  const claimed = async (claim: { by: string; at: number } | null, http = FakeHttp.withReports()) => {
    http.answer('/api/v1/live/clinics', { body: {} });
    const opened = await openPage('/', 'fr', http);
    const sud = { ...sampleBoard().clinics['sud']!, claim };
    opened.socket.say('snapshot', sampleBoard({ clinics: { sud } }));
    await opened.settle();
    const press = async (): Promise<void> => {
      opened.page.querySelector<HTMLButtonElement>('vg-claim-button button')?.click();
      await opened.settle();
    };
    const asked = (): (string | undefined)[] =>
      http.asked.filter(({ method }) => method === 'POST').map(({ address }) => address);
    return { ...opened, press, asked, http };
  };

  it('is asked for a name once, and then only pressed', async () => {
    localStorage.clear();
    const { page, press, asked, settle, http } = await claimed(null);
    await press();
    expect(asked()).toEqual([]);
    const field = page.querySelector<HTMLInputElement>('vg-claim-dialog input')!;
    field.value = ' Claire ';
    field.form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(localStorage.getItem('vigie.name')).toBe('Claire');
    expect(page.querySelector('vg-claim-dialog')).toBeNull();
    expect(asked()).toEqual(['/api/v1/live/clinics/sud/claim?tenant=demo']);
    expect(http.asked.find(({ method }) => method === 'POST')?.body).toEqual({ by: 'Claire' });
    await press();
    expect(asked()).toHaveLength(2);
    localStorage.clear();
  });

  it('is shown with name and minute to all, and lets go of the clinic by pressing again', async () => {
    localStorage.setItem('vigie.name', 'Claire');
    const { page, press, asked } = await claimed({ by: 'Claire', at: sampleNow - 60_000 });
    expect(plain(page.querySelector('vg-claim-button')?.textContent ?? '').trim()).toBe('✓ Claire, 10 h 41');
    await press();
    expect(asked()).toEqual(['/api/v1/live/clinics/sud/release?tenant=demo']);
    localStorage.clear();
  });

  it('lets whoever is signed in let go of their own', async () => {
    const http = FakeHttp.withReports();
    const me = sampleMe(['board.see', 'troubles.claim']);
    http.answer('/api/v1/me', { body: me });
    const by = me.person?.name ?? '';
    const { press, asked, settle } = await claimed({ by, at: sampleNow - 60_000 }, http);
    for (let turn = 0; turn < 3; turn += 1) await settle();
    await press();
    expect(asked()).toEqual(['/api/v1/live/clinics/sud/release?tenant=demo']);
  });

  it('is told over all that are in trouble: how many somebody deals with, who, and how many nobody', async () => {
    const { page, socket, settle } = await claimed(null);
    const about = (): string => plain(page.querySelector<HTMLElement>('.trouble .about')?.title ?? '');
    expect(about()).toBe('1 cabinet, sans personne · les plus touchés d’abord');
    const sud = sampleBoard().clinics['sud']!;
    const by = ['Claire', null, 'Anne', null, 'Claire', 'Paul', 'Inès', null, null, null, null];
    const clinics = by.map((name, rank) => {
      const claim = name === null ? null : { by: name, at: sampleNow - 60_000 };
      return [`c${rank}`, { ...sud, id: `c${rank}`, troubleRank: rank, claim }] as const;
    });
    socket.say('snapshot', sampleBoard({ clinics: Object.fromEntries(clinics) }));
    await settle();
    expect(about()).toMatch(
      /^5 sur 11 pris en charge \(Claire, Anne, Paul et 1 autre\), 6 sans personne · /u,
    );
    socket.say('snapshot', sampleBoard({ clinics: Object.fromEntries(clinics.slice(4, 7)) }));
    await settle();
    expect(about()).toMatch(/^3 sur 3 pris en charge \(Claire, Paul, Inès\) · /u);
  });
});

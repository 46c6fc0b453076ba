import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { AuditEntryView, AuditPage, AuditVerification } from '@vigie/contracts';

import { frAudit } from '../words/fr-audit';
import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

/** An entry of the log; what a test is not about is as usual. */
function sampleEntry(seq: number, more: Partial<AuditEntryView>): AuditEntryView {
  return {
    seq,
    at: '2026-11-23T09:00:00.000Z',
    actor: { kind: 'person', id: 'p1', role: 'supervisor' },
    action: 'board.see',
    subject: null,
    requestId: null,
    address: '192.0.2.0/24',
    times: 1,
    ...more,
  };
}

/** A page of the log in which Claire is known by her name. */
function sampleAuditPage(entries: readonly AuditEntryView[], next: number | null = null): AuditPage {
  return { entries, names: { p1: 'Claire Vasseur', k1: 'crm' }, next };
}

const whole: AuditVerification = {
  running: null,
  last: {
    at: '2026-11-23T04:00:00.000Z',
    entries: 1200,
    from: { seq: 4, at: '2025-11-23T00:00:00.000Z' },
    head: `1203:${'ab'.repeat(32)}`,
    firstBreak: null,
  },
};

const entries = [
  sampleEntry(9, { subject: 'watch', times: 3 }),
  sampleEntry(8, {
    action: 'people.roles',
    actor: { kind: 'command', id: 'root', role: null },
    subject: 'p1 -manager(durand,martin) +officer(all)',
  }),
  sampleEntry(7, { action: 'sign-in.refused', actor: { kind: 'nobody', id: 'p1', role: null } }),
  sampleEntry(6, {
    action: 'comments.see',
    actor: { kind: 'key', id: 'k1', role: null },
    subject: 'GET /api/v1/comments month=2026-10 clinicId=durand',
  }),
  sampleEntry(5, {
    action: 'retention.audit',
    actor: { kind: 'server', id: null, role: null },
    subject: `before=2025-11-23T00:00:00.000Z count=3 after=3:${'0'.repeat(64)}`,
  }),
  sampleEntry(4, { action: 'calls.read', subject: 'GET /api/v1/calls range=month count=unanswered' }),
];

const opened = async (
  http = new FakeHttp(),
  address = '/audit',
): Promise<OpenedPage & { http: FakeHttp }> => {
  http.answer('/api/v1/me', { body: sampleMe(['audit.see', 'audit.verify']) });
  http.answer('/api/v1/audit', { body: sampleAuditPage(entries, 5) });
  http.answer('/api/v1/audit/verification', { body: whole });
  const page = await openPage(address, 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return { http, ...page };
};
const button = (page: HTMLElement, text: string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  return found;
};
const askedOf = ({ asked }: FakeHttp): string[] =>
  asked
    .filter(({ address }) => /\/audit(\?|$)/u.test(address))
    .map(({ address }) => decodeURIComponent(address));

describe('the page of who did what', () => {
  it('says in sentences who did what, to whom, as what, and how often', async () => {
    const { text } = await opened();
    const told = await text();
    expect(told).toContain('Claire Vasseur a regardé le direct (3 fois en une seconde) en continu');
    expect(told).toContain('en tant que superviseur');
    expect(told).toContain(
      'Le compte root, en ligne de commande, a donné ou retiré des rôles Claire Vasseur · − Gérant de cabinet (durand, martin) · + Délégué à la protection des données',
    );
    expect(told).toContain('Quelqu’un, avec l’adresse de Claire Vasseur, n’a pas pu se connecter');
    expect(told).toContain('La clé crm a lu des commentaires de patients mois 2026-10 · cabinet durand');
    expect(told).toContain('Claire Vasseur a ouvert des appels de l’historique Mois · Sans réponse');
    expect(told).toMatch(/Le serveur a retiré le début de ce registre .* 3 retirés 192/u);
  });

  it('says whether it is whole, and since when it is kept', async () => {
    const { text } = await opened();
    expect(await text()).toMatch(
      /Intact : 1\s200 lignes, relues le 23 nov\. 2026.* Conservé depuis le 23 nov\. 2025/u,
    );
  });

  it('says which line was taken away, so that nobody overlooks it', async () => {
    const http = new FakeHttp();
    http.answer('GET /api/v1/audit/verification', {
      body: { running: null, last: { ...whole.last, firstBreak: { seq: 7, kind: 'missing' } } },
    });
    const { page } = await opened(http);
    expect(page.querySelector('vg-log-integrity [role="alert"]')?.textContent).toContain(
      'La ligne 7 a été retirée.',
    );
  });

  it('shows how far a long verification has come, and its end', async () => {
    const { page, http, text, settle } = await opened();
    http.answer('POST /api/v1/audit/verification', {
      body: { ...whole, running: { startedAt: '2026-11-23T09:00:00.000Z', read: 20_000, of: 90_000 } },
    });
    button(page, 'Vérifier maintenant').click();
    await settle();
    expect(await text()).toMatch(/Vérification : 20\s000 lignes sur 90\s000/u);
    expect(page.querySelector('progress')?.value).toBe(20_000);
  });

  it('asks for what is looked for by the address, the last day with it', async () => {
    const { http } = await opened(undefined, '/audit?who=claire&what=signIn&until=2026-11-23');
    expect(askedOf(http)).toEqual(['/api/v1/audit?who=claire&action=sign-in&to=2026-11-24']);
  });

  it('reads older entries after the last that is shown, once each', async () => {
    const { page, http, settle, text } = await opened();
    http.answer('GET /api/v1/audit', { body: sampleAuditPage([sampleEntry(4, { action: 'sign-in' })]) });
    button(page, 'Plus anciens').click();
    button(page, 'Plus anciens').click();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(askedOf(http)).toEqual(['/api/v1/audit', '/api/v1/audit?before=5']);
    expect(await text()).toContain('Claire Vasseur a ouvert une session');
    expect(await text()).toContain('C’est le début de ce qui est conservé.');
  });
});

describe('what was done', () => {
  it('has words for every permission whose use is written down, and never its own name', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../../docs/permissions.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z.]+)` \|.* (read|export|–) \|$/gmu)];
    const kept = rows.flatMap(([, name = '', audit]) =>
      audit !== '–' || !/\.(see|send|note)$/u.test(name) ? [name] : [],
    );
    expect(kept.length).toBeGreaterThan(15);
    expect(kept.filter((name) => !Object.hasOwn(frAudit.deeds, name))).toEqual([]);
  });
});

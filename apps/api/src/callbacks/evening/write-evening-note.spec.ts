import { describe, expect, it } from '@jest/globals';

import type { EveningFacts, NoteLine } from './evening-note';
import { writeEveningNote, type NoteFor } from './write-evening-note';

const now = Date.parse('2026-11-24T19:05:00+01:00');
const line = (reference: string, openedAt: string, more: Partial<NoteLine> = {}): NoteLine => ({
  reference,
  openedAt: Date.parse(openedAt),
  tries: 0,
  promisedAt: null,
  urgent: false,
  planned: null,
  ...more,
});
const facts: EveningFacts = {
  alerts: [
    line('AAAA0006', '2026-11-24T15:20:00+01:00', {
      tries: 1,
      promisedAt: Date.parse('2026-11-24T15:20:00+01:00'),
      planned: { type: 'clinic_alert', reference: 'D-17' },
    }),
  ],
  followups: [
    line('AAAA0007', '2026-11-24T09:00:00+01:00', {
      promisedAt: Date.parse('2026-11-24T18:00:00+01:00'),
      planned: { type: 'post_discharge', reference: 'D-18' },
    }),
    line('AAAA0008', '2026-11-25T09:00:00+01:00', {
      promisedAt: Date.parse('2026-11-25T18:00:00+01:00'),
      planned: { type: 'visit_reminder', reference: null },
    }),
    line('AAAA0009', '2026-11-25T09:00:00+01:00', {
      promisedAt: Date.parse('2026-11-25T18:00:00+01:00'),
      planned: { type: 'pansement', reference: 'D-19' },
    }),
  ],
  neverReached: [line('AAAA0001', '2026-11-23T09:10:00+01:00', { tries: 3 })],
  promised: [
    line('AAAA0002', '2026-11-24T12:00:00+01:00', {
      promisedAt: Date.parse('2026-11-25T09:30:00+01:00'),
      urgent: true,
    }),
    line('AAAA0003', '2026-11-24T08:00:00+01:00', { promisedAt: Date.parse('2026-11-24T09:00:00+01:00') }),
  ],
  tried: [line('AAAA0004', '2026-11-24T14:00:00+01:00', { tries: 1 })],
  messages: [],
  waiting: Array.from({ length: 52 }, () => line('AAAA0005', '2026-11-24T16:00:00+01:00')),
};
const note = (language: 'fr' | 'ca' | 'en' | 'es', more: Partial<NoteFor> = {}, of = facts) =>
  writeEveningNote(of, {
    clinic: {
      name: 'Cabinet Durand',
      timezone: 'Europe/Paris',
      callsBack: false,
      report: { language, recipients: [], contact: null, isCommitted: false },
    },
    centre: 'Accueil',
    now,
    url: 'https://vigie.place.example/callbacks?clinic=durand',
    ...more,
  });

describe('the evening note of a clinic', () => {
  it('says who was not reached, what is promised and who waits, by hour, tries and reference', () => {
    const { subject, text } = note('fr');
    expect(subject).toBe('Accueil\u00a0: 60 patients attendent un appel');
    expect(text).toContain(
      'Jamais joints\u00a0: le délai est passé (1)\n- lun. 23 nov., 09:10 · réf. AAAA0001 · 3 essais\n',
    );
    expect(text).toContain(
      '- 12:00 · réf. AAAA0002 · urgent · promis pour mer. 25 nov., 09:30\n- 08:00 · réf. AAAA0003 · promis pour 09:00, en retard\n',
    );
    expect(text).toContain('Essayés, pas encore joints (1)\n- 14:00 · réf. AAAA0004 · 1 essai\n');
    expect(text).toContain('- et 2 autres\n');
    expect(text.match(/AAAA0005/gu)).toHaveLength(50);
  });

  it('says what the centre is to tell the clinic, and which planned calls are due until tomorrow evening', () => {
    const { text } = note('fr');
    expect(text).toContain(
      'À vous dire\u00a0: le centre doit vous téléphoner (1)\n- 15:20 · dossier D-17 · réf. AAAA0006 · 1 essai\n',
    );
    expect(text).toContain(
      [
        'Appels prévus à vos patients, jusqu’à demain soir (3)',
        '- après une sortie · dossier D-18 · réf. AAAA0007 · promis pour 18:00, en retard',
        '- rappel de visite · réf. AAAA0008 · jusqu’à mer. 25 nov., 18:00',
        '- pansement · dossier D-19 · réf. AAAA0009 · jusqu’à mer. 25 nov., 18:00',
        '',
      ].join('\n'),
    );
    expect(text.indexOf('À vous dire')).toBeLessThan(text.indexOf('Jamais joints'));
  });

  it('is by the clock of the clinic, and in its language', () => {
    const clinic = {
      name: 'Consulta',
      timezone: 'Atlantic/Canary',
      callsBack: true,
      report: { language: 'ca', recipients: [], contact: null, isCommitted: false },
    } as const;
    const { text } = note('ca', { clinic });
    expect(text).toContain('- 13:00 · ref. AAAA0004 · 1 intent\n');
    expect(text).toContain('Encara per trucar, per vosaltres o pel centre (52)');
  });

  it('ends with the messages that the clinic has not acknowledged, and is sent for them alone', () => {
    const messages = [
      line('M-881', '2026-11-24T11:00:00+01:00', { urgent: true }),
      line('M-880', '2026-11-24T10:00:00+01:00'),
    ];
    const { text } = note('fr', {}, { ...facts, messages });
    expect(text).toContain(
      'Messages dont nous n’avons pas d’accusé de réception (2)\n- 11:00 · réf. M-881 · vers un médecin\n- 10:00 · réf. M-880\n',
    );
    const none = { alerts: [], neverReached: [], promised: [], followups: [], tried: [], waiting: [] };
    expect(note('fr', {}, { ...none, messages }).subject).toBe(
      'Accueil\u00a0: 2 messages attendent votre accusé',
    );
  });

  it.each(['fr', 'ca', 'en', 'es'] as const)(
    'says in %s that everybody was reached meanwhile',
    (language) => {
      const none = {
        alerts: [],
        neverReached: [],
        promised: [],
        followups: [],
        tried: [],
        waiting: [],
        messages: [],
      };
      const told = note(language, { url: null }, none);
      expect(told.text).not.toMatch(/undefined|\(0\)|https/u);
      expect(told.subject).not.toContain('\n');
    },
  );
});

import { describe, expect, it } from '@jest/globals';
import type { TableBlock } from '@vigie/contracts';

import { someFigures, someMaterial, someNoted } from '../testing/some-figures';
import type { ReportFigures } from '../figures/report-figures';
import { reportLanguages, type ReportLanguage } from '../words/report-format';
import { toReportDocument } from './to-report-document';

const ids = ['greeting', 'difficult', 'incidents', 'handovers'];
const blocksOf = (told: Partial<ReportFigures>, language: ReportLanguage = 'fr'): readonly TableBlock[] =>
  (toReportDocument(someMaterial(someFigures(told)), language).pages[1]?.blocks ?? []).filter(
    (block): block is TableBlock => block.kind === 'table' && ids.includes(block.id),
  );
const rowsOf = (id: string, told: Partial<ReportFigures> = someNoted()) =>
  blocksOf(told)
    .find((block) => block.id === id)
    ?.rows.map((row) => row.map((cell) => cell.replaceAll(/[\u00a0\u202f]/gu, ' ')));

describe('what was noted, passed on and heard, in the report of a clinic', () => {
  it('tells of 40 difficult calls why, and how many were settled beside the others', () => {
    expect(rowsOf('difficult')).toEqual([
      ['Appels décrochés', '800', ''],
      ['dont difficiles', '40', '5,0 %'],
      ['patient en colère, des difficiles', '20', '50,0 %'],
      ['patient en détresse, des difficiles', '8', '20,0 %'],
      ['patient agressif, des difficiles', '4', '10,0 %'],
      ['pour une autre raison ou sans raison dite', '8', '20,0 %'],
      ['Difficiles réglés pendant l’appel, de ceux dont l’issue est notée', '9', '25,0 %'],
      ['Autres appels réglés pendant l’appel, de ceux dont l’issue est notée', '332', '50,0 %'],
    ]);
  });

  it('tells of 60 messages how far each came, and how many the clinic did not acknowledge', () => {
    expect(rowsOf('handovers')).toEqual([
      ['Messages pour vous', '60', ''],
      ['complets, de ceux dont le contenu est connu', '45', '90,0 %'],
      ['envoyés', '58', '96,7 %'],
      ['remis', '54', '90,0 %'],
      ['dont vous avez accusé réception', '48', '80,0 %'],
      ['sans accusé de réception', '12', '20,0 %'],
      ['Jusqu’à l’accusé de réception : la moitié en moins de', '1 h 30', ''],
      ['Patients adressés à un médecin', '6', '10,0 %'],
      ['dont vous avez accusé réception, de ces patients adressés', '5', '5/6'],
    ]);
  });

  it('tells of 12 urgent calls how many ended and were reviewed, and how soon somebody took one', () => {
    expect(rowsOf('incidents')).toEqual([
      ['Appels marqués urgents', '12', ''],
      ['dont on sait comment ils se sont terminés', '11', '11/12'],
      ['relus par un superviseur, de ceux qui sont terminés', '10', '10/11'],
      ['Jusqu’à ce qu’un superviseur s’en occupe : la moitié en moins de', '24 s', ''],
      ['transférés au 15, au 112 ou à un autre numéro d’urgence', '4', '4/12'],
      ['Du décroché à ce transfert : la moitié en moins de', '1 min 35 s', ''],
    ]);
  });

  it('tells when callers heard the greeting, and who hung up before, during and after it', () => {
    expect(rowsOf('greeting')).toEqual([
      ['Appels observés', '900', ''],
      ['ont entendu l’accueil', '810', '90,0 %'],
      ['Jusqu’à l’accueil : la moitié en moins de', '2 s', ''],
      ['Jusqu’à l’accueil : neuf sur dix en moins de', '9 s', ''],
      ['après une sonnerie, une musique ou une annonce, de ceux qui l’ont entendu', '81', '10,0 %'],
      ['écouté jusqu’au bout, de ceux qui l’ont entendu', '720', '88,9 %'],
      ['ont raccroché avant l’accueil', '9', '1,0 %'],
      ['ont raccroché pendant l’accueil', '45', '5,0 %'],
      ['ont raccroché après l’accueil, sans réponse', '36', '4,0 %'],
      ['Décrochés à qui une attente a été annoncée', '200', ''],
      ['Écart entre l’attente annoncée et la vraie : la moitié au plus', '25 s', ''],
      ['Écart entre l’attente annoncée et la vraie : neuf sur dix au plus', '2 min', ''],
    ]);
  });

  it('says nothing of a wait that nobody announced, a message that nobody wrote, a reason that nobody had', () => {
    const { noted, handovers, incidents, greeting } = someNoted();
    const told = {
      ...(noted && { noted: { ...noted, difficultNoted: 0, difficultResolved: 0 } }),
      ...(handovers && {
        handovers: { ...handovers, handoversWritten: 0, referrals: 0, medianToAcknowledgedMs: null },
      }),
      ...(incidents && {
        incidents: {
          ...{ ...incidents, incidentsEnded: 0, incidentsReviewed: 0, incidentReviewedRate: null },
          ...{ incidentTakenMedianMs: null, incidentsToEmergency: 0, incidentToEmergencyMedianMs: null },
        },
      }),
      ...(greeting && { greeting: { ...greeting, waitsAnnounced: 0, greetedAfterOther: 0 } }),
    };
    expect(rowsOf('difficult', told)).toHaveLength(7);
    expect(rowsOf('handovers', told)).toHaveLength(5);
    expect(rowsOf('incidents', told)).toHaveLength(2);
    expect(rowsOf('greeting', told)).toHaveLength(8);
  });

  it('has none of the four in a report that was written down before them', () => {
    expect(blocksOf({})).toEqual([]);
  });

  it.each(reportLanguages)('is worded whole in %s', (language) => {
    const blocks = blocksOf(someNoted(), language);
    expect(blocks.map(({ id }) => id)).toEqual(ids);
    expect(JSON.stringify(blocks)).not.toMatch(/undefined|NaN/u);
    for (const { rows } of blocks) for (const row of rows) expect(row).toHaveLength(3);
  });
});

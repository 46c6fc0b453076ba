import { describe, expect, it } from '@jest/globals';
import type { TableBlock } from '@vigie/contracts';

import { someDone, someFigures, someMaterial } from '../testing/some-figures';
import type { ReportFigures } from '../figures/report-figures';
import { reportLanguages } from '../words/report-format';
import { toReportDocument } from './to-report-document';

const ids = ['missed', 'followups', 'campaigns', 'returns'];
const blocksOf = (
  told: Partial<ReportFigures>,
  language: (typeof reportLanguages)[number] = 'fr',
  status: 'final' | 'running' = 'final',
): readonly TableBlock[] => {
  const { pages } = toReportDocument(someMaterial(someFigures(told), { status }), language);
  return (pages[1]?.blocks ?? []).filter(
    (block): block is TableBlock => block.kind === 'table' && ids.includes(block.id),
  );
};
const plain = (rows: readonly (readonly string[])[] | undefined) =>
  rows?.map((row) => row.map((cell) => cell.replaceAll(/[\u00a0\u202f]/gu, ' ')));

describe('what was done, in the report of a clinic', () => {
  it('tells of the 42 who were missed what became of each, how soon and how long it took', () => {
    const [missed] = blocksOf(someDone());
    expect(plain(missed?.rows)).toEqual([
      ['Patients non pris', '42', ''],
      ['Joints', '39', '92,9 %'],
      ['dont ils ont rappelé eux-mêmes', '22', '52,4 %'],
      ['dont dans l’heure', '31', '73,8 %'],
      ['dont dans la même demi-journée', '32', '76,2 %'],
      ['dont avant la fermeture du jour (objectif 80 % non tenu : 78,6 % des cas décidés)', '33', '78,6 %'],
      ['Clos pour une raison (faux numéro, déjà réglé, refus)', '2', '4,8 %'],
      ['Jamais joints', '1', '2,4 %'],
      ['Premier essai : la moitié en moins de', '18 min', ''],
      ['Jusqu’au contact : la moitié en moins de', '38 min', ''],
      ['Nouveaux appels par patient joint', '0,6', ''],
    ]);
  });

  it('tells of the calls that were planned which were made in time, and what patients understood', () => {
    const [, followups] = blocksOf(someDone());
    expect(plain(followups?.rows)).toEqual([
      ['À faire', '48', ''],
      ['faits dans les temps', '41', '85,4 %'],
      ['faits en retard', '4', '8,3 %'],
      ['non faits, délai passé', '1', '2,1 %'],
      ['non faits, délai en cours', '2', '4,2 %'],
      ['Patients joints, des suivis faits', '43', '95,6 %'],
      ['Questions d’après sortie répondues, des patients joints', '30', '69,8 %'],
      ['Médicaments compris et pris, des patients qui ont répondu', '27', '90,0 %'],
      ['Annulés, comptés à part', '3', ''],
      ['Prévus pendant l’appel du patient', '6', ''],
      ['Prévus après l’appel du patient', '2', ''],
    ]);
  });

  it('tells what campaigns offered and what was answered, each share with its base and its interval', () => {
    const campaigns = blocksOf(someDone())[2];
    // Wilson of 104/160 is 0.5733 to 0.7196.
    expect(plain(campaigns?.rows)).toEqual([
      ['Proposé (une réponse a été donnée)', '160', ''],
      ['dont en appel du patient', '120', '75,0 %'],
      ['dont en appelant votre liste', '40', '25,0 %'],
      ['Accepté', '104', '65,0 % (57 à 72 %)'],
      ['Refusé', '56', '35,0 % (28 à 43 %)'],
      ['Appels où ce n’était pas le moment de proposer, comptés à part', '12', ''],
    ]);
    const { campaigns: many, ...rest } = someDone();
    const few = { ...many, campaignAccepted: 3, campaignRefused: 4, campaignNotOffered: 0 };
    const [, , told] = blocksOf({
      ...rest,
      campaigns: { ...few, campaignOfferedInCalls: 7, campaignOfferedByList: 0 },
    });
    expect(plain(told?.rows)?.slice(-2)).toEqual([
      ['Accepté', '3', '3/7'],
      ['Refusé', '4', '4/7'],
    ]);
  });

  it('tells how patients came back, provisionally until the seven days have passed', () => {
    const { returns, ...rest } = someDone();
    const [, , , told] = blocksOf({ ...rest, ...(returns && { returns }) });
    expect(plain(told?.rows)).toEqual([
      ['Appels décrochés de patients reconnus', '500', ''],
      ['suivis d’un autre appel du même patient sous 7 jours', '60', '12,0 %'],
      ['suivis d’un autre sous 24 heures', '30', '6,0 %'],
      ['Réglés au premier appel (pas d’autre pour le même motif sous 7 jours)', '364', '91,0 %'],
      ['Du premier appel au besoin réglé : la moitié en moins de', '3 min', ''],
      ['Du premier appel au besoin réglé : neuf sur dix en moins de', '2 h 30', ''],
    ]);
    expect(told?.note).not.toContain('provisoire');
    const [, , , soon] = blocksOf({
      ...rest,
      ...(returns && { returns: { ...returns, provisional: true } }),
    });
    expect(soon?.note).toContain('provisoire');
  });

  it('judges no target while the month runs, nor where none was promised', () => {
    const { callers, ...rest } = someDone();
    const without = {
      ...callers,
      ...(callers.soon && { soon: { ...callers.soon, beforeClosingTarget: null } }),
    };
    const [running] = blocksOf(someDone(), 'fr', 'running');
    const [unpromised] = blocksOf({ ...rest, callers: without });
    for (const block of [running, unpromised])
      expect(block?.rows[5]?.[0]).toBe('dont avant la fermeture du jour');
  });

  it('says nothing of it where nothing was planned or known, and in reports written down before', () => {
    const { numbers, neverReached } = someDone().callers;
    const before = { ...someFigures().callers, numbers, neverReached };
    expect(blocksOf({})).toEqual([]);
    expect(blocksOf({ callers: before })).toEqual([]);
  });

  it.each(reportLanguages)('is worded whole in %s', (language) => {
    const blocks = blocksOf(someDone(), language);
    expect(blocks.map(({ id }) => id)).toEqual(ids);
    expect(JSON.stringify(blocks)).not.toMatch(/undefined|NaN/u);
    for (const { rows } of blocks) for (const row of rows) expect(row).toHaveLength(3);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { DiagnosisLight, TableBlock } from '@vigie/contracts';
import { thresholdSources, usualThresholds, type ThresholdName } from '@vigie/metrics';

import { readFigures, type DiagnosisFigures, type ReportFigures } from '../figures/report-figures';
import { readAloud, readPdf } from '../pdf/testing/read-pdf';
import { drawReportPdf } from '../pdf/draw-report-pdf';
import { reportFonts } from '../pdf/fonts';
import { reportCsv } from '../csv/report-csv';
import { someFigures, someMaterial } from '../testing/some-figures';
import { reportLanguages, type ReportLanguage } from '../words/report-format';
import { toReportDocument } from './to-report-document';

const by = (...names: readonly ThresholdName[]): DiagnosisLight['thresholds'] =>
  names.map((name) => ({ name, value: usualThresholds[name], source: thresholdSources[name] }));
const lights: readonly DiagnosisLight[] = [
  {
    name: 'complicated',
    state: 'amber',
    evidence: { paths: 8, chosen: 1084, rare: 2 },
    items: [
      { name: 'Devis', count: 6 },
      { name: 'Matériel', count: 4 },
    ],
    thresholds: by('pathsWatch', 'pathsRed', 'rareShare', 'leastPaths'),
    before: 'green',
  },
  {
    name: 'simple',
    state: 'notApplicable',
    evidence: { specific: 6, general: 2, chosen: 1084, onGeneral: 238, generalShare: 0.22 },
    items: [],
    thresholds: by('generalShare', 'leastPaths'),
    before: 'notApplicable',
  },
  {
    name: 'long',
    state: 'green',
    evidence: { words: 940, answers: 41, lookUps: 212, medianSearchMs: 9_000 },
    items: [],
    thresholds: by('wordsWatch', 'wordsRed', 'searchWatchSeconds', 'searchRedSeconds', 'leastLookUps'),
    before: 'green',
  },
  {
    name: 'short',
    state: 'red',
    evidence: { lookUps: 212, missed: 58, missedShare: 0.27, filled: 6, stale: 1, empty: 2 },
    items: [
      { name: 'parking', count: 17 },
      { name: 'madame martin', count: 1 },
    ],
    thresholds: by('missedShare', 'emptyBasics', 'leastLookUps'),
    before: 'red',
  },
  {
    name: 'greeting',
    state: 'notEnoughData',
    evidence: { queued: 12, greeted: 0, greetedShare: 0, greetedLate: 0, medianToGreetingMs: null },
    items: [],
    thresholds: by('greetedShare', 'greetingWithinSeconds', 'lateShare', 'leastQueued'),
    before: null,
  },
  {
    name: 'disclosure',
    state: 'notEnoughData',
    evidence: { written: 1, listened: 0, disclosed: 0, disclosedShare: null },
    items: [],
    thresholds: by('disclosedShare', 'leastListened'),
    before: null,
  },
];
const judged: DiagnosisFigures = { sheetVersion: 7, revision: 1, why: 'first', lights: [...lights] };

const documentOf = (diagnosis: DiagnosisFigures | null, language: ReportLanguage = 'fr') =>
  toReportDocument(someMaterial(someFigures(diagnosis === null ? {} : { diagnosis })), language);
function blockOf(diagnosis: DiagnosisFigures, language: ReportLanguage = 'fr'): TableBlock {
  const blocks = documentOf(diagnosis, language).pages.flatMap((page) => page.blocks);
  const found = blocks.find(({ id }) => id === 'diagnosis');
  if (found?.kind !== 'table') throw new Error('no diagnosis');
  return found;
}
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

describe('the six errors in a report', () => {
  it('are told each by sign and word, with what they go by, their thresholds and sources, and the month before', () => {
    const { note = '', rows } = blockOf(judged);
    expect(plain(note)).toBe('fiche version 7 ; une couleur dit quoi reprendre, jamais un classement');
    expect(rows.map((row) => [plain(row[1] ?? ''), row[3]])).toEqual([
      ['◆ à surveiller', 'vert'],
      ['– ne s’applique pas', 'inchangé'],
      ['● vert', 'inchangé'],
      ['▲ à corriger', 'inchangé'],
      ['○ pas assez de données', 'pas évalué'],
      ['○ pas assez de données', 'pas évalué'],
    ]);
    expect(plain(rows[0]?.[2] ?? '')).toBe(
      '8 chemins ; 2 presque jamais pris, sur 1 084 choix. Surtout : Matériel (4), Devis (6). Seuils : chemins, à surveiller au-delà de 6 (hypothèse) ; chemins, à corriger au-delà de 10 (hypothèse) ; presque jamais pris : moins de 1 % (hypothèse) ; choix de chemin, au moins 100 (hypothèse).',
    );
    expect(plain(rows[3]?.[2] ?? '')).toContain(
      'recherches sans réponse, au plus 20 % (guide des six erreurs)',
    );
    expect(plain(rows[4]?.[2] ?? '')).toContain('la moitié l’entend en – au plus');
    expect(rows[5]?.[2]).toContain('La phrase est dans la fiche.');
  });

  it('name no question that was asked once: it may be about somebody', () => {
    const short = blockOf(judged).rows[3]?.[2] ?? '';
    expect(short).toContain('parking (17)');
    expect(short).not.toContain('martin');
  });

  it('name the paths that are taken least, those that nobody took before all', () => {
    const [complicated, ...others] = lights;
    const items = [6, 0, 4, 1].map((count) => ({ name: `Chemin ${count}`, count }));
    const light = { ...(complicated as DiagnosisLight), items };
    const evidence = plain(blockOf({ ...judged, lights: [light, ...others] }).rows[0]?.[2] ?? '');
    expect(evidence).toContain('Surtout : Chemin 0 (0), Chemin 1 (1), Chemin 4 (4).');
  });

  it('say why they are another judgement than the first', () => {
    const { note = '' } = blockOf({ ...judged, sheetVersion: null, revision: 2, why: 'events' });
    expect(plain(note)).toContain(
      'aucune fiche n’avait cours ; révision 2 : des événements sont arrivés après coup',
    );
  });

  it.each(reportLanguages)('are whole in %s, in signs that the paper can draw', async (language) => {
    const block = blockOf(judged, language);
    const text = JSON.stringify(block);
    expect(text).not.toMatch(/[{]\w+[}]|undefined|NaN/u);
    const { covers } = await reportFonts();
    expect(block.rows.flat().filter((cell) => !covers(plain(cell)))).toEqual([]);
    expect(new Set(block.rows.map((row) => row.length))).toEqual(new Set([block.columns.length]));
  });

  it('stand in the PDF and in the CSV as on the page', async () => {
    const pdf = await readPdf(await drawReportPdf(documentOf(judged)));
    const aloud = plain(pdf.pages.map(readAloud).join(' '));
    // The font draws two apostrophes alike, and the paper is read as the other one.
    const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+|\u02bc/gu, '');
    const said = letters(aloud);
    expect(
      blockOf(judged)
        .rows.flat()
        .filter((text) => !said.includes(letters(text))),
    ).toEqual([]);
    for (const light of ['◆ à surveiller', '● vert', '▲ à corriger', '○ pas assez de données'])
      expect(aloud).toContain(light);
    const csv = reportCsv(someMaterial(someFigures({ diagnosis: judged })));
    expect(csv).toContain('"diagnosis","short.missedShare","red","0.27","share"');
  });

  it('leave a report that was frozen without them as it was, to the byte', async () => {
    const before = documentOf(null);
    expect(before.pages.flatMap(({ blocks }) => blocks).some(({ id }) => id === 'diagnosis')).toBe(false);
    const stored = JSON.parse(JSON.stringify(someFigures())) as ReportFigures;
    const again = toReportDocument(someMaterial(readFigures(stored)), 'fr');
    expect(again).toEqual(before);
    expect(Buffer.from(await drawReportPdf(again))).toEqual(Buffer.from(await drawReportPdf(before)));
  });
});

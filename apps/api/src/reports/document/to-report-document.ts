import type { ReportBlock, ReportDocument, ReportPage } from '@vigie/contracts';

import type { ReportLanguage } from '../words/report-format';
import { reachComparisonBlock, satisfactionComparisonBlock } from './comparison-blocks';
import { outsideBlock, serviceBlock, sumBlock, waitsBlock } from './detail-blocks';
import { campaignsBlock, followupsBlock, missedBlock, returnsBlock } from './done-blocks';
import { diagnosisBlock } from './diagnosis-block';
import { driversBlock } from './drivers-block';
import { difficultBlock, greetingBlock, handoversBlock, incidentsBlock } from './noted-blocks';
import { commitmentBlock, reachBlock, weekBlock, whenBlock } from './reach-blocks';
import { reasonsBlock } from './reasons-block';
import type { ReportMaterial } from './report-material';
import { sceneOf, typesetAll, type Scene } from './scene';
import { sentencesOf } from './sentences';
import { funnelBlock, importanceBlock } from './response-blocks';
import { allScoresBlock, countsBlock, otherScoresBlock, scoresBlock } from './survey-blocks';
import { actionsBlock, earlierActionsBlock, methodBlock, notesBlock, quotesBlock } from './closing-blocks';
import { trendBlock } from './trend-block';

/** Reasons on page one, which must stay one page. */
const reasonsOnPageOne = 3;

/** The report in a language: what is not known is left out. The same material gives the same document. */
export function toReportDocument(material: ReportMaterial, language: ReportLanguage): ReportDocument {
  const scene = sceneOf(material, language);
  const { words, format, figures } = scene;
  const month = format.monthOfYear(figures.month);
  return typesetAll(language, {
    language,
    clinic: { id: figures.clinic.id, name: figures.clinic.name },
    month: figures.month,
    status: scene.status,
    version: scene.version,
    computedAt: new Date(scene.computedAt).toISOString(),
    title: figures.clinic.name,
    subtitle: [words.product, month, statusText(scene)].join(' · '),
    documentTitle: words.documentTitle(figures.clinic.name, month),
    methodNote: words.methodNote,
    pages: pagesOf(scene),
    footer: footerOf(scene, month),
  });
}

/** On each page: whose report it is, and in short whom to call. */
function footerOf({ words, figures, contact }: Scene, month: string): string {
  const footer = words.footer(figures.clinic.name, month);
  if (contact === null) return footer;
  return `${footer} · ${words.footContact(`${contact.name}, ${contact.phone ?? contact.email ?? ''}`)}`;
}

function statusText({ words, format, status, version, computedAt, figures }: Scene): string {
  const day = format.day(computedAt, figures.timezone);
  if (status === 'empty') return words.status.empty;
  return status === 'revised' ? words.status.revised(day, version) : words.status[status](day);
}

function pagesOf(scene: Scene): ReportPage[] {
  const { words } = scene;
  return [
    { id: 'summary', title: words.pages.summary, blocks: told(summaryBlocks(scene)) },
    { id: 'detail', title: words.pages.detail, blocks: told(detailBlocks(scene)) },
    { id: 'method', title: words.pages.method, blocks: [methodBlock(scene)] },
  ];
}

function summaryBlocks(scene: Scene): (ReportBlock | null)[] {
  return [
    commitmentBlock(scene),
    { kind: 'sentences', id: 'sentences', sentences: sentencesOf(scene) },
    reachBlock(scene),
    whenBlock(scene),
    scoresBlock(scene),
    trendBlock(scene),
    reasonsBlock(scene, reasonsOnPageOne),
    actionsBlock(scene),
  ];
}

function detailBlocks(scene: Scene): (ReportBlock | null)[] {
  return [
    notesBlock(scene),
    sumBlock(scene),
    missedBlock(scene),
    followupsBlock(scene),
    campaignsBlock(scene),
    returnsBlock(scene),
    reachComparisonBlock(scene),
    waitsBlock(scene),
    serviceBlock(scene),
    weekBlock(scene),
    outsideBlock(scene),
    greetingBlock(scene),
    { ...reasonsBlock(scene, 20), id: 'all-reasons' },
    difficultBlock(scene),
    incidentsBlock(scene),
    handoversBlock(scene),
    funnelBlock(scene),
    allScoresBlock(scene),
    countsBlock(scene),
    otherScoresBlock(scene),
    satisfactionComparisonBlock(scene),
    driversBlock(scene),
    importanceBlock(scene),
    quotesBlock(scene),
    diagnosisBlock(scene),
    earlierActionsBlock(scene),
  ];
}

const told = (blocks: readonly (ReportBlock | null)[]): ReportBlock[] =>
  blocks.filter((block) => block !== null);

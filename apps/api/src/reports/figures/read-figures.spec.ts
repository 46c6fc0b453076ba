import { describe, expect, it } from '@jest/globals';

import { toReportDocument } from '../document/to-report-document';
import { renderReportPdf } from '../pdf/render-report-pdf';
import { someAnswer, someFigures, someMaterial, someReach } from '../testing/some-figures';
import { readFigures, type ReportFigures } from './report-figures';

const figures = someFigures({
  reach: someReach({ answered: 90, losses: { abandoned: 10 }, closed: 7, answeredOutside: 2 }),
  satisfaction: {
    answer: someAnswer('2026-10', [12, 13, 24, 98, 124]),
    before: someAnswer('2026-09', [20, 18, 25, 110, 127]),
    yearBefore: null,
    months: [],
    drivers: [],
    peers: null,
  },
  past: someFigures().past.map((month) => ({ ...month, covered: 100, coveredAnswered: 88, presented: 110 })),
});

/** The same figures as an earlier version wrote them down. */
function asOnceWritten({ reach, past, ...others }: ReportFigures): ReportFigures {
  const before = ({ coveredAnswered, ...counts }: { readonly coveredAnswered: number }) => ({
    ...counts,
    answered: coveredAnswered,
  });
  const written = { ...others, reach: before(reach), past: past.map(before) };
  return JSON.parse(JSON.stringify(written)) as ReportFigures;
}

describe('a report frozen by an earlier version', () => {
  it('has the same figures under the new names', () => {
    const stored = asOnceWritten(figures);
    expect(stored.reach).toHaveProperty('answered', 90);
    expect(stored.reach).not.toHaveProperty('coveredAnswered');
    expect(readFigures(stored)).toEqual(figures);
    expect(readFigures(figures)).toEqual(figures);
  });

  it('says of its callers what it said then, and nothing that it did not count', () => {
    const { withinHour: none, closed, ...earlier } = figures.callers;
    expect([none, closed]).toEqual([0, 0]);
    const numbers = { ...earlier, numbers: 12, calledAgain: 7, neverReached: 5 };
    const callers = { ...numbers, withinHour: 4, closed: 0 };
    const textOf = (told: ReportFigures) => JSON.stringify(toReportDocument(someMaterial(told), 'fr'));
    const [before, now] = [textOf({ ...figures, callers: numbers }), textOf({ ...figures, callers })];
    expect(now).toContain('Sur 12 patients non pris, ');
    expect(now).toContain(', dont 4 dans l’heure.');
    expect(now).toContain('patients jamais joints, sur 12 non pris');
    expect(before).not.toContain('patients non pris');
    expect(before).toContain('numéros jamais joints, sur 12 sans réponse');
  });

  it('is the same PDF, byte for byte', async () => {
    const pdfOf = (told: ReportFigures) => renderReportPdf(toReportDocument(someMaterial(told), 'fr'));
    const [before, now] = [await pdfOf(readFigures(asOnceWritten(figures))), await pdfOf(figures)];
    expect(before.equals(now)).toBe(true);
  });
});

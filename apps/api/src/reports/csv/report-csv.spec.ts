import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import {
  someAnswer,
  someDone,
  someFigures,
  someMaterial,
  someNoted,
  someReach,
} from '../testing/some-figures';
import { reportCsv } from './report-csv';

const clinic = {
  id: '=HYPERLINK("http://x.example")',
  name: 'Cabinet "Durand", Nord\nÉtage 2',
  kind: 'cabinet',
};
const satisfaction = {
  answer: someAnswer('2026-10', [121, 146, 457, 413, 318]),
  before: null,
  yearBefore: null,
  months: [],
  drivers: [],
  peers: null,
};
const figures = someFigures({
  clinic,
  reach: someReach({ answered: 1455, losses: { unspecified: 317 } }),
  waits: { answeredMedianMs: 67_000, answeredMeanMs: 67_219.93127147766, medianMs: 67_000, p90Ms: 109_000 },
  satisfaction,
});
const text = reportCsv(someMaterial(figures));
const rows = parse<Record<string, string>>(text, { columns: true, bom: true });
const value = (block: string, item: string) =>
  rows.find((row) => row['block'] === block && row['item'] === item)?.['value'];

describe('a report as CSV', () => {
  it('tells every figure of a rated month to the last digit', () => {
    expect(['presented', 'answered', 'unanswered'].map((item) => value('reach', item))).toEqual([
      '1772',
      '1455',
      '317',
    ]);
    expect(['1', '2', '3', '4', '5'].map((mark) => value('satisfaction', `overall.${mark}`))).toEqual([
      '121',
      '146',
      '457',
      '413',
      '318',
    ]);
    expect(Number(value('satisfaction', 'overall.mean'))).toBeCloseTo(5026 / 1455, 12);
    expect(Number(value('satisfaction', 'overall.favourable'))).toBeCloseTo(731 / 1455, 12);
    expect(value('waits', 'answeredMeanMs')).toBe('67219.93127147766');
  });

  it('is RFC 4180: every cell quoted, lines ended by CR LF, the same number of cells in each', () => {
    expect(text.startsWith('\ufeff"clinic_id","clinic","month",')).toBe(true);
    expect(text).toContain('"Cabinet ""Durand"", Nord\nÉtage 2"');
    expect(text.endsWith('\r\n')).toBe(true);
    expect(new Set(rows.map((row) => Object.keys(row).length))).toEqual(new Set([13]));
  });

  it('runs nothing in a spreadsheet', () => {
    expect(rows[0]?.['clinic_id']).toBe('\'=HYPERLINK("http://x.example")');
  });

  it('tells what was done about those whom nobody answered, and nothing of it in a report that knew nothing of it', () => {
    const told = someFigures(someDone());
    const lines = parse<Record<string, string>>(reportCsv(someMaterial(told)), { columns: true, bom: true });
    const row = (block: string, item: string) => {
      const found = lines.find((line) => line['block'] === block && line['item'] === item);
      return [found?.['value'], found?.['unit']];
    };
    expect(row('callers', 'recoveredBeforeClosing')).toEqual(['33', 'numbers']);
    expect(row('callers', 'beforeClosingTarget')).toEqual(['0.8', 'share']);
    expect(row('callers', 'medianToReachedMs')).toEqual(['2280000', 'ms']);
    expect(row('returns', 'repeatRate')).toEqual(['0.12', 'share']);
    expect(row('returns', 'repeatedWithinDay')).toEqual(['30', 'calls']);
    expect(row('followups', 'doneOnTime')).toEqual(['41', 'followups']);
    expect(row('campaigns', 'campaignOffered')).toEqual(['160', 'answers']);
    expect(lines.find(({ item }) => item === 'campaignAcceptedRate')).toMatchObject({
      ...{
        value: '0.65',
        n: '160',
        low: expect.stringMatching(/^0\.57/u),
        high: expect.stringMatching(/^0\.7/u),
      },
    });
    expect(
      rows.filter((line) => ['returns', 'followups', 'campaigns'].includes(line['block'] ?? '')),
    ).toEqual([]);
  });

  it('has what was noted, messages, urgent calls and the greeting by the names of the registry, and none of a report before them', () => {
    const lines = parse<Record<string, string>>(reportCsv(someMaterial(someFigures(someNoted()))), {
      columns: true,
      bom: true,
    });
    const row = (block: string, item: string) => {
      const found = lines.find((line) => line['block'] === block && line['item'] === item);
      return [found?.['value'], found?.['unit']];
    };
    expect(row('noted', 'difficultRate')).toEqual(['0.05', 'share']);
    expect(row('noted', 'difficultComplaint')).toEqual(['0', 'calls']);
    expect(row('handovers', 'handoversAcknowledged')).toEqual(['48', 'messages']);
    expect(row('handovers', 'medianToAcknowledgedMs')).toEqual(['5400000', 'ms']);
    expect(row('incidents', 'incidents')).toEqual(['12', 'incidents']);
    expect(row('incidents', 'incidentsReviewed')).toEqual(['10', 'incidents']);
    expect(row('incidents', 'incidentTakenMedianMs')).toEqual(['24000', 'ms']);
    expect(row('greeting', 'hungUpDuring')).toEqual(['45', 'calls']);
    expect(row('greeting', 'p90ToGreetingMs')).toEqual(['9000', 'ms']);
    const later = ['noted', 'handovers', 'incidents', 'greeting'];
    expect(rows.filter((line) => later.includes(line['block'] ?? ''))).toEqual([]);
  });

  it('says why, and no number, where satisfaction is hidden', () => {
    const hidden = someFigures({ satisfaction: { ...satisfaction, answer: someAnswer('2026-10', null) } });
    const lines = parse<Record<string, string>>(reportCsv(someMaterial(hidden)), {
      columns: true,
      bom: true,
    });
    const told = lines.filter((row) => row['block'] === 'satisfaction');
    expect(told.map((row) => [row['item'], row['value'], row['n']])).toEqual([
      ['suppressed:few_answers', '', ''],
    ]);
  });
});

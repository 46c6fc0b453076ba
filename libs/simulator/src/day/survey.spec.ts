import { describe, expect, it } from '@jest/globals';
import { readSurveyItems, surveyItem } from '@vigie/contracts';
import type { IncomingEvent } from '../incoming-event';
import { addDays } from '../local-date';
import { simulateDays } from '../simulate-days';
import { tellCalls, type ToldCall } from '../testing/tell-days';

// long before the anchor: fewer secretaries, longer waits
const options = { anchor: '2026-12-01', smallPractices: false };
const events = [...simulateDays('surveys', '2026-06-01', '2026-06-13', options)];
const calls = tellCalls(events);
const ofType = (type: string): readonly IncomingEvent[] => events.filter((event) => event.type === type);
const itemsOf = ({ data }: IncomingEvent): Readonly<Record<string, unknown>> =>
  data['items'] as Readonly<Record<string, unknown>>;

type Answer = { readonly call: ToldCall; readonly items: Readonly<Record<string, number>> };
const answers = ofType('survey.answered').flatMap((event): readonly Answer[] => {
  const call = calls.get(event.subject);
  return call === undefined ? [] : [{ call, items: readSurveyItems(itemsOf(event)).items }];
});
const wasAnswered = ({ call }: Answer): boolean => call.end === 'answered';
const shareOf = <T>(list: readonly T[], condition: (one: T) => boolean): number =>
  list.filter(condition).length / list.length;
const meanOf = (list: readonly Answer[], item: string): number => {
  const values = list.flatMap(({ items }) => items[item] ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};
const waited = (fromS: number, toS: number): readonly Answer[] =>
  answers.filter((one) => {
    const waitS = (one.call.waitMs ?? Number.NaN) / 1_000;
    return wasAnswered(one) && waitS >= fromS && waitS < toS;
  });

describe('the surveys of a simulated fortnight', () => {
  it('ask somewhat more than half of the callers, each at most once a day, and nearly all arrive', () => {
    const invited = ofType('survey.invited');
    const callers = new Map(ofType('call.initiated').map(({ subject, data }) => [subject, data['ani']]));
    const asked = invited.map(({ subject, time }) => `${time.slice(0, 10)} ${String(callers.get(subject))}`);
    expect(new Set(asked).size / asked.length).toBeGreaterThan(0.99);
    const answered = [...calls.values()].filter(({ end }) => end === 'answered');
    expect(invited.length / answered.length).toBeGreaterThan(0.5);
    expect(invited.length / answered.length).toBeLessThan(0.6);
    expect(ofType('survey.delivered').length / invited.length).toBeCloseTo(0.96, 1);
    expect(ofType('survey.refused').length).toBeGreaterThan(20);
  });

  it('are answered by 18 % of those who were answered and by 11 % of those who were not', () => {
    const isAnswered = ({ subject }: IncomingEvent): boolean => calls.get(subject)?.end === 'answered';
    const delivered = ofType('survey.delivered');
    const replies = ofType('survey.answered');
    const rate = (condition: (event: IncomingEvent) => boolean): number =>
      replies.filter(condition).length / delivered.filter(condition).length;
    expect(rate(isAnswered)).toBeGreaterThan(0.155);
    expect(rate(isAnswered)).toBeLessThan(0.205);
    expect(rate((event) => !isAnswered(event))).toBeGreaterThan(0.07);
    expect(rate((event) => !isAnswered(event))).toBeLessThan(0.15);
  });

  it('hold only values of the item bank, and ask nobody about a conversation that was none', () => {
    for (const event of ofType('survey.answered'))
      expect(readSurveyItems(itemsOf(event)).rejected).toEqual([]);
    const asked = answers.filter((one) => !wasAnswered(one)).flatMap(({ items }) => Object.keys(items));
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((id) => surveyItem(id)?.answeredOnly !== false)).toEqual([]);
    const all = new Set(answers.flatMap(({ items }) => Object.keys(items)));
    for (const id of [
      'reach',
      'courtesy',
      'listening',
      'clear',
      'resolved',
      'effort',
      'recommend',
      'overall',
    ])
      expect(all).toContain(id);
    expect(all).toContain('attentive');
    expect(all).toContain('return');
  });

  it('score 52, 27, 10, 5 and 6 % from five down to one, within some points', () => {
    [52, 27, 10, 5, 6].forEach((percent, index) => {
      const share = 100 * shareOf(answers, ({ items }) => items['overall'] === 5 - index);
      expect(Math.abs(share - percent)).toBeLessThan(4);
    });
  });

  it('fall with the wait, but courtesy hardly', () => {
    const [short, long] = [waited(0, 20), waited(75, 600)];
    expect(long.length).toBeGreaterThan(60);
    expect(meanOf(short, 'overall') - meanOf(long, 'overall')).toBeGreaterThan(0.3);
    expect(meanOf(short, 'reach') - meanOf(long, 'reach')).toBeGreaterThan(1);
    expect(Math.abs(meanOf(short, 'courtesy') - meanOf(long, 'courtesy'))).toBeLessThan(0.25);
  });

  it('hold a wish to be called back mostly where somebody is unhappy', () => {
    const wish = ({ items }: Answer): boolean => items['callback'] === 1;
    const unhappy = answers.filter(({ items }) => (items['overall'] ?? 5) <= 2);
    const happy = answers.filter(({ items }) => (items['overall'] ?? 0) >= 4);
    expect(shareOf(unhappy, wish)).toBeGreaterThan(0.2);
    expect(shareOf(happy, wish)).toBeLessThan(0.05);
  });

  it('have a comment in the language of the survey in 28 of 100', () => {
    const replies = ofType('survey.answered');
    const commented = replies.filter((event) => itemsOf(event)['comment'] !== undefined);
    expect(commented.length / replies.length).toBeCloseTo(0.28, 1);
    const languages = new Set(commented.map(({ data }) => data['language']));
    for (const language of ['fr', 'ca', 'es']) expect(languages).toContain(language);
    const numbers = commented.flatMap(
      (event) => String(itemsOf(event)['comment']).match(/\d[\d ]{8,}/gu) ?? [],
    );
    expect(numbers.length).toBeGreaterThan(3);
    expect(numbers.filter((number) => !number.startsWith('06 39 98 '))).toEqual([]);
  });

  it('are answered within one day by most, within three days by all', () => {
    const invitedAt = new Map(
      ofType('survey.invited').map(({ subject, time }) => [subject, Date.parse(time)]),
    );
    const hours = ofType('survey.answered').map(
      ({ subject, time }) => (Date.parse(time) - (invitedAt.get(subject) ?? Number.NaN)) / 3_600_000,
    );
    expect(shareOf(hours, (hour) => hour < 24)).toBeGreaterThan(0.8);
    expect(Math.max(...hours)).toBeLessThan(72);
    const late = events.filter(({ time }) => time >= `${addDays('2026-06-13', 4)}T`);
    expect(late.filter(({ type }) => !type.startsWith('followup.'))).toEqual([]);
  });
});

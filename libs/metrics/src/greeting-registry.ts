import type { KpiText } from './kpi';

/** Where in its greeting a caller was. */
export type GreetingPhase = 'before' | 'during' | 'after';
const greetingPhases = ['before', 'during', 'after'] as const satisfies readonly GreetingPhase[];

/** Calls that ended, or were answered, in one second after they arrived, in one phase. */
export type GreetingSecond = {
  /** Full seconds since the call arrived. */
  readonly second: number;
  readonly phase: GreetingPhase;
  readonly hungUp: boolean;
  readonly calls: number;
  /** How long they were in each phase, together. */
  readonly ms: Readonly<Record<GreetingPhase, number>>;
};

/** One second after arrival: how many callers were still there, and how many of them hung up in it. */
export type HazardSecond = { readonly second: number; readonly atRisk: number; readonly hungUp: number };

/** One phase: who hung up in it, and how often a minute of it makes a caller hang up. */
export type HazardPhase = {
  readonly phase: GreetingPhase;
  readonly hungUp: number;
  readonly ms: number;
  /** Hung up ÷ minutes spent; null where nobody spent any. */
  readonly perMinute: number | null;
};

/** Of fewer who are still there a second would tell chance. */
const fewestAtRisk = 20;

/** Who hung up in which second, of those who were still there; it ends before the second that fewer than 20 reached. */
export function hazardBySecond(seconds: readonly GreetingSecond[], most: number): readonly HazardSecond[] {
  const sum = (of: readonly GreetingSecond[]): number => of.reduce((total, { calls }) => total + calls, 0);
  const bySecond = Map.groupBy(seconds, ({ second }) => second);
  const points: HazardSecond[] = [];
  let atRisk = sum(seconds);
  for (let second = 0; second < most && atRisk >= fewestAtRisk; second += 1) {
    const ended = bySecond.get(second) ?? [];
    points.push({ second, atRisk, hungUp: sum(ended.filter(({ hungUp }) => hungUp)) });
    atRisk -= sum(ended);
  }
  return points;
}

/** The same by what the caller was hearing. */
export function hazardByPhase(seconds: readonly GreetingSecond[]): readonly HazardPhase[] {
  return greetingPhases.map((phase) => {
    const ms = seconds.reduce((total, one) => total + one.ms[phase], 0);
    const hungUp = seconds
      .filter((one) => one.hungUp && one.phase === phase)
      .reduce((total, { calls }) => total + calls, 0);
    return { phase, hungUp, ms, perMinute: ms === 0 ? null : hungUp / (ms / 60_000) };
  });
}

type GreetingText = Pick<KpiText, 'formula' | 'edges'> & { readonly unit: 'calls' | 'ratio' | 'ms' };

/** The figures of a clinic's greeting, of calls by the instant of their arrival. */
export const greetingRegistry = {
  greetingCalls: {
    unit: 'calls',
    formula: 'calls that came to a queue, or whose caller hung up before any',
    edges: 'Refused ones, and those outside the covered hours, are not among them.',
  },
  greeted: {
    unit: 'calls',
    formula: 'those of greetingCalls of which a greeting was told',
    edges: 'Of several greetings the first counts.',
  },
  greetedRate: { unit: 'ratio', formula: 'greeted ÷ greetingCalls', edges: 'Null over nothing.' },
  medianToGreetingMs: {
    unit: 'ms',
    formula:
      'the time from the first that was told of a call to its greeting that half of greeted do not pass',
    edges: 'Nearest rank; 0 where the greeting is the first that is told.',
  },
  p90ToGreetingMs: {
    unit: 'ms',
    formula:
      'the time from the first that was told of a call to its greeting that nine in ten of greeted do not pass',
    edges: 'As medianToGreetingMs.',
  },
  greetedAfterOther: {
    unit: 'calls',
    formula: 'those of greeted whose caller heard ringing, music or an announcement first',
    edges: 'As `after` of the event says; where no event says it, this is 0.',
  },
  heardToEnd: {
    unit: 'calls',
    formula: 'those of greeted whose greeting ended by itself',
    edges: '`completed` of the event; where it does not say, an end told while the caller was there.',
  },
  heardToEndRate: { unit: 'ratio', formula: 'heardToEnd ÷ greeted', edges: 'Null over nothing.' },
  hungUpBefore: {
    unit: 'calls',
    formula: 'those of greetingCalls whose caller hung up before a greeting began',
    edges: 'Also where none ever did.',
  },
  hungUpDuring: {
    unit: 'calls',
    formula: 'those of greeted whose caller hung up while it played',
    edges: 'At the very end is during it.',
  },
  hungUpAfter: {
    unit: 'calls',
    formula: 'those of greeted whose caller hung up after it, before anybody answered',
    edges: 'Where its end was never told, it is taken to go on: that is during.',
  },
  hungUpInGreetingRate: {
    unit: 'ratio',
    formula: '(hungUpBefore + hungUpDuring) ÷ greetingCalls',
    edges: 'What a change of greeting is judged by, with the interval of Newcombe.',
  },
  waitsAnnounced: {
    unit: 'calls',
    formula: 'answered calls whose caller was told how long to wait',
    edges: 'Of several the first; where no source tells it, 0.',
  },
  announcedErrorP50Ms: {
    unit: 'ms',
    formula:
      'by how much the wait that was announced differs from the one that came, half of waitsAnnounced no more',
    edges: 'From the announcement to the answer, either way; nearest rank; null without any.',
  },
  announcedErrorP90Ms: {
    unit: 'ms',
    formula:
      'by how much the wait that was announced differs from the one that came, nine in ten of waitsAnnounced no more',
    edges: 'As announcedErrorP50Ms.',
  },
} as const satisfies Readonly<Record<string, GreetingText>>;

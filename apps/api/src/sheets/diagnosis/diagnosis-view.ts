import type { Diagnosis, DiagnosisLight, DiagnosisList, Sheet } from '@vigie/contracts';
import { addMonths, lightNames, thresholdSources, type LightName, type Month } from '@vigie/metrics';

import type { JudgedMonth, KeptDiagnosis } from './kept-diagnosis-store';

type Told = Pick<Diagnosis, 'presented' | 'sheetVersion' | 'lights' | 'revisions' | 'months'>;

/** A month as its page tells it; `all` are the clinic's judgements, the newest month and revision first. */
export function monthView(
  shown: JudgedMonth,
  { all, month, sheet }: Readonly<{ all: readonly KeptDiagnosis[]; month: Month; sheet: Sheet | undefined }>,
): Told {
  const before = all.find((one) => one.month === addMonths(month, -1));
  return {
    presented: shown.presented,
    sheetVersion: shown.sheetVersion,
    lights: lightNames.map((name) => lightView(name, shown, before, sheet)),
    revisions: all
      .filter((one) => one.month === month && one.isFinal)
      .map(({ revision, at, why }) => ({ revision, at: iso(at), why })),
    months: [...new Set(all.map((one) => one.month))],
  };
}

/** One light with what it goes by, paths and answers by the names of the sheet that held. */
export function lightView(
  name: LightName,
  { lights, limits }: JudgedMonth,
  before: KeptDiagnosis | undefined,
  sheet: Sheet | undefined,
): DiagnosisLight {
  const { state, evidence, items, by } = lights[name];
  const named = new Map([
    ...(sheet?.paths ?? []).map((path) => [path.id, path.name] as const),
    ...(sheet?.answers ?? []).map((answer) => [answer.id, answer.question] as const),
  ]);
  return {
    name,
    state,
    evidence,
    items: items.map(({ id, count }) => ({ name: named.get(id) ?? id, count })),
    thresholds: by.map((threshold) => ({
      name: threshold,
      value: limits[threshold],
      source: thresholdSources[threshold],
    })),
    before: before?.lights[name].state ?? null,
  };
}

/** Of a clinic that was not judged too little is known. */
export function statesOf(kept: KeptDiagnosis | undefined): DiagnosisList['clinics'][number]['lights'] {
  const stateOf = (name: LightName) => kept?.lights[name].state ?? 'notEnoughData';
  return {
    complicated: stateOf('complicated'),
    simple: stateOf('simple'),
    long: stateOf('long'),
    short: stateOf('short'),
    greeting: stateOf('greeting'),
    disclosure: stateOf('disclosure'),
  };
}

const iso = (at: number): string => new Date(at).toISOString();

import type { SettingsFile, WaitLines } from '@vigie/contracts';
import { thresholdsWith, type DiagnosisThresholds } from '@vigie/metrics';

type Centre = Pick<
  NonNullable<SettingsFile['centre']>,
  'serviceLevelSeconds' | 'secondServiceLevelSeconds' | 'serviceLevelFormula' | 'diagnosis'
>;

/** What a centre holds its answers and its clinics against. */
type CentreLevels = Readonly<{
  serviceLevelSeconds: number;
  secondServiceLevelSeconds: number;
  serviceLevelFormula: NonNullable<Centre['serviceLevelFormula']>;
  diagnosis: DiagnosisThresholds;
}>;

/** The levels that settings name, and the usual where they name none. */
export function centreLevels(centre: Centre): CentreLevels {
  return {
    serviceLevelSeconds: centre.serviceLevelSeconds ?? 20,
    secondServiceLevelSeconds: centre.secondServiceLevelSeconds ?? 30,
    serviceLevelFormula: centre.serviceLevelFormula ?? ('sl2' as const),
    diagnosis: thresholdsWith(centre.diagnosis),
  };
}

/** What a centre, a team or a clinic holds its waits and its answers against. */
export type Targets = { readonly lines: WaitLines; readonly answerRateTarget: number };

/** Of a centre that sets none. */
export const usualTargets: Targets = {
  lines: { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 },
  answerRateTarget: 0.95,
};

type TargetsSetting = Pick<NonNullable<SettingsFile['centre']>, 'lines' | 'answerRateTarget'>;

/** Those that settings set, and for the rest those of what they are a part of. */
export function resolveTargets(own: TargetsSetting, inherited: Targets): Targets {
  return {
    lines: toLines(own.lines) ?? inherited.lines,
    answerRateTarget: own.answerRateTarget ?? inherited.answerRateTarget,
  };
}

function toLines(setting: TargetsSetting['lines']): WaitLines | undefined {
  if (setting === undefined) return undefined;
  const { targetSeconds, watchSeconds, limitSeconds } = setting;
  return { targetMs: targetSeconds * 1000, watchMs: watchSeconds * 1000, limitMs: limitSeconds * 1000 };
}

import type { SettingsFile } from '@vigie/contracts';
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

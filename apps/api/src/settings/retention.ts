import type { SettingsFile } from '@vigie/contracts';

import type { SettingsFault } from './settings-problem';
import type { SurveyTemplate } from './survey-template';

/** How long details are kept, in months; sums are kept. */
export type Retention = {
  /** Events, calls and what patients answered. */
  readonly callMonths: number;
  /** What each agent did, minute by minute. */
  readonly agentMonths: number;
  /** Who did what. */
  readonly auditMonths: number;
};

/** The longest there is, and what the patient's page promises where the settings say nothing. */
const longestMonths = 12;
const longestAgentMonths = 3;
const usualAuditMonths = 12;

/** The shortest promise any clinic makes its patients holds for all: an answer is part of its call. */
export function resolveRetention(
  {
    callMonths = longestMonths,
    agentMonths = longestAgentMonths,
    auditMonths = usualAuditMonths,
  }: NonNullable<SettingsFile['retention']>,
  surveys: readonly (Pick<SurveyTemplate, 'retentionMonths'> | null)[],
): Retention {
  const promised = surveys.flatMap((survey) => (survey === null ? [] : [survey.retentionMonths]));
  const months = Math.min(callMonths, ...promised);
  return {
    callMonths: months,
    agentMonths: Math.min(agentMonths, months),
    auditMonths: Math.max(auditMonths, months),
  };
}

/** Who looked at a call must be told as long as the call is there. */
export function checkRetention({
  callMonths = longestMonths,
  auditMonths,
}: NonNullable<SettingsFile['retention']>): SettingsFault[] {
  if (auditMonths === undefined || auditMonths >= callMonths) return [];
  const message = `must be at least as long as calls are kept, ${callMonths} months`;
  return [{ path: ['retention', 'auditMonths'], message }];
}

/** The beginning of the day, in UTC, that lies so many calendar months back. */
export function monthsBefore(now: number, months: number): number {
  const day = new Date(now);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, day.getUTCDate());
}

import type { CallRules } from './fact';
import { defaultTeamId } from './fact';

/** The rules of a tenant without settings: one team, 5 s for a short abandon, every hour covered. */
export const noRules: CallRules = {
  clinicOfNumber: () => undefined,
  clinicOfQueue: () => undefined,
  teamOfQueue: () => defaultTeamId,
  teamsOfAgent: () => [defaultTeamId],
  shortAbandonMs: () => 5000,
  covered: () => true,
  isCallbackKey: () => false,
  isTestNumber: () => false,
};

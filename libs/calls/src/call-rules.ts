import type { Instant } from './fact';

/** The rules of a tenant that held when a call arrived. Pure look-ups; never read a clock. */
export type CallRules = {
  /** The clinic a dialled number belongs to, by settings. */
  readonly clinicOfNumber: (dnis: string) => string | undefined;
  /** The clinic a queue belongs to, by settings. */
  readonly clinicOfQueue: (queueId: string) => string | undefined;
  /** The queue that a name stands for: of itself, unless settings give it to another. */
  readonly queueIdOf: (name: string) => string;
  /** The agent that a name stands for: of itself, unless settings give it to another. */
  readonly agentIdOf: (name: string) => string;
  /** The team a queue belongs to: of the settings, else the default team. */
  readonly teamOfQueue: (queueId: string) => string;
  /** The teams an agent is a member of. */
  readonly teamsOfAgent: (agentId: string) => readonly string[];
  readonly shortAbandonMs: (clinicId: string | null) => number;
  /** Whether the hours covered by contract run at that instant (no calendar = always). */
  readonly covered: (clinicId: string | null, at: Instant) => boolean;
  readonly isCallbackKey: (queueId: string, key: string) => boolean;
  readonly isTestNumber: (number: string) => boolean;
};

/** The team of queues that no settings name. */
export const defaultTeamId = 'all';

/** The rules of a tenant without settings: one team, 5 s for a short abandon, every hour covered. */
export const noRules: CallRules = {
  clinicOfNumber: () => undefined,
  clinicOfQueue: () => undefined,
  queueIdOf: (name) => name,
  agentIdOf: (name) => name,
  teamOfQueue: () => defaultTeamId,
  teamsOfAgent: () => [defaultTeamId],
  shortAbandonMs: () => 5000,
  covered: () => true,
  isCallbackKey: () => false,
  isTestNumber: () => false,
};

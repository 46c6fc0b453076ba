import type { Instant } from '@vigie/calls';
import { settingsSchema, type SettingsFile } from '@vigie/contracts';
import { zoneOf } from '@vigie/metrics';

import type { SettingsVersion } from './settings-store';

/** The settings in force at an instant; none before the first version. */
export function documentAt(versions: readonly SettingsVersion[], at: Instant): SettingsFile {
  return versions.findLast((version) => version.fromAt <= at)?.document ?? {};
}

/**
 * The versions that a change makes: the one that holds from its day, begun where none begins there, and each that begins
 * later. What is changed holds from its day on, also where a version begins after it.
 */
export function changedFrom(
  versions: readonly SettingsVersion[],
  fromAt: Instant,
  change: (document: SettingsFile) => SettingsFile,
): readonly SettingsVersion[] {
  const first = { fromAt, document: documentAt(versions, fromAt) };
  const later = versions.filter((version) => version.fromAt > fromAt);
  return [first, ...later].map((version) => ({ fromAt: version.fromAt, document: change(version.document) }));
}

/** From when a change without a date holds: from the beginning where nothing was said yet, else from today. */
export function usualFrom(versions: readonly SettingsVersion[], timezone: string, now: Instant): Instant {
  const zone = zoneOf(timezone);
  return versions.length === 0 ? 0 : zone.startOfDay(zone.wallClock(now).day);
}

/** Parsing puts the fields in the order of the schema, whatever the order they were stored or written in. */
export function sameSettings(one: SettingsFile, other: SettingsFile): boolean {
  return JSON.stringify(settingsSchema.parse(one)) === JSON.stringify(settingsSchema.parse(other));
}

/** What a folded call, an agent's day or what callers are owed depends on; names and targets are not in it. */
export function foldedText(file: SettingsFile): string {
  const { centre = {}, teams = [], clinics = [], queues = [], agents = [] } = settingsSchema.parse(file);
  const { timezone, shortAbandonSeconds, dayStart, testNumbers, agentSilenceHours, sharedNumbers } = centre;
  return JSON.stringify({
    centre: { timezone, shortAbandonSeconds, dayStart, testNumbers, agentSilenceHours, sharedNumbers },
    teams: teams.map(({ id, queues: own, members }) => ({ id, own, members })),
    clinics: clinics.map((clinic) => ({ ...clinic, ...unfolded })),
    queues: queues.map(({ id, clinicId, callbackKeys, aliases }) => ({
      id,
      clinicId,
      callbackKeys,
      aliases,
    })),
    agents: agents.flatMap(({ id, aliases }) => (aliases === undefined ? [] : [{ id, aliases }])),
  });
}

const unfolded = {
  name: undefined,
  shortName: undefined,
  kind: undefined,
  callingHours: undefined,
  callsBack: undefined,
  keptNumbers: undefined,
  reachedBeforeClosingTarget: undefined,
  eveningNoteRecipients: undefined,
  messageFields: undefined,
  eveningNoteAt: undefined,
  dischargeQuestions: undefined,
  alertRecipients: undefined,
  alertWebhook: undefined,
  callbackNotes: undefined,
  contractLines: undefined,
  lines: undefined,
  answerRateTarget: undefined,
  survey: undefined,
};

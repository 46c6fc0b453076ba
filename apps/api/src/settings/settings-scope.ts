import type { SettingsFile, SettingsKind } from '@vigie/contracts';

import type { ViewerScope } from '../access/viewer-scope';
import type { ItemOf } from './settings-items';

/** Whether an item is of a scope. */
export type SeesItem = (item: ItemOf) => boolean;

/**
 * What of the settings a scope is of: clinics with the queues that are theirs alone, or teams with their queues and
 * members. A team has a part of a clinic's calls and is no set of clinics, so it sees none; who works is not told to
 * clinics.
 */
export function itemsSeen(scope: ViewerScope, file: SettingsFile): SeesItem {
  if (scope.kind === 'all') return () => true;
  const own = scope.kind === 'clinics' ? ofClinics(scope.clinicIds, file) : undefined;
  const seen = own ?? (scope.kind === 'teams' ? ofTeams(scope.teamIds, file) : nothing);
  return ({ kind, id }) => seen[kind].has(id);
}

type Seen = Readonly<Record<SettingsKind, ReadonlySet<string>>>;

const none: ReadonlySet<string> = new Set();
const nothing: Seen = { clinics: none, queues: none, teams: none, agents: none };

function ofClinics(clinicIds: readonly string[], { queues = [] }: SettingsFile): Seen {
  const own = queues.filter(({ clinicId }) => clinicId !== undefined && clinicIds.includes(clinicId));
  return { ...nothing, clinics: new Set(clinicIds), queues: new Set(own.map(({ id }) => id)) };
}

function ofTeams(teamIds: readonly string[], { teams = [] }: SettingsFile): Seen {
  const own = teams.filter(({ id }) => teamIds.includes(id));
  return {
    ...nothing,
    teams: new Set(own.map(({ id }) => id)),
    queues: new Set(own.flatMap((team) => team.queues ?? [])),
    agents: new Set(own.flatMap((team) => team.members ?? [])),
  };
}

/** What day-to-day work decides, and who runs it may change; everything else is who manages settings alone. */
export const daily: Readonly<Record<SettingsKind, readonly string[]>> = {
  clinics: ['hours', 'covered', 'callingHours'],
  queues: [],
  teams: ['members', 'planned', 'absences'],
  agents: [],
};

/** What a clinic has a say in, and the targets of a team: whoever may not change them may propose to. Neither is by what calls find their way. */
export const proposable: Readonly<Record<SettingsKind, readonly string[]>> = {
  clinics: [
    ...[
      'name',
      'shortName',
      'kind',
      'hours',
      'covered',
      'callingHours',
      'callsBack',
      'callbackTargetMinutes',
    ],
    ...[
      'reachedBeforeClosingTarget',
      'keptNumbers',
      'followUps',
      'dischargeQuestions',
      'alertRecipients',
      'callbackNotes',
      'eveningNoteRecipients',
      'eveningNoteAt',
      'messageFields',
      'lines',
    ],
    ...['answerRateTarget', 'reportLanguage', 'reportRecipients', 'contact'],
  ],
  queues: [],
  teams: ['lines', 'answerRateTarget'],
  agents: [],
};

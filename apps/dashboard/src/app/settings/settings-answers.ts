// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type {
  ChangedSettings,
  SettingsChanges,
  SettingsProposal,
  SettingsProposals,
  SettingsView,
  StaffDay,
  StaffNoticeView,
  StaffPlanChanges,
  TeamDay,
} from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const settingsItem = {
  id: 's',
  name: 's',
  isSet: 'b',
  revision: 's',
  values: ['{}', ['*']],
  mayChange: ['[]', 's'],
  mayPropose: ['[]', 's'],
} as const;
const settingsChanges = [
  '[]',
  {
    at: 's',
    from: ['?', 's'],
    by: ['?', 's'],
    proposedBy: ['?', 's'],
    fields: ['[]', { field: 's', before: ['*'], after: ['*'] }],
  },
] as const;
const settingsProposal = {
  id: 's',
  kind: ['=', 'clinics', 'queues', 'teams', 'agents'],
  itemId: 's',
  itemName: 's',
  state: ['=', 'open', 'accepted', 'refused', 'withdrawn'],
  at: 's',
  by: 's',
  isMine: 'b',
  from: 's',
  note: 's',
  revision: 's',
  fields: ['[]', { field: 's', before: ['*'], now: ['*'], after: ['*'] }],
  isStale: 'b',
  decided: ['?', { at: 's', by: 's', from: ['?', 's'], answer: 's' }],
  mayDecide: 'b',
} as const;
const teamDay = {
  teamId: 's',
  name: 's',
  usual: ['?', ['[]', { span: 's', count: 'n' }]],
  ofDay: ['?', ['[]', { span: 's', count: 'n' }]],
  missing: ['[]', { span: 's', count: 'n' }],
  planned: ['?', ['[]', { span: 's', count: 'n' }]],
  now: ['?', 'n'],
  revision: 's',
  mayChange: 'b',
} as const;
export const settingsViewShape = checkOf<SettingsView>({
  today: 's',
  timezone: 's',
  isWhole: 'b',
  clinics: ['[]', settingsItem],
  queues: ['[]', settingsItem],
  teams: ['[]', settingsItem],
  agents: ['[]', settingsItem],
});
export const changedSettingsShape = checkOf<ChangedSettings>({ item: settingsItem, refolds: 'b' });
export const staffNoticeShape = checkOf<StaffNoticeView>({
  today: 's',
  informedOn: ['?', 's'],
  text: 's',
  whoCouldBeFreed: 'b',
  figuresByAgent: 'b',
  pastAgents: 'b',
  recorded: ['?', { at: 's', by: ['?', 's'] }],
  changes: settingsChanges,
});
export const settingsChangesShape = checkOf<SettingsChanges>(settingsChanges);
export const settingsProposalShape = checkOf<SettingsProposal>(settingsProposal);
export const settingsProposalsShape = checkOf<SettingsProposals>(['[]', settingsProposal]);
export const teamDayShape = checkOf<TeamDay>(teamDay);
export const staffDayShape = checkOf<StaffDay>({ today: 's', day: 's', teams: ['[]', teamDay] });
export const staffPlanChangesShape = checkOf<StaffPlanChanges>([
  '[]',
  {
    at: 's',
    by: ['?', 's'],
    day: 's',
    before: ['?', ['[]', { span: 's', count: 'n' }]],
    after: ['?', ['[]', { span: 's', count: 'n' }]],
  },
]);

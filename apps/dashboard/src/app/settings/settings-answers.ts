// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { ChangedSettings, SettingsChanges, SettingsView, StaffNoticeView } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const settingsItem = {
  id: 's',
  name: 's',
  isSet: 'b',
  revision: 's',
  values: ['{}', ['*']],
  mayChange: ['[]', 's'],
} as const;
const settingsChanges = [
  '[]',
  { at: 's', from: ['?', 's'], by: ['?', 's'], fields: ['[]', { field: 's', before: ['*'], after: ['*'] }] },
] as const;
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

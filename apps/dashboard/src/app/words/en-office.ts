import type { OfficeWords } from './dictionary';
import { enAccount } from './en-account';
import { enAudit } from './en-audit';
import { enCallers, enFrequent } from './en-callers';
import { enCampaigns } from './en-campaigns';
import { enDiagnosis } from './en-diagnosis';
import { enIncidents } from './en-incidents';
import { enGreetings } from './en-greetings';
import { enKeys } from './en-keys';
import { enMyData } from './en-my-data';
import { enReader } from './en-reader';
import { enReports } from './en-reports';
import { enRetention } from './en-retention';
import { enScreens } from './en-screens';
import { enSettings } from './en-settings';
import { enSheets } from './en-sheets';
import { enStaffNotice } from './en-staff-notice';

/** English words of the pages of whoever signs in, reads by a link, or runs a centre. */
export const enOffice: OfficeWords = {
  account: enAccount,
  frequent: enFrequent,
  keys: enKeys,
  settings: enSettings,
  audit: enAudit,
  callers: enCallers,
  campaigns: enCampaigns,
  incidents: enIncidents,
  reports: enReports,
  retention: enRetention,
  sheets: enSheets,
  diagnosis: enDiagnosis,
  greetings: enGreetings,
  staffNotice: enStaffNotice,
  myData: enMyData,
  screens: enScreens,
  reader: enReader,
};

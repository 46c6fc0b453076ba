import { frAccount } from './fr-account';
import { frAudit } from './fr-audit';
import { frCallers, frFrequent } from './fr-callers';
import { frCampaigns } from './fr-campaigns';
import { frDiagnosis } from './fr-diagnosis';
import { frIncidents } from './fr-incidents';
import { frGreetings } from './fr-greetings';
import { frKeys } from './fr-keys';
import { frMyData } from './fr-my-data';
import { frReader } from './fr-reader';
import { frReports } from './fr-reports';
import { frRetention } from './fr-retention';
import { frScreens } from './fr-screens';
import { frSettings } from './fr-settings';
import { frSheets } from './fr-sheets';
import { frStaffNotice } from './fr-staff-notice';

/** French words of the pages of whoever signs in, reads by a link, or runs a centre: they come with those pages. */
export const frOffice = {
  account: frAccount,
  frequent: frFrequent,
  keys: frKeys,
  settings: frSettings,
  audit: frAudit,
  callers: frCallers,
  campaigns: frCampaigns,
  incidents: frIncidents,
  reports: frReports,
  retention: frRetention,
  sheets: frSheets,
  diagnosis: frDiagnosis,
  greetings: frGreetings,
  staffNotice: frStaffNotice,
  myData: frMyData,
  screens: frScreens,
  reader: frReader,
} as const;

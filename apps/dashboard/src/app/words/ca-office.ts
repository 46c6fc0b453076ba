import type { OfficeWords } from './dictionary';
import { caAccount } from './ca-account';
import { caAudit } from './ca-audit';
import { caCallers, caFrequent } from './ca-callers';
import { caCampaigns } from './ca-campaigns';
import { caDiagnosis } from './ca-diagnosis';
import { caIncidents } from './ca-incidents';
import { caGreetings } from './ca-greetings';
import { caKeys } from './ca-keys';
import { caMyData } from './ca-my-data';
import { caReader } from './ca-reader';
import { caReports } from './ca-reports';
import { caRetention } from './ca-retention';
import { caScreens } from './ca-screens';
import { caSettings } from './ca-settings';
import { caSheets } from './ca-sheets';
import { caStaffNotice } from './ca-staff-notice';

/** Catalan words of the pages of whoever signs in, reads by a link, or runs a centre. */
export const caOffice: OfficeWords = {
  account: caAccount,
  frequent: caFrequent,
  keys: caKeys,
  settings: caSettings,
  audit: caAudit,
  callers: caCallers,
  campaigns: caCampaigns,
  incidents: caIncidents,
  reports: caReports,
  retention: caRetention,
  sheets: caSheets,
  diagnosis: caDiagnosis,
  greetings: caGreetings,
  staffNotice: caStaffNotice,
  myData: caMyData,
  screens: caScreens,
  reader: caReader,
};

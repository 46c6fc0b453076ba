import type { Routes } from '@angular/router';

import { withWords } from './word-parts';

/** The pages whose words come together: reports, sheets, people, settings and what is kept. */
export const officePages: Routes = [
  {
    path: 'reports',
    loadComponent: async () => (await import('../satisfaction/reports-page')).ReportsPage,
  },
  {
    path: 'reports/:month/:clinicId',
    loadComponent: async () => (await import('../satisfaction/report-page')).ReportPage,
  },
  {
    path: 'diagnosis',
    loadComponent: async () => (await import('../sheets/diagnosis-page')).DiagnosisPage,
  },
  {
    path: 'sheets',
    loadComponent: async () => (await import('../sheets/sheets-page')).SheetsPage,
  },
  {
    path: 'do-not-call',
    loadComponent: async () => (await import('../campaigns/marks-page')).MarksPage,
  },
  {
    path: 'campaigns',
    loadComponent: async () => (await import('../campaigns/campaigns-page')).CampaignsPage,
  },
  {
    path: 'incidents',
    loadComponent: async () => (await import('../incidents/incidents-page')).IncidentsPage,
  },
  {
    path: 'people',
    loadComponent: async () => (await import('../people/people-page')).PeoplePage,
  },
  {
    path: 'screens',
    loadComponent: async () => (await import('../screens/screens-page')).ScreensPage,
  },
  {
    path: 'my-data',
    loadComponent: async () => (await import('../privacy/my-data-page')).MyDataPage,
  },
  {
    path: 'retention',
    loadComponent: async () => (await import('../privacy/retention-page')).RetentionPage,
  },
  {
    path: 'callers',
    loadComponent: async () => (await import('../privacy/callers-page')).CallersPage,
  },
  {
    path: 'frequent',
    loadComponent: async () => (await import('../callers/frequent-page')).FrequentPage,
  },
  {
    path: 'shared-numbers',
    loadComponent: async () => (await import('../callers/shared-page')).SharedPage,
  },
  {
    path: 'audit',
    canActivate: [withWords('history')],
    loadComponent: async () => (await import('../privacy/audit-page')).AuditPage,
  },
  {
    path: 'settings',
    loadComponent: async () => (await import('../settings/settings-page')).SettingsPage,
  },
  {
    path: 'staff-notice',
    loadComponent: async () => (await import('../settings/staff-notice-page')).StaffNoticePage,
  },
  {
    path: 'keys',
    loadComponent: async () => (await import('../keys/keys-page')).KeysPage,
  },
  {
    path: 'profile',
    loadComponent: async () => (await import('../account/profile-page')).ProfilePage,
  },
];

import type { Routes } from '@angular/router';

/** The pages that exist, each loaded when it is first opened. */
export const routes: Routes = [
  {
    path: '',
    loadComponent: async () => (await import('./page-frame')).PageFrame,
    children: [
      {
        path: '',
        pathMatch: 'full',
        loadComponent: async () => (await import('../live/live-page')).LivePage,
      },
      { path: 'live', pathMatch: 'full', redirectTo: '' },
      {
        path: 'reports',
        loadComponent: async () => (await import('../satisfaction/reports-page')).ReportsPage,
      },
      {
        path: 'reports/:month/:clinicId',
        loadComponent: async () => (await import('../satisfaction/report-page')).ReportPage,
      },
    ],
  },
  { path: 'wall', loadComponent: async () => (await import('../wall/wall-page')).WallPage },
  { path: '**', loadComponent: async () => (await import('./missing-page')).MissingPage },
];

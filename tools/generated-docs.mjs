/** The pages that are written by the code they describe: where, by which module, and how it is asked. */
export const generatedDocs = [
  {
    path: 'docs/events.md',
    module: 'apps/api/src/intake/events-doc.ts',
    make: ({ eventsDoc }) => eventsDoc(),
  },
  {
    path: 'docs/metrics.md',
    module: 'apps/api/src/metrics/metrics-doc.ts',
    make: ({ metricsDoc }) => metricsDoc(),
  },
];

import { readFile } from 'node:fs/promises';

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
  {
    path: 'docs/surveys.md',
    module: 'apps/api/src/surveys/surveys-doc.ts',
    make: ({ surveysDoc }) => surveysDoc(),
  },
  {
    path: 'docs/comments.md',
    module: 'apps/api/src/comments/comments-doc.ts',
    make: ({ commentsDoc }) => commentsDoc(),
  },
  {
    path: 'docs/live.md',
    module: 'apps/api/src/live/live-doc.ts',
    make: async ({ liveDoc }) => liveDoc(await readFile('libs/contracts/src/live.ts', 'utf8')),
  },
];

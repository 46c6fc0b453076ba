import { readFile } from 'node:fs/promises';

import { format, resolveConfig } from 'prettier';

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
    path: 'docs/sources.md',
    module: 'apps/api/src/connectors/facts-doc.ts',
    make: ({ factsDoc }) => factsDoc(),
  },
  {
    path: 'docs/permissions.md',
    module: 'apps/api/src/access/permissions-doc.ts',
    make: ({ permissionsDoc }) => permissionsDoc(),
  },
  {
    path: 'docs/processing.md',
    module: 'apps/api/src/callers/processing-doc.ts',
    make: ({ processingDoc }) => processingDoc(),
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
    make: async ({ liveDoc }) => {
      const files = ['live.ts', 'live-protocol.ts'].map((name) =>
        readFile(`libs/contracts/src/${name}`, 'utf8'),
      );
      return liveDoc((await Promise.all(files)).join('\n'));
    },
  },
  ...[
    'shell/page-answers.ts',
    'account/account-answers.ts',
    'callbacks/callback-answers.ts',
    'campaigns/campaign-answers.ts',
    'incidents/incident-answers.ts',
    'callers/caller-answers.ts',
    'people/people-answers.ts',
    'history/history-answers.ts',
    'live/past-answers.ts',
    'calls/call-answers.ts',
    'secretary/secretary-answers.ts',
    'screens/screen-answers.ts',
    'wall/wall-answers.ts',
    'keys/keys-answers.ts',
    'settings/settings-answers.ts',
    'telephony/telephony-answers.ts',
    'sheets/sheet-answers.ts',
    'sheets/diagnosis-answers.ts',
    'reader/reader-answers.ts',
    'privacy/privacy-answers.ts',
    'satisfaction/report-answers.ts',
  ].map((name) => ({
    path: `apps/dashboard/src/app/${name}`,
    module: 'libs/contracts/src/page-checks.ts',
    make: async ({ pageCheckText }) => formatted(pageCheckText(`apps/dashboard/src/app/${name}`)),
  })),
];

/** Source text as the formatter would leave it. */
async function formatted(text) {
  const options = await resolveConfig('apps/dashboard/src/main.ts');
  return format(text, { ...options, parser: 'typescript' });
}

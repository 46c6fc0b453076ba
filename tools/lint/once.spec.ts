import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');

type Idea = {
  /** What is written once. */
  readonly idea: string;
  /** Where it is looked for. */
  readonly among: string;
  /** How it looks wherever it is written. */
  readonly sign: RegExp;
  /** The only places where it is. */
  readonly places: readonly string[];
  /** How somebody would write it a second time. */
  readonly planted: string;
};

const api = 'apps/api/src/';
const lost = 'abandoned|ivrAbandoned|blocked|timeoutOverflow|voicemail|callbackExit|systemFailed|unspecified';

const ideas: readonly Idea[] = [
  {
    idea: 'which outcomes are unanswered is no list of names: a new outcome would fall out of it silently',
    among: '',
    sign: new RegExp(`(?:['"](?:${lost})['"][^'"]{0,12}){4}`, 'u'),
    places: [],
    planted: `const lost = new Set(['abandoned', 'ivrAbandoned', 'blocked', 'voicemail']);`,
  },
  {
    idea: 'a telephone number is read in one place; another one asks of what kind a number is that was read',
    among: '',
    sign: /from 'libphonenumber-js/u,
    places: [`${api}privacy/caller-number.ts`, `${api}surveys/invitation-request.ts`],
    planted: `import { parsePhoneNumber } from 'libphonenumber-js';`,
  },
  {
    idea: 'periodic work is a round; beside them a process renews its lease and looks after its own watchers',
    among: api,
    sign: /\bsetInterval\(/u,
    places: [`${api}live/live-rooms.ts`, `${api}platform/rounds/round-runner.ts`],
    planted: `setInterval(() => void this.send(), 60_000);`,
  },
  {
    idea: 'letters leave by one mailer',
    among: '',
    sign: /\bcreateTransport\(/u,
    places: [`${api}deliveries/mailer.ts`],
    planted: `const transport = nodemailer.createTransport(url);`,
  },
  {
    idea: 'what is sent to a server of somebody else leaves by one post; whoever listens elsewhere sends to Vigie’s own door',
    among: api,
    sign: /(?<![.\w])fetch\(/u,
    places: [`${api}connectors/beside/door.ts`, `${api}deliveries/post-webhook.ts`],
    planted: `await fetch(url, { method: 'POST', body });`,
  },
  {
    idea: 'what waits to be sent is in one outbox',
    among: '',
    sign: /\b(?:INTO|UPDATE)\s+delivery\b/u,
    places: [`${api}deliveries/delivery-store.ts`],
    planted: 'await tx.query(`INSERT INTO delivery (tenant_id, message_id) VALUES ($1, $2)`);',
  },
  {
    idea: 'the log is written by one store',
    among: '',
    sign: /\bINTO\s+event_log\b/u,
    places: [`${api}event-log/pg-event-log.ts`],
    planted: 'await tx.query(`INSERT INTO event_log (tenant_id, seq) VALUES ($1, $2)`);',
  },
  {
    idea: 'how far the log was read is moved by one store',
    among: '',
    sign: /\bUPDATE\s+fold_cursor\s+SET\s+seq\b/u,
    places: [`${api}event-log/log-progress-store.ts`],
    planted: 'await tx.query(`UPDATE fold_cursor SET seq = $2 WHERE tenant_id = $1`);',
  },
  {
    idea: 'what is wrong with a request is a problem, never an exception of the framework',
    among: api,
    sign: /\bnew \w+Exception\(/u,
    places: [],
    planted: `throw new BadRequestException('no such month');`,
  },
  {
    idea: 'who may is decided by one guard over all routes',
    among: api,
    sign: /\bCanActivate\b/u,
    places: [`${api}access/permission.guard.ts`],
    planted: `export class MonthGuard implements CanActivate {}`,
  },
  {
    idea: 'figures reckon with a zone in one place',
    among: 'libs/metrics/src/',
    sign: /\bIntl\.DateTimeFormat\b|\bgetTimezoneOffset\b/u,
    places: ['libs/metrics/src/calendar/local-time.ts'],
    planted: `const format = new Intl.DateTimeFormat('fr-FR', { timeZone });`,
  },
];

describe('each idea is written once', () => {
  let texts: ReadonlyMap<string, string>;
  beforeAll(() => {
    const files = globSync('{apps,libs}/**/src/**/*.ts', { cwd: root }).filter(
      (file) => !/\.(?:spec|d)\.ts$|\/testing\/|\/node_modules\//u.test(file),
    );
    texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  });

  it.each(ideas.map((one) => [one.idea, one] as const))('%s', (_, { among, sign, places, planted }) => {
    const found = [...texts].filter(([file, text]) => file.startsWith(among) && sign.test(text));
    expect(found.map(([file]) => file).toSorted()).toEqual(places);
    expect(planted).toMatch(sign);
  });
});

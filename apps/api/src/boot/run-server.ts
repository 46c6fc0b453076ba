import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer as createProbe } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

import { linkUrl } from '../access/people/link-url';
import { People } from '../access/people/people';
import { PeopleAudit } from '../access/people/people-audit';
import { theServer } from '../audit/audit-entry';
import { Background } from '../platform/background';
import { Bell } from '../platform/bell';
import type { AppConfig } from '../platform/config';
import { loadSite } from '../platform/http/site';
import { Lifecycle, stopOnSignal } from '../platform/process-end';
import { openPlatform, type OpenedPlatform } from '../platform/open-platform';
import { NotifyRelay } from '../platform/notify-relay';
import { TenantDirectory } from '../tenants/tenant-directory';
import { StartError } from '../platform/start-error';
import { createServer } from './create-server';

/** How the server tells the person who started it what goes on. */
export type ServerVoice = Readonly<{ say: (message: string) => void; logger: Logger }>;

/**
 * Starts everything, and arranges that a signal ends it in order: requests, background work, PostgreSQL. A signal that
 * comes while it starts lets the start end first, so that there is one order of ending.
 */
export async function runServer(
  config: AppConfig,
  voice: ServerVoice,
  open: typeof openPlatform = openPlatform,
): Promise<void> {
  if (config.port !== 0 && !(await becomesFree(config.port, config.host))) throw portTaken(config.port);
  const { port: surveyPort, host: surveyHost, isPortGiven } = config.surveys;
  if (isPortGiven && surveyPort && !(await becomesFree(surveyPort, surveyHost)))
    throw portTaken(surveyPort, 'VIGIE_SURVEY_PORT');
  const watch = { say: voice.say, onIdleError: (error: Error) => voice.logger.warn(error) };
  const opening = open(config, watch);
  const listening = opening.then((opened) => listen(config, opened, voice));
  const stopping = stopOnSignal(voice, async (signal) => {
    const app = await listening.catch(() => undefined);
    const opened = await opening.catch(() => undefined);
    await stop(app, signal).finally(() => opened?.close());
  });
  const app = await listening.catch(async (error: unknown) => {
    await (await opening).close();
    throw error;
  });
  if (stopping()) return;
  connectBells(app, await opening);
  for (const name of config.retired)
    voice.logger.warn(
      `${name} means nothing any more: replicas hear of each other through PostgreSQL. Take it away; a later version will refuse it.`,
    );
  await app
    .get(Background)
    .start()
    .catch(async (error: unknown) => {
      // A start that is refused leaves nothing running: no port, no PostgreSQL.
      await stop(app, 'SIGINT').finally(async () => (await opening).close());
      throw error;
    });
  announce(await app.getUrl(), config, voice.say);
  await announceFirstLinks(app, config, voice.say);
}

async function listen(
  config: AppConfig,
  opened: OpenedPlatform,
  voice: ServerVoice,
): Promise<NestFastifyApplication> {
  const site = await loadSite(join(import.meta.dirname, '../dashboard'));
  const app = await createServer({ platform: opened.platform, site, logger: voice.logger });
  await app.listen({ port: config.port, host: config.host });
  return app;
}

/** Carries hints between the processes on this database: without them each looks by itself. */
function connectBells(app: NestFastifyApplication, { platform }: OpenedPlatform): void {
  const bells = new NotifyRelay(platform.database.listenerUrl, app.get(Bell));
  app.get(Background).add({ name: 'bell', start: () => bells.start(), stop: () => bells.stop() });
}

async function stop(app: NestFastifyApplication | undefined, signal: NodeJS.Signals): Promise<void> {
  if (app === undefined) return;
  app.get(Lifecycle).drain();
  // A balancer is first given the time to see that we are leaving; a person at a terminal need not wait.
  if (signal === 'SIGTERM') await sleep(3_000);
  await app.close().finally(() => app.get(Background).stop());
}

function announce(url: string, config: AppConfig, say: ServerVoice['say']): void {
  const address = url.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
  say('');
  say(`  Vigie is watching:  ${address}`);
  say(`  The wall:           ${address}/wall`);
  say(`  The API:            ${address}/api/docs`);
  if (config.surveys.port !== undefined && config.demo) {
    say(`  The patient's page: ${config.surveys.publicUrl}  (a link: npm run vigie -- survey sample-link)`);
  }
  say('');
  if (config.door.origins.length === 0)
    say('  Only this machine reaches it; docs/operating.md tells how others do.');
  else say(`  People open:        ${config.door.origins.join(', ')}`);
  say('  Ctrl-C stops it.');
  say('');
}

/** Where nobody can run a centre yet, whoever reads the console makes themselves its administrator. */
async function announceFirstLinks(
  app: NestFastifyApplication,
  config: AppConfig,
  say: ServerVoice['say'],
): Promise<void> {
  for (const { tenantId, name, demo } of await app.get(TenantDirectory).list()) {
    const link = demo ? null : await app.get(People).firstAdministrator(tenantId);
    if (link === null) continue;
    await app.get(PeopleAudit).link(tenantId, { actor: theServer }, link);
    say(
      `  Nobody administers ${name} (${tenantId}) yet. Whoever opens this link does; it opens once, for a week:`,
    );
    say(`  ${linkUrl(config, link.token)}`);
    say('');
  }
}

function portTaken(port: number, variable = 'PORT'): StartError {
  return new StartError(
    `Port ${port} is taken by another program (another Vigie?). Stop that one, or choose a port: ${variable}=${port + 10} npm start`,
  );
}

const retryMs = 250;

/**
 * Whether we may listen there, asked before anything is started. A server that is just stopping is given up to
 * `patienceMs` to go.
 */
async function becomesFree(port: number, host: string, patienceMs = 4_000): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += retryMs) {
    if (!(await isPortInUse(port, host))) return true;
    await sleep(retryMs);
  }
  return false;
}

function isPortInUse(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createProbe();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(true) : reject(error),
    );
    probe.listen(port, host, () => probe.close(() => resolve(false)));
  });
}

import { join } from 'node:path';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

import { Background } from './background';
import type { AppConfig } from './config';
import { createServer } from './http/create-server';
import { loadSite } from './http/site';
import { Lifecycle } from './lifecycle';
import { openPlatform, type OpenedPlatform } from './open-platform';
import { becomesFree } from './free-port';
import { StartError } from './start-error';
import { stopOnSignal } from './stop-on-signal';

/** How the server tells the person who started it what goes on. */
export type ServerVoice = Readonly<{ say: (message: string) => void; logger: Logger }>;

/** Starts everything, and arranges that a signal ends it in order: requests, background work, PostgreSQL. */
export async function runServer(config: AppConfig, voice: ServerVoice): Promise<void> {
  if (config.port !== 0 && !(await becomesFree(config.port, config.host))) throw portTaken(config.port);
  const opened = await openPlatform(config, {
    say: voice.say,
    onIdleError: (error) => voice.logger.warn(error),
  });
  const app = await listen(config, opened, voice).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  stopOnSignal({ say: voice.say, logger: voice.logger }, (signal) => stop(app, opened, signal));
  await app.get(Background).start();
  announce(await app.getUrl(), config, voice.say);
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

/** On SIGTERM a balancer is first given the time to see that we are leaving. */
async function stop(
  app: NestFastifyApplication,
  opened: OpenedPlatform,
  signal: NodeJS.Signals,
): Promise<void> {
  app.get(Lifecycle).drain();
  if (signal === 'SIGTERM') await new Promise((resolve) => setTimeout(resolve, 3_000));
  await app.close();
  await app.get(Background).stop();
  await opened.close();
}

function announce(url: string, config: AppConfig, say: ServerVoice['say']): void {
  const address = url.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
  say('');
  say(`  Vigie is watching:  ${address}`);
  say(`  The wall:           ${address}/wall`);
  say(`  The API:            ${address}/api/docs`);
  say('');
  say(
    `  It listens on ${config.host} only: nobody outside this machine can reach it until there are accounts.`,
  );
  say('  Ctrl-C stops it.');
  say('');
}

function portTaken(port: number): StartError {
  return new StartError(
    `Port ${port} is taken by another program (another Vigie?). Stop that one, or choose a port: PORT=${port + 1} npm start`,
  );
}

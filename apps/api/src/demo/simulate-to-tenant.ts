import { setTimeout as sleep } from 'node:timers/promises';
import {
  demoSettings,
  localDateOf,
  openLiveCentre,
  openPlayback,
  sceneDay,
  scriptedDay,
  type DayPlan,
  type SceneName,
} from '@vigie/simulator';

import type { CliContext } from '../platform/cli-context';
import { StartError } from '../platform/start-error';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { TenantSettings } from '../settings/tenant-settings';
import { TenantDirectory } from '../tenants/tenant-directory';
import { HistoryLoader } from './history-loader';
import { pastDates, type Simulation } from './simulate-options';

const tickMs = 250;
/** Loads the past into a tenant and, with a scene, plays it live until `stop`. */
export async function simulateToTenant(
  cli: CliContext,
  simulation: Simulation,
  stop: AbortSignal,
): Promise<void> {
  const { seed, days, scene, target } = simulation;
  if (target.kind !== 'tenant') throw new RangeError('a tenant is needed');
  const { tenantId } = target;
  const { clock } = cli.platform;
  if ((await cli.app.get(TenantDirectory).find(tenantId)) === undefined) {
    throw new StartError(`There is no tenant "${tenantId}": npm run vigie -- tenant create ${tenantId}`);
  }
  const begun = clock.now();
  await keepSettings(cli, tenantId, scene === null ? null : sceneDay(seed, scene, begun));
  const today = localDateOf(begun);
  for (const date of pastDates(today, days)) {
    if (stop.aborted) return;
    const accepted = await load(cli, tenantId, scriptedDay(seed, date, { anchor: today }), stop);
    cli.print(`${date}: ${String(accepted)} new events`);
  }
  if (scene !== null) await playScene(cli, { tenantId, seed, scene }, stop);
}

/** The settings that belong to the events; a centre of one's own is never given those of another. */
async function keepSettings(cli: CliContext, tenantId: string, scene: DayPlan | null): Promise<void> {
  const settings = cli.app.get(TenantSettings);
  await cli.platform.database.withTenant(tenantId, (tx) => settings.ensureLoaded(tx, tenantId));
  const simulated = new Set((demoSettings().clinics ?? []).map(({ id }) => id));
  if (settings.current(tenantId).clinics.some(({ id }) => !simulated.has(id))) {
    throw new StartError(`Tenant "${tenantId}" has settings of its own: simulate into another one.`);
  }
  const text = JSON.stringify(demoSettings(scene));
  const answer = await cli.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
  if (answer.result === 'refused')
    throw new Error(answer.problems[0]?.message ?? 'the settings were refused');
}

function load(cli: CliContext, tenantId: string, plan: DayPlan, stop: AbortSignal): Promise<number> {
  const pace = { chunk: 2_000, waitForFold: false, stopped: () => stop.aborted };
  return cli.app.get(HistoryLoader).load(tenantId, openPlayback(plan), cli.platform.clock.now(), pace);
}

type Scene = { readonly tenantId: string; readonly seed: string; readonly scene: SceneName };

async function playScene(
  cli: CliContext,
  { tenantId, seed, scene }: Scene,
  stop: AbortSignal,
): Promise<void> {
  const { clock } = cli.platform;
  const loader = cli.app.get(HistoryLoader);
  const start = clock.now();
  const playback = openPlayback(sceneDay(seed, scene, start));
  const centre = openLiveCentre(start);
  centre.join(playback);
  cli.note(`The scene "${scene}" plays in tenant ${tenantId}. Ctrl-C ends it.`);
  while (!stop.aborted && playback.nextAt() !== null) {
    const events = centre.take(clock.now());
    for (let from = 0; from < events.length && !stop.aborted; from += 1_000) {
      await loader.send(tenantId, events.slice(from, from + 1_000));
    }
    await sleep(tickMs);
  }
}

import { addDays, sceneNames, type LocalDate, type SceneName } from '@vigie/simulator';

import { StartError } from '../platform/start-error';

/** What the command line gives. */
export type SimulateFlags = {
  readonly tenant?: string;
  readonly scene?: string;
  readonly seed: string;
  readonly days?: string;
  readonly out?: string;
  readonly format?: string;
};

/** What is to be simulated, checked. */
export type Simulation = {
  readonly seed: string;
  /** Days of past before today. */
  readonly days: number;
  readonly scene: SceneName | null;
  readonly target:
    | { readonly kind: 'tenant'; readonly tenantId: string }
    | { readonly kind: 'file'; readonly path: string; readonly format: FileFormat };
};

export type FileFormat = 'cloudevents' | 'queue_log';

const mostDays = 400;

/** Checks the flags; throws a {@link StartError} that names the one that is wrong. */
export function readSimulation(flags: SimulateFlags): Simulation {
  const scene = sceneOf(flags.scene);
  return { seed: flags.seed, scene, days: daysOf(flags.days, scene), target: targetOf(flags) };
}

function sceneOf(text: string | undefined): SceneName | null {
  if (text === undefined) return null;
  const scene = sceneNames.find((name) => name === text);
  if (scene === undefined) throw new StartError(`--scene must be one of ${sceneNames.join(', ')}.`);
  return scene;
}

function daysOf(text: string | undefined, scene: SceneName | null): number {
  if (text === undefined) return scene === null ? 7 : 0;
  const days = /^\d{1,3}$/u.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(days) || days > mostDays) throw new StartError(`--days must be 0 to ${String(mostDays)}.`);
  return days;
}

function targetOf({ tenant, out, format }: SimulateFlags): Simulation['target'] {
  if (out === undefined) {
    if (format !== undefined) throw new StartError('--format goes with --out.');
    if (tenant === undefined) throw new StartError('Say where to: --tenant ID or --out FILE.');
    return { kind: 'tenant', tenantId: tenant };
  }
  if (tenant !== undefined) throw new StartError('Choose one: --tenant ID or --out FILE.');
  if (format === undefined || format === 'cloudevents')
    return { kind: 'file', path: out, format: 'cloudevents' };
  if (format === 'queue_log') return { kind: 'file', path: out, format };
  throw new StartError('--format must be cloudevents or queue_log.');
}

/** The dates of the past, oldest first; today is not among them. */
export const pastDates = (today: LocalDate, days: number): readonly LocalDate[] =>
  Array.from({ length: days }, (_, index) => addDays(today, index - days));

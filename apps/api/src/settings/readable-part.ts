import { settingsSchema, type SettingsFile } from '@vigie/contracts';
import type { z } from 'zod';

import type { SettingsPath } from './settings-problem';

/** A settings document without what does not read. */
export type ReadablePart = {
  readonly document: SettingsFile;
  /** Where something of the part stands in the whole. */
  readonly pathInWhole: (path: SettingsPath) => SettingsPath;
};

type Cut = { readonly value: unknown; readonly kept: ReadonlyMap<string, readonly number[]> };

/**
 * Leaves out what the schema refuses, and what cannot be without it (an item without its id), until the rest reads;
 * undefined when nothing would be left.
 */
export function readablePart(whole: unknown): ReadablePart | undefined {
  const removed = new Set<string>();
  for (;;) {
    const { value, kept } = cut(whole, removed);
    const pathInWhole = (path: SettingsPath): SettingsPath => toWhole(path, kept);
    const parsed = settingsSchema.safeParse(value);
    if (parsed.success) return { document: parsed.data, pathInWhole };
    for (const path of parsed.error.issues.flatMap(refusedPaths)) {
      const found = nearestPresent(whole, pathInWhole(path), removed);
      if (found.length === 0) return undefined;
      removed.add(key(found));
    }
  }
}

function refusedPaths(issue: z.core.$ZodIssue): readonly SettingsPath[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  return issue.code === 'unrecognized_keys' ? issue.keys.map((name) => [...path, name]) : [path];
}

/** The thing itself, or what holds it where it is missing or left out already. */
function nearestPresent(whole: unknown, path: SettingsPath, removed: ReadonlySet<string>): SettingsPath {
  if (path.length === 0) return path;
  const isThere = !removed.has(key(path)) && valueAt(whole, path) !== undefined;
  return isThere ? path : nearestPresent(whole, path.slice(0, -1), removed);
}

function valueAt(whole: unknown, path: SettingsPath): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    whole,
  );
}

function cut(whole: unknown, removed: ReadonlySet<string>): Cut {
  const kept = new Map<string, readonly number[]>();
  const without = (value: unknown, path: SettingsPath): unknown => {
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const indexes = [...items.keys()].filter((index) => !removed.has(key([...path, index])));
      kept.set(key(path), indexes);
      return indexes.map((index) => without(items[index], [...path, index]));
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([name]) => !removed.has(key([...path, name])));
    return Object.fromEntries(entries.map(([name, inner]) => [name, without(inner, [...path, name])]));
  };
  return { value: without(whole, []), kept };
}

function toWhole(path: SettingsPath, kept: Cut['kept']): SettingsPath {
  return path.reduce<SettingsPath>(
    (done, step) => [...done, typeof step === 'number' ? (kept.get(key(done))?.[step] ?? step) : step],
    [],
  );
}

const key = (path: SettingsPath): string => JSON.stringify(path);

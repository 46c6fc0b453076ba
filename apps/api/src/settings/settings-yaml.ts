import { settingsSchema, type SettingsFile } from '@vigie/contracts';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { checkSettings, warnSettings } from './check-settings';
import { pathText, type SettingsFault, type SettingsPath, type SettingsProblem } from './settings-problem';

/** A settings file as read: the document it makes of the one in force, or what is wrong with it. */
export type ReadSettings =
  | { readonly ok: true; readonly document: SettingsFile; readonly warnings: readonly SettingsProblem[] }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

/** Reads a whole settings document from YAML. Never throws for what is in the text. */
export function readSettingsYaml(text: string): ReadSettings {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (yaml.errors.length > 0) {
    const problems = yaml.errors.map(({ pos, message }) => ({
      line: lines.linePos(pos[0]).line,
      where: '',
      message,
    }));
    return { ok: false, problems };
  }
  const place = (fault: SettingsFault): SettingsProblem => ({
    line: lineOf(yaml, lines, fault.path),
    where: pathText(fault.path),
    message: fault.message,
  });
  const parsed = settingsSchema.safeParse(toPlain(yaml));
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap(faultsOfIssue).map(place) };
  const faults = checkSettings(parsed.data);
  if (faults.length > 0) return { ok: false, problems: faults.map(place) };
  return { ok: true, document: parsed.data, warnings: warnSettings(parsed.data).map(place) };
}

/** What the schema found, said for someone who edits a file. */
export function faultsOfIssue(issue: z.core.$ZodIssue): SettingsFault[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], message: 'is not a setting' }));
    case 'invalid_type':
      return [{ path, message: typeMessage(issue.expected, issue.message) }];
    default:
      return [{ path, message: issue.message }];
  }
}

function typeMessage(expected: string, message: string): string {
  if (expected === 'string' && /received (number|boolean|date)/iu.test(message))
    return 'must be text: put it in quotes';
  return message.replace(/^Invalid input: /u, '');
}

/** An anchor that unfolds into too much is an error of the file like any other. */
function toPlain(yaml: Document): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 100 });
  } catch {
    return 'too many aliases';
  }
}

/** The line of the nearest thing that exists on the way to the path. */
function lineOf(yaml: Document, lines: LineCounter, path: SettingsPath): number | null {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const offset = offsetOf(yaml, path.slice(0, depth));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function offsetOf(yaml: Document, path: SettingsPath): number | undefined {
  const parent = path.length === 1 ? yaml.contents : yaml.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node: unknown = yaml.getIn(path, true);
  return hasRange(node) ? node.range[0] : undefined;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

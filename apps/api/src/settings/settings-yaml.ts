import type { SettingsFile } from '@vigie/contracts';
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

import { weekdayNamed } from './day-names';
import { judgeSettings, notASetting } from './judge-settings';
import {
  emptyFile,
  inOrderOfLines,
  pathText,
  type SettingsFault,
  type SettingsPath,
  type SettingsProblem,
} from './settings-problem';

/** A settings file as read: the document it makes of the one in force, or what is wrong with it. */
export type ReadSettings =
  | { readonly ok: true; readonly document: SettingsFile }
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
  if (yaml.contents === null) return { ok: false, problems: [emptyFile] };
  nameDays(yaml);
  const judged = judgeSettings(toPlain(yaml));
  if (judged.ok) return judged;
  const place = ({ path, message }: SettingsFault): SettingsProblem => ({
    line: lineOf(yaml, lines, path),
    where: pathText(asWritten(yaml, path)),
    message: isSecondDay(path, message) ? 'names a day that is there already' : message,
  });
  return { ok: false, problems: inOrderOfLines(judged.faults.map(place)) };
}

/** Days in French and Catalan get the names that settings have for them; a day named twice stays as it is. */
function nameDays(yaml: Document): void {
  visit(yaml, {
    Pair(_, { key, value }) {
      if (!isScalar(key)) return;
      if (key.value === 'week' && isMap(value)) nameKeys(value);
      if (key.value === 'days' && isSeq(value)) nameItems(value);
    },
  });
}

function nameKeys(week: YAMLMap): void {
  for (const { key } of week.items) {
    const name = isScalar(key) ? dayOf(key) : undefined;
    if (isScalar(key) && name !== undefined && !week.has(name)) key.value = name;
  }
}

function nameItems(days: YAMLSeq): void {
  for (const day of days.items) if (isScalar(day)) day.value = dayOf(day) ?? day.value;
}

const dayOf = ({ value }: Scalar): string | undefined =>
  typeof value === 'string' ? weekdayNamed(value) : undefined;

const isSecondDay = (path: SettingsPath, message: string): boolean =>
  message === notASetting && path.at(-2) === 'week' && weekdayNamed(String(path.at(-1))) !== undefined;

/** Keys as they stand in the file, such as `lun` for Monday. */
function asWritten(yaml: Document, path: SettingsPath): SettingsPath {
  return path.map((step, index) => {
    const key = keyOf(yaml, path.slice(0, index + 1));
    return typeof step === 'string' ? (key?.source ?? step) : step;
  });
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
  const key = keyOf(yaml, path);
  if (key !== undefined) return key.range?.[0];
  const node: unknown = yaml.getIn(path, true);
  return hasRange(node) ? node.range[0] : undefined;
}

/** The key at the end of the path, where it is one of a map that exists. */
function keyOf(yaml: Document, path: SettingsPath): Scalar | undefined {
  const parent = path.length === 1 ? yaml.contents : yaml.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const key = parent.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1))?.key;
  return isScalar(key) ? key : undefined;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

import { isStorable } from '../platform/http/read-request';
import type { SettingsFault, SettingsPath } from './settings-problem';

/** Every text of a settings file, at any depth, that no table can hold: one with a NUL or half of a character. */
export function unstorableTexts(value: unknown, path: SettingsPath = []): SettingsFault[] {
  if (typeof value === 'string')
    return isStorable(value) ? [] : [{ path, message: 'holds a NUL or half of a character' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const step = Array.isArray(value) ? Number(name) : name;
    // A name that cannot be stored is told by its place: the line it stands on could not be found by it.
    return isStorable(name)
      ? unstorableTexts(inner, [...path, step])
      : [{ path, message: 'has a name with a NUL or half of a character' }];
  });
}

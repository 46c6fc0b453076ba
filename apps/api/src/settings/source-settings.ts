import type { SettingsFile } from '@vigie/contracts';

/** A telephone system. */
export type SourceSettings = {
  readonly id: string;
  /** How long it may be silent in covered hours; null: its usual rhythm decides. */
  readonly silentAfterMs: number | null;
};

/** A source with every default filled in. */
export function resolveSource(source: NonNullable<SettingsFile['sources']>[number]): SourceSettings {
  const seconds = source.silentAfterSeconds;
  return { id: source.id, silentAfterMs: seconds === undefined ? null : seconds * 1000 };
}

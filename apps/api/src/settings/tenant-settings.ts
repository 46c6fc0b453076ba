import type { CallRules, Instant } from '@vigie/calls';
import type { SettingsFile } from '@vigie/contracts';
import { Injectable, Optional } from '@nestjs/common';

import { notFound } from '../platform/problems';
import { everyCallerPseudonyms, everyHashOf, type CallerKeyVersion } from '../privacy/caller-keys';
import { HiddenNumbers } from '../privacy/hidden-numbers';
import { Keyring } from '../privacy/keyring';
import { toCallRules } from './call-rules';
import { resolveSettings, type ResolvedSettings } from './resolved-settings';
import {
  readDirectory,
  readSettingsState,
  readVersions,
  type DirectoryEntry,
  type SettingsTx,
  type SettingsVersion,
} from './settings-store';
import { sharedHashes } from './shared-caller-store';

/** No tenant of that name exists, or it has just been deleted. */
export class UnknownTenant extends Error {
  override readonly name = 'UnknownTenant';

  constructor(readonly tenantId: string) {
    super(`there is no tenant ${tenantId}`);
  }
}

export type Named = { readonly id: string; readonly name: string };

export type KnownClinic = Named & {
  /** It is a queue that settings give to no clinic, and that stands in for one (ADR 0063). */
  readonly isImplied: boolean;
};

export type KnownIds = {
  readonly clinics: readonly KnownClinic[];
  readonly queues: readonly Named[];
  readonly agents: readonly Named[];
};

type Version = { readonly fromAt: Instant; readonly settings: ResolvedSettings; readonly rules: CallRules };
/** Newest first; the last one is the tenant without settings and has no beginning. */
type Loaded = {
  readonly revision: string;
  readonly versions: readonly [Version, ...Version[]];
  readonly callerKeys: readonly CallerKeyVersion[];
};

/**
 * The settings of every tenant this process has looked at, by the time from which they hold. Reading is synchronous
 * once `ensureLoaded` has been awaited in the transaction at hand; the objects given out never change, and are the
 * same objects until the settings do.
 */
@Injectable()
export class TenantSettings {
  private readonly loaded = new Map<string, Loaded>();

  /** Without a keyring the ids of agents are as the settings write them. */
  constructor(@Optional() private readonly keyring?: Keyring) {}

  /**
   * Brings what is cached up to date: one small query, and the documents only when something changed. A fold calls it
   * after it holds the tenant's cursor, so that it sees every version committed before. Throws {@link UnknownTenant}.
   */
  async ensureLoaded(tx: SettingsTx, tenantId: string): Promise<void> {
    const state = await readSettingsState(tx, tenantId);
    if (state === undefined) {
      this.loaded.delete(tenantId);
      throw new UnknownTenant(tenantId);
    }
    if (this.loaded.get(tenantId)?.revision === state.revision) return;
    const stored = await readVersions(tx, tenantId);
    const decided = await sharedHashes(tx, tenantId);
    const resolve = ({ fromAt, document }: SettingsVersion): Version => {
      const settings = this.withSharedCallers(
        resolveSettings(state.tenant, this.withHiddenNumbers(tenantId, document)),
        state.callerKeys,
        decided,
      );
      return { fromAt, settings, rules: toCallRules(settings) };
    };
    const bare = resolve({ fromAt: Number.NEGATIVE_INFINITY, document: {} });
    const [newest = bare, ...older] = stored.map(resolve).reverse();
    this.loaded.set(tenantId, {
      revision: state.revision,
      versions: newest === bare ? [bare] : [newest, ...older, bare],
      callerKeys: state.callerKeys,
    });
  }

  /** The rules for a call that arrived at that instant. */
  rulesAt(tenantId: string, instant: Instant): CallRules {
    return this.versionAt(tenantId, instant).rules;
  }

  /** The settings in force at that instant. */
  at(tenantId: string, instant: Instant): ResolvedSettings {
    return this.versionAt(tenantId, instant).settings;
  }

  /** From when on each version holds, the newest first; the tenant without settings has no beginning and is not among them. */
  beginnings(tenantId: string): readonly Instant[] {
    return this.of(tenantId)
      .versions.map(({ fromAt }) => fromAt)
      .filter(Number.isFinite);
  }

  /** The newest settings, also when they hold only from a moment to come. */
  current(tenantId: string): ResolvedSettings {
    return this.of(tenantId).versions[0].settings;
  }

  /** Every version of the key of callers' numbers after the first, ascending. */
  callerKeys(tenantId: string): readonly CallerKeyVersion[] {
    return this.of(tenantId).callerKeys;
  }

  /** A text that changes whenever the tenant or one of its versions does. */
  revision(tenantId: string): string {
    return this.of(tenantId).revision;
  }

  /** Every clinic, queue and agent that the newest settings or the events have named, each once, by id. */
  async known(tx: SettingsTx, tenantId: string): Promise<KnownIds> {
    await this.ensureLoaded(tx, tenantId);
    const settings = this.current(tenantId);
    const seen = await readDirectory(tx, tenantId);
    const queues = merge(seen, 'queue', settings.queues);
    return {
      clinics: withImplied(merge(seen, 'clinic', settings.clinics), { seen, settings, queues }),
      queues,
      agents: merge(seen, 'agent', settings.agents),
    };
  }

  /** Throws 404, the same of every unknown clinic, unless an event or the newest settings name it. */
  async requireClinic(tx: SettingsTx, tenantId: string, clinicId: string): Promise<void> {
    const { clinics } = await this.known(tx, tenantId);
    if (!clinics.some(({ id }) => id === clinicId)) throw notFound('There is no such clinic.');
  }

  /** Agents as events call them: a telephone number in an id is not in the log, so neither is it looked for. */
  private withHiddenNumbers(tenantId: string, document: SettingsFile): SettingsFile {
    if (this.keyring === undefined) return document;
    const hidden = new HiddenNumbers(this.keyring.keyOf(tenantId, 'agent numbers'));
    const { agents, teams } = document;
    return {
      ...document,
      ...(agents && {
        agents: agents.map((agent) => ({
          ...agent,
          id: hidden.in(agent.id),
          aliases: agent.aliases?.map((name) => hidden.in(name)),
        })),
      }),
      ...(teams && {
        teams: teams.map((team) => ({ ...team, members: team.members?.map((id) => hidden.in(id)) })),
      }),
    };
  }

  /**
   * Callers are known by hash alone: those who share a number are those whose hash is that of the number, and those of
   * whom somebody decided it.
   */
  private withSharedCallers(
    settings: ResolvedSettings,
    callerKeys: readonly CallerKeyVersion[],
    decided: readonly string[],
  ): ResolvedSettings {
    const shared = new Set([...this.sharedByNumber(settings, callerKeys), ...decided]);
    if (shared.size === 0) return settings;
    return { ...settings, sharedCallers: [...shared], isSharedCaller: (aniHash) => shared.has(aniHash) };
  }

  private sharedByNumber(
    { tenantId, country, sharedNumbers }: ResolvedSettings,
    callerKeys: readonly CallerKeyVersion[],
  ): readonly string[] {
    if (this.keyring === undefined || sharedNumbers.length === 0) return [];
    const every = everyCallerPseudonyms(this.keyring, tenantId, callerKeys);
    return sharedNumbers.flatMap((ani) => everyHashOf(every, { ani }, country));
  }

  private versionAt(tenantId: string, instant: Instant): Version {
    const { versions } = this.of(tenantId);
    return versions.find((version) => version.fromAt <= instant) ?? versions[0];
  }

  private of(tenantId: string): Loaded {
    const loaded = this.loaded.get(tenantId);
    if (loaded === undefined) throw new Error('settings are read before they are loaded');
    return loaded;
  }
}

function withImplied(
  clinics: readonly Named[],
  of: { seen: readonly DirectoryEntry[]; settings: ResolvedSettings; queues: readonly Named[] },
): KnownClinic[] {
  const named = new Set([
    ...of.settings.clinics.map(({ id }) => id),
    ...of.settings.queues.flatMap(({ clinicId }) => clinicId ?? []),
    ...of.seen.filter((entry) => entry.kind === 'clinic' && entry.named).map(({ id }) => id),
  ]);
  const queues = new Set(of.queues.map(({ id }) => id));
  return clinics.map((clinic) => ({
    ...clinic,
    isImplied: queues.has(clinic.id) && !named.has(clinic.id),
  }));
}

function merge(
  seen: readonly DirectoryEntry[],
  kind: DirectoryEntry['kind'],
  configured: readonly Named[],
): Named[] {
  const names = new Map<string, string>();
  for (const entry of seen) if (entry.kind === kind) names.set(entry.id, entry.name);
  for (const { id, name } of configured) names.set(id, name);
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

import { decodeFacts, encodeFacts, type CallFact } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { waitForCursor } from '../event-log/log-progress-store';
import { Database } from '../platform/database';
import type { RoundRun } from '../platform/rounds/round';
import { renameSharedCallers } from '../settings/shared-caller-store';
import { TenantSettings } from '../settings/tenant-settings';
import { forgetOwed, keepCaller, renamePatients, tellingCalls } from './caller-erasure-store';
import {
  aliasesOf,
  callKeysOfCallers,
  isKeptBefore,
  renameAliases,
  type CallerAlias,
} from './caller-names-store';
import { renameContacts } from './campaign-caller-store';
import { ObligationRefold } from './obligation-refold';

/**
 * Ends what is left of a key that was rotated away: when nothing is kept any more of the time in which it was used, those
 * who are still called by a hash of it are called by the next one, as the log that is kept tells them.
 */
@Injectable()
export class CallerKeyRetirement {
  /** How many callers one transaction renames. */
  pace = 500;

  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly owed: ObligationRefold,
  ) {}

  async run(tenantId: string, { isStopping }: Pick<RoundRun, 'isStopping'>): Promise<void> {
    const over = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const versions = this.settings.callerKeys(tenantId);
      const over: number[] = [];
      for (const { version, until } of versions) {
        const isInUse = (await aliasesOf(tx, tenantId, version, 1)).length > 0;
        if (isInUse && !(await isKeptBefore(tx, tenantId, until))) over.push(version);
      }
      return over;
    });
    for (const version of over) {
      while (!isStopping() && (await this.renameSome(tenantId, version)) === this.pace);
    }
  }

  private renameSome(tenantId: string, version: number): Promise<number> {
    return this.database.withTenant(
      tenantId,
      async (tx) => {
        if ((await waitForCursor(tx, tenantId)) === undefined) return 0;
        const aliases = await aliasesOf(tx, tenantId, version, this.pace);
        if (aliases.length > 0) await this.rename(tx, tenantId, aliases);
        return aliases.length;
      },
      'fold',
    );
  }

  private async rename(tx: EntityManager, tenantId: string, aliases: readonly CallerAlias[]): Promise<void> {
    const names = new Map(aliases.map(({ caller, aniHash }) => [caller, aniHash]));
    const callers = [...names.keys()];
    const callKeys = await callKeysOfCallers(tx, tenantId, callers);
    for (const { key, facts } of await tellingCalls(tx, tenantId, callKeys)) {
      const renamed = decodeFacts(facts).map((fact) => renamedFact(fact, names));
      const aniHash = renamed.find((fact) => fact.aniHash !== undefined)?.aniHash ?? null;
      await keepCaller(tx, tenantId, { key, facts: encodeFacts(renamed), aniHash });
    }
    await renameContacts(tx, tenantId, names);
    await renameSharedCallers(tx, tenantId, names);
    await renameAliases(tx, tenantId, aliases);
    const planned = await renamePatients(tx, tenantId, names);
    const gone = await forgetOwed(tx, tenantId, callers);
    await this.owed.ofCalls(tx, tenantId, { callKeys, planned, gone });
  }
}

function renamedFact(fact: CallFact, names: ReadonlyMap<string, string>): CallFact {
  const aniHash = fact.aniHash === undefined ? undefined : names.get(fact.aniHash);
  return aniHash === undefined ? fact : { ...fact, aniHash };
}

import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { HomeCountry } from '../privacy/caller-number';
import { everyCallerPseudonyms, everyHashOf } from '../privacy/caller-keys';
import { Keyring } from '../privacy/keyring';
import { TenantSettings } from '../settings/tenant-settings';
import { CallerMarks } from './caller-marks';
import {
  addRefusals,
  readUndoneRefusals,
  undoRefusals,
  type Undoing,
  type UndoneRefusal,
} from './caller-mark-store';
import { canonicalAddress, type RefusalRequest } from './invitation-request';

/** Remembers who told a person that they never want to be asked. */
@Injectable()
export class Refusals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
    private readonly marks: CallerMarks,
    private readonly keyring: Keyring,
  ) {}

  /** Holds from now on until somebody undoes it; again changes nothing. */
  async note(tenantId: string, { channel, address }: RefusalRequest): Promise<void> {
    const canonical = canonicalAddress(channel, address, await this.country(tenantId));
    const mark = await this.marks.of(tenantId, { kind: channel, address: canonical });
    await this.database.withTenant(tenantId, (tx) => addRefusals(tx, tenantId, [mark], this.clock.now()));
  }

  /**
   * Takes a refusal back, of a number also as that of a caller, and remembers who did it and why. Resolves with
   * whether there was one. A caller known by a hash of the telephone system's own is not found by the number.
   */
  async undo(tenantId: string, { channel, address }: RefusalRequest, undoing: Undoing): Promise<boolean> {
    const country = await this.country(tenantId);
    const canonical = canonicalAddress(channel, address, country);
    const aniHashes = channel === 'sms' ? this.aniHashesOf(tenantId, canonical, country) : [];
    const marks = await Promise.all([
      this.marks.of(tenantId, { kind: channel, address: canonical }),
      ...aniHashes.map((aniHash) => this.marks.of(tenantId, { kind: 'caller', aniHash })),
    ]);
    const undone = await this.database.withTenant(tenantId, (tx) =>
      undoRefusals(tx, tenantId, marks, { ...undoing, at: this.clock.now() }),
    );
    return undone > 0;
  }

  /** What was taken back, the oldest first. */
  undone(tenantId: string): Promise<readonly UndoneRefusal[]> {
    return this.database.withTenant(tenantId, (tx) => readUndoneRefusals(tx, tenantId));
  }

  private aniHashesOf(tenantId: string, ani: string, country: HomeCountry): readonly string[] {
    const every = everyCallerPseudonyms(this.keyring, tenantId, this.settings.callerKeys(tenantId));
    return everyHashOf(every, { ani }, country);
  }

  private country(tenantId: string): Promise<HomeCountry> {
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      return this.settings.current(tenantId).country;
    });
  }
}

import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database';
import { badRequest } from '../platform/problems';
import { readCallerNumber, type HomeCountry } from '../privacy/caller-number';
import { everyCallerPseudonyms, everyHashOf } from '../privacy/caller-keys';
import type { CallerPseudonyms } from '../privacy/caller-pseudonyms';
import { Keyring } from '../privacy/keyring';
import { TenantSettings } from '../settings/tenant-settings';
import { CallerMarks } from '../surveys/caller-marks';

/** By what a caller may be kept, and nothing else of them. */
export type KnownCaller = {
  /** As calls and events tell them. */
  readonly hashes: readonly string[];
  /** As invitations tell them: of the number they went to, and of the caller of the call. */
  readonly marks: readonly Buffer[];
};

/** What may be a number or a hash within a text. */
const telling = /\+?\d[\d\s.()/-]{4,24}\d|[A-Za-z0-9_-]{16,64}/gu;

/** Knows callers again without knowing who they are. */
@Injectable()
export class CallerFinder {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly keyring: Keyring,
    private readonly marks: CallerMarks,
  ) {}

  /**
   * Of a number, in whatever spelling, or of the hash by which a telephone system tells of a caller. A number without a
   * country is that of the centre's and of every clinic's country. Throws 400 `bad_number` when it is neither.
   */
  async find(tenantId: string, number: string): Promise<KnownCaller> {
    const { homes, every } = await this.known(tenantId);
    const hashes = distinct(homes.flatMap((home) => everyHashOf(every, { aniHash: number }, home)));
    if (hashes.length === 0)
      throw badRequest('bad_number', 'number: is neither a telephone number nor the hash of one.');
    const addresses = distinct(homes.flatMap((home) => readCallerNumber(number, home)?.e164 ?? []));
    const marks = await Promise.all([
      ...addresses.map((address) => this.marks.of(tenantId, { kind: 'sms', address })),
      ...hashes.map((aniHash) => this.marks.of(tenantId, { kind: 'caller', aniHash })),
    ]);
    return { hashes, marks };
  }

  /** Whether a text tells one of these callers; to be asked of many texts. */
  async tellsOf(tenantId: string, hashes: readonly string[]): Promise<(text: string) => boolean> {
    const { homes, every } = await this.known(tenantId);
    const wanted = new Set(hashes);
    return (text) => {
      const parts = new Set(text.match(telling));
      return [...parts].some((part) =>
        homes.some((home) => everyHashOf(every, { aniHash: part }, home).some((hash) => wanted.has(hash))),
      );
    };
  }

  private known(tenantId: string): Promise<Known> {
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const { country, clinics } = this.settings.current(tenantId);
      return {
        homes: distinct([country, ...clinics.map((clinic) => clinic.country)]),
        every: everyCallerPseudonyms(this.keyring, tenantId, this.settings.callerKeys(tenantId)),
      };
    });
  }
}

/** In which countries a number may have been written, and the keys under which it may have been hashed. */
type Known = { readonly homes: readonly HomeCountry[]; readonly every: readonly CallerPseudonyms[] };

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

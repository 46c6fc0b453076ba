import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { notFound } from '../platform/problems';
import { callerPseudonymsAt } from '../privacy/caller-keys';
import type { HomeCountry } from '../privacy/caller-number';
import { HiddenNumbers } from '../privacy/hidden-numbers';
import { Keyring } from '../privacy/keyring';
import { numberKeepersAt } from '../settings/callback-settings';
import { TenantSettings } from '../settings/tenant-settings';
import { TenantDirectory } from '../tenants/tenant-directory';
import { unlimited, type SendingLimits } from '../access/api-key';
import { NewIds } from './new-ids';
import type { ReadingRules } from './read-event';
import { sendingRefusal, type Place } from './sending-limits';
import { SourceClocks } from './source-clocks';

/** How old the settings may be by which a caller's country is known: a request must not ask for them each time. */
const freshMs = 2_000;

/** How the events of each tenant are to be read. */
@Injectable()
export class TenantReadingRules {
  private readonly loading = new Map<string, { readonly at: number; readonly done: Promise<void> }>();

  constructor(
    private readonly tenants: TenantDirectory,
    private readonly keyring: Keyring,
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clocks: SourceClocks,
    private readonly clock: Clock,
    private readonly newIds: NewIds,
  ) {}

  /**
   * `source` stands in where an event names none; `limits` bind its sender. Rejects with 404 when there is no such
   * tenant.
   */
  async of(tenantId: string, source?: string, limits: SendingLimits = unlimited): Promise<ReadingRules> {
    const tenant = await this.tenants.find(tenantId);
    if (tenant === undefined) throw notFound('There is no such tenant.');
    await this.loadSettings(tenantId);
    const now = this.clock.now();
    const keepers = numberKeepersAt(this.settings.at(tenantId, now), now);
    return {
      pseudonyms: callerPseudonymsAt(this.keyring, tenantId, this.settings.callerKeys(tenantId), now),
      hidden: new HiddenNumbers(this.keyring.keyOf(tenantId, 'agent numbers')),
      homeOf: (place, at) => this.homeOf(tenantId, place, at),
      ...(keepers.size > 0 && {
        keeperOf: (place, at) => {
          const clinicId = this.clinicOf(tenantId, place, at) ?? place.queueId;
          return clinicId !== undefined && keepers.has(clinicId) ? clinicId : null;
        },
      }),
      now,
      skewOf: (of, type, { at, offsetMs }) => {
        if (type !== 'source.heartbeat') return this.clocks.skewOf(tenantId, of, at, now);
        this.clocks.told(tenantId, of, offsetMs ?? at - now, now);
        return 0;
      },
      admits: (named) => this.newIds.admits(tenantId, named, now),
      source,
      refusal: (event) => sendingRefusal(limits, event, (at) => this.settings.rulesAt(tenantId, at)),
    };
  }

  private homeOf(tenantId: string, place: Place, at: number): HomeCountry {
    const settings = this.settings.at(tenantId, at);
    const clinicId = this.clinicOf(tenantId, place, at);
    return clinicId === undefined ? settings.country : settings.clinic(clinicId).country;
  }

  private clinicOf(tenantId: string, { clinicId, dnis, queueId }: Place, at: number): string | undefined {
    const rules = this.settings.rulesAt(tenantId, at);
    const dialled = dnis === undefined ? undefined : rules.clinicOfNumber(dnis);
    const queued = queueId === undefined ? undefined : rules.clinicOfQueue(queueId);
    return clinicId ?? dialled ?? queued;
  }

  /** Requests that come together ask once. */
  private loadSettings(tenantId: string): Promise<void> {
    const now = performance.now();
    const known = this.loading.get(tenantId);
    if (known !== undefined && now - known.at < freshMs) return known.done;
    const done = this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      await this.newIds.ensureLoaded(tx, tenantId, this.clock.now());
    });
    this.loading.set(tenantId, { at: now, done });
    done.catch(() => this.loading.delete(tenantId));
    return done;
  }
}

/** What a queue_log's telephone system is called when nobody says. */
export const defaultQueueLogSource = 'asterisk';

/** Whether a text may name a source: 1 to 128 printable characters. */
export const isSourceName = (text: unknown): text is string =>
  typeof text === 'string' && /^[^\u0000-\u001f\u007f]{1,128}$/u.test(text);

import { Injectable } from '@nestjs/common';

import { callKey } from '../event-log/logged-event';
import { Projector } from '../fold/projector';
import { seesAllOfClinic } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database, type Tx } from '../platform/database';
import type { ResolvedSettings } from '../settings/resolved-settings';
import type { SurveyTemplate } from '../settings/survey-template';
import { TenantSettings } from '../settings/tenant-settings';
import { findCalled, latestUninvited, type Called } from './called-query';
import type { NotInvited } from '@vigie/contracts';
import { unfitCall } from './eligibility';

/** A call that can be asked about, and how. */
export type AskedCall = {
  readonly called: Called;
  readonly template: SurveyTemplate;
  readonly settings: ResolvedSettings;
};

/** Finds calls and what the settings say about asking. */
@Injectable()
export class AskedCalls {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
    private readonly projector: Projector,
  ) {}

  /** The call of that name, or why it cannot be asked about. */
  async find(
    { tenantId, scope }: Pick<Viewer, 'tenantId' | 'scope'>,
    source: string,
    callId: string,
  ): Promise<AskedCall | NotInvited> {
    const key = callKey(source, callId);
    const look = (): Promise<AskedCall | NotInvited> =>
      this.database.withTenant(tenantId, async (tx) => {
        const called = await findCalled(tx, tenantId, key);
        if (called === undefined || !seesAllOfClinic(scope, called.clinicId ?? '')) return 'unknown_call';
        return (
          unfitCall(called, this.clock.now()) ?? (await this.asked(tx, tenantId, called)) ?? 'no_template'
        );
      });
    const found = await look();
    if (found !== 'unknown_call' && found !== 'call_not_over') return found;
    // The sender may be faster than the fold.
    await this.projector.foldNow(tenantId);
    return look();
  }

  /**
   * The latest answered call that nobody was invited about, to look at the page with; one whose caller can be asked
   * in that language, if there is one.
   */
  latest(tenantId: string, language?: string): Promise<AskedCall | 'unknown_call' | 'no_template'> {
    return this.database.withTenant(tenantId, async (tx) => {
      const calls = await latestUninvited(tx, tenantId);
      if (calls.length === 0) return 'unknown_call';
      const found: AskedCall[] = [];
      for (const called of calls) {
        const asked = await this.asked(tx, tenantId, called);
        if (asked !== undefined) found.push(asked);
      }
      const speaks = ({ template }: AskedCall): boolean =>
        template.languages.some((code) => code === language);
      return found.find(speaks) ?? found[0] ?? 'no_template';
    });
  }

  private async asked(tx: Tx, tenantId: string, called: Called): Promise<AskedCall | undefined> {
    await this.settings.ensureLoaded(tx, tenantId);
    const settings = this.settings.at(tenantId, this.clock.now());
    const template = called.clinicId === null ? settings.survey : settings.clinic(called.clinicId).survey;
    return template === null ? undefined : { called, template, settings };
  }
}

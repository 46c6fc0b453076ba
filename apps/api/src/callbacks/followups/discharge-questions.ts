import type { CallbackDetail, CallbackView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { Problem } from '../../platform/problems';
import type { CallbackRow } from '../callback-query';
import { TenantSettings } from '../../settings/tenant-settings';
import { ClinicSheets } from '../../sheets/clinic-sheets';

const discharge = 'post_discharge';

type Questions = NonNullable<CallbackDetail['questions']>;

/**
 * Whether a clinic has its patients asked after a discharge: where its settings switch that on, and it approved the sheet
 * that secretaries have, and that says what to do in an emergency. What is asked is the same everywhere. Settings are
 * loaded.
 */
@Injectable()
export class DischargeQuestions {
  constructor(
    private readonly sheets: ClinicSheets,
    private readonly settings: TenantSettings,
  ) {}

  /** The version they are asked by; null where the clinic approved none. */
  private async of(tenantId: string, clinicId: string): Promise<Questions | null> {
    const held = await this.sheets.held(tenantId, clinicId);
    const approved = held?.version.approved ?? null;
    if (held === null || approved === null || held.sheet.emergency.trim() === '') return null;
    const { version, sheet } = { version: held.version.version, sheet: held.sheet };
    return { version, approvedBy: approved.by, approvedAt: approved.at, emergency: sheet.emergency };
  }

  /** Whether they are asked of one of the list, and by which version. */
  async about(
    tenantId: string,
    { followup, clinicId }: CallbackView,
  ): Promise<Pick<CallbackDetail, 'asksQuestions' | 'questions'>> {
    const asksQuestions = followup?.type === discharge && this.isOn(tenantId, clinicId);
    return { asksQuestions, questions: asksQuestions ? await this.of(tenantId, clinicId) : null };
  }

  /** Rejects with 409 `not_asked` for one of no discharge, `sheet_changed` for another version than the one that holds. */
  async require(tenantId: string, { clinicId, detail }: CallbackRow, version: number): Promise<void> {
    if (detail.followup?.type !== discharge || !this.isOn(tenantId, clinicId)) {
      const why = 'These questions are asked after a discharge, where the clinic has them asked.';
      throw new Problem({ code: 'not_asked', status: 409, detail: why });
    }
    if ((await this.of(tenantId, clinicId))?.version === version) return;
    const why = 'That is not the version of the sheet that the clinic approved and secretaries have.';
    throw new Problem({ code: 'sheet_changed', status: 409, detail: why });
  }

  private isOn(tenantId: string, clinicId: string): boolean {
    return this.settings.current(tenantId).clinic(clinicId).dischargeQuestions;
  }
}

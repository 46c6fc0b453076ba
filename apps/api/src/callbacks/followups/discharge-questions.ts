import type { CallbackDetail } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { Problem } from '../../platform/problems';
import { ClinicSheets } from '../../sheets/clinic-sheets';

type Questions = NonNullable<CallbackDetail['questions']>;

/**
 * Whether a clinic has its patients asked after a discharge: where it approved the sheet that secretaries have, and that
 * says what to do in an emergency. What is asked is the same everywhere.
 */
@Injectable()
export class DischargeQuestions {
  constructor(private readonly sheets: ClinicSheets) {}

  /** The version they are asked by; null where the clinic approved none. */
  async of(tenantId: string, clinicId: string): Promise<Questions | null> {
    const held = await this.sheets.held(tenantId, clinicId);
    const approved = held?.version.approved ?? null;
    if (held === null || approved === null || held.sheet.emergency.trim() === '') return null;
    const { version, sheet } = { version: held.version.version, sheet: held.sheet };
    return { version, approvedBy: approved.by, approvedAt: approved.at, emergency: sheet.emergency };
  }

  /** Rejects with 409 `sheet_changed` where they were not asked by the version that holds. */
  async require(tenantId: string, clinicId: string, version: number): Promise<void> {
    if ((await this.of(tenantId, clinicId))?.version === version) return;
    const detail = 'That is not the version of the sheet that the clinic approved and secretaries have.';
    throw new Problem({ code: 'sheet_changed', status: 409, detail });
  }
}

import type { CallbackDetail, CallbackView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { Problem } from '../../platform/problems';
import type { CallbackRow } from '../callback-query';
import { ClinicSheets } from '../../sheets/clinic-sheets';

const discharge = 'post_discharge';

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

  /** The same of one of the list; null also where it is of no discharge. */
  async about(tenantId: string, { followup, clinicId }: CallbackView): Promise<Questions | null> {
    return followup?.type === discharge ? this.of(tenantId, clinicId) : null;
  }

  /** Rejects with 409 `not_asked` for one of no discharge, `sheet_changed` for another version than the one that holds. */
  async require(tenantId: string, { clinicId, detail }: CallbackRow, version: number): Promise<void> {
    if (detail.followup?.type !== discharge) {
      const why = 'These questions are asked after a discharge.';
      throw new Problem({ code: 'not_asked', status: 409, detail: why });
    }
    if ((await this.of(tenantId, clinicId))?.version === version) return;
    const why = 'That is not the version of the sheet that the clinic approved and secretaries have.';
    throw new Problem({ code: 'sheet_changed', status: 409, detail: why });
  }
}

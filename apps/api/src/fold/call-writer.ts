import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { CallRow } from './call-columns';
import { CallRowStore } from './call-row-store';
import { CallSurveyStore, type RefoldedCall } from './call-survey-store';

/** Writes calls, and beside them what their callers said. */
@Injectable()
export class CallWriter {
  constructor(
    private readonly rows: CallRowStore,
    private readonly surveys: CallSurveyStore,
  ) {}

  /** `rows` as the calls are now; `surveyed` those of which a survey is or was told. */
  async write(
    tx: EntityManager,
    tenantId: string,
    rows: readonly CallRow[],
    surveyed: readonly RefoldedCall[],
  ): Promise<void> {
    await this.rows.write(tx, tenantId, rows);
    await this.surveys.write(tx, tenantId, surveyed);
  }
}

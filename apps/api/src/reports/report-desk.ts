import type { ReportDocument } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { toReportDocument } from './document/to-report-document';
import type { ReportMaterial } from './document/report-material';
import { Reporter } from './reporter';
import type { ReportMonth } from './report-month';
import type { ReportLanguage } from './words/report-format';

/** Gives reports out: as stored once they are frozen, else as the figures stand. */
@Injectable()
export class ReportDesk {
  constructor(
    private readonly reporter: Reporter,
    private readonly clock: Clock,
  ) {}

  async material(tenantId: string, month: ReportMonth, clinicId: string): Promise<ReportMaterial> {
    const figures = await this.reporter.figures(tenantId, month, clinicId);
    return {
      figures,
      status: 'running',
      version: 0,
      computedAt: this.clock.now(),
      comments: null,
      actions: [],
      earlierActions: [],
      notes: [],
    };
  }

  async document(
    tenantId: string,
    { month, clinicId, language }: { month: ReportMonth; clinicId: string; language: ReportLanguage },
  ): Promise<ReportDocument> {
    return toReportDocument(await this.material(tenantId, month, clinicId), language);
  }
}

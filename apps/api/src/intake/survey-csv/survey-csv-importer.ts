import type { ImportAnswer } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { FileImporter, type FileFormat, type FileToImport } from '../files/file-importer';
import { ImportZones } from '../files/import-zones';
import { surveyColumns, surveyRowReader } from './survey-row';

/** Takes what callers answered elsewhere in from a table, one row a call and way of asking. */
@Injectable()
export class SurveyCsvImporter {
  constructor(
    private readonly importer: FileImporter,
    private readonly zones: ImportZones,
  ) {}

  /** `timezone` says on whose clocks local times are; left out: the tenant's. */
  async import(tenantId: string, timezone: string | undefined, file: FileToImport): Promise<ImportAnswer> {
    const zoneOf = await this.zones.of(tenantId, timezone);
    const format: FileFormat = {
      kind: 'survey-csv',
      columns: surveyColumns,
      timeColumn: 'answeredAt',
      reader: (columns, order) => surveyRowReader(columns, zoneOf, order),
    };
    return this.importer.import(tenantId, format, file);
  }
}

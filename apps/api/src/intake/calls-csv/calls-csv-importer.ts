import type { ImportAnswer } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { FileImporter, type FileFormat, type FileToImport } from '../files/file-importer';
import { ImportZones } from '../files/import-zones';
import { callColumns, readCallRow } from './call-row';

/** The source of calls whose file nobody names one for. */
export const defaultCallsSource = 'calls-csv';

/** How a table of calls is to be read. */
export type CallsCsvOptions = {
  /** Which telephone system the calls are of. */
  readonly source: string;
  /** On whose clocks its local times are; left out: the clinic's, else the tenant's. */
  readonly timezone?: string | undefined;
};

/** Takes calls with who answered, waits, talk and marks in from a table, one row a call. */
@Injectable()
export class CallsCsvImporter {
  constructor(
    private readonly importer: FileImporter,
    private readonly zones: ImportZones,
  ) {}

  async import(
    tenantId: string,
    { source, timezone }: CallsCsvOptions,
    file: FileToImport,
  ): Promise<ImportAnswer> {
    const zoneOf = await this.zones.of(tenantId, timezone);
    const format: FileFormat = {
      kind: 'calls-csv',
      columns: callColumns,
      timeColumn: 'arrivedAt',
      reader: (_columns, order) => (row) => readCallRow(row, { source, zoneOf, order }),
    };
    return this.importer.import(tenantId, format, file);
  }
}

import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { importAnswerSchema, type ImportAnswer } from '@vigie/contracts';

import { badRequest } from '../../platform/problems';
import { WhoMay } from '../../access/may';
import { requireWholeCentre } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { Answers } from '../../platform/http/answers';
import { isSourceName } from '../reading-rules';
import { sourceOfTable } from '../sending-limits';
import { withFileBody } from '../patient-body';
import { DescribeHowAFileIsWritten, readWrittenAs, type WrittenAs } from '../files/written-as';
import { CallsCsvImporter, defaultCallsSource } from './calls-csv-importer';

/** Takes a table of calls by HTTP, streamed, of any length. */
@ApiTags('imports')
@Controller('api/v1/imports')
export class CallsCsvController {
  constructor(private readonly importer: CallsCsvImporter) {}

  @Post('calls-csv')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Import calls from a table; the last import of a call stands',
    operationId: 'importCallsCsv',
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' }, description: 'See docs/imports.md for its columns' })
  @ApiQuery({ name: 'timezone', required: false, description: 'IANA zone of times without one' })
  @ApiQuery({ name: 'source', required: false, description: 'Telephone system; default calls-csv' })
  @DescribeHowAFileIsWritten()
  @Answers(importAnswerSchema, { description: 'What became of the rows, told after COMMIT' })
  async import(
    @WhoMay('tables.import') { tenantId, scope, sends }: Viewer,
    @Body() body: unknown,
    @Query() query: WrittenAs & { readonly source?: string; readonly timezone?: string },
  ): Promise<ImportAnswer> {
    requireWholeCentre(scope);
    const { source: asked, timezone, ...written } = query;
    const source = sourceOfTable(sends, asked, defaultCallsSource);
    if (!isSourceName(source))
      throw badRequest('invalid_source', 'source must be 1 to 128 printable characters.');
    const options = { source, timezone };
    const how = readWrittenAs(written);
    return withFileBody(body, (chunks) => this.importer.import(tenantId, options, { chunks, ...how }));
  }
}

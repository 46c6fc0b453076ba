import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { importAnswerSchema, type ImportAnswer } from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import { requireWholeCentre } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { Answers } from '../../platform/http/answers';
import { withFileBody } from '../patient-body';
import { requireUnbound } from '../sending-limits';
import { DescribeHowAFileIsWritten, readWrittenAs, type WrittenAs } from '../files/written-as';
import { SurveyCsvImporter } from './survey-csv-importer';

/** Takes a table of survey results by HTTP, streamed, of any length. */
@ApiTags('imports')
@Controller('api/v1/imports')
export class SurveyCsvController {
  constructor(private readonly importer: SurveyCsvImporter) {}

  @Post('survey-csv')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Import survey results from a table; the last import of an answer stands',
    operationId: 'importSurveyCsv',
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' }, description: 'See docs/imports.md for its columns' })
  @ApiQuery({ name: 'timezone', required: false, description: 'IANA zone of times without one' })
  @DescribeHowAFileIsWritten()
  @Answers(importAnswerSchema, { description: 'What became of the rows, told after COMMIT' })
  async import(
    @WhoMay('tables.import') { tenantId, scope, sends }: Viewer,
    @Body() body: unknown,
    @Query() { timezone, ...written }: WrittenAs & { readonly timezone?: string },
  ): Promise<ImportAnswer> {
    requireWholeCentre(scope);
    requireUnbound(sends);
    const how = readWrittenAs(written);
    return withFileBody(body, (chunks) => this.importer.import(tenantId, timezone, { chunks, ...how }));
  }
}

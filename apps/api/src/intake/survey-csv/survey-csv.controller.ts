import { Body, Controller, HttpCode, Post, Query, Req, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';

import { ApiKeyGuard, type KeyedRequest } from '../../access/api-key.guard';
import { Scopes } from '../../access/scopes';
import { withFileBody } from '../files/file-body';
import type { ImportAnswer } from '../files/import-answer';
import { SurveyCsvImporter } from './survey-csv-importer';

/** Takes a table of survey results by HTTP, streamed, of any length. */
@ApiTags('imports')
@ApiBearerAuth()
@Controller('api/v1/imports')
export class SurveyCsvController {
  constructor(private readonly importer: SurveyCsvImporter) {}

  @Post('survey-csv')
  @HttpCode(200)
  @UseGuards(ApiKeyGuard)
  @Scopes('events:write')
  @ApiOperation({
    summary: 'Import survey results from a table; the last import of an answer stands',
    operationId: 'importSurveyCsv',
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' }, description: 'See docs/imports.md for its columns' })
  @ApiQuery({ name: 'timezone', required: false, description: 'IANA zone of times without one' })
  @ApiOkResponse({ description: 'What became of the rows, told after COMMIT' })
  async import(
    @Req() request: KeyedRequest,
    @Body() body: unknown,
    @Query('timezone') timezone?: string,
  ): Promise<ImportAnswer> {
    const { tenantId } = request.apiKey;
    return withFileBody(body, (chunks) => this.importer.import(tenantId, timezone, { chunks }));
  }
}

import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { followupFileSchema, type FollowupFile } from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, Refuses } from '../../platform/http/answers';
import { readChoice, readId } from '../../platform/http/read-request';
import { DescribeHowAFileIsWritten, readWrittenAs, type WrittenAs } from '../files/written-as';
import { withFileBody } from '../patient-body';
import { requireUnbound } from '../sending-limits';
import { FollowupsCsvImporter } from './followups-csv-importer';

type Asked = WrittenAs & Readonly<{ clinicId?: unknown; type?: unknown; preview?: unknown }>;

/** Takes a clinic's list of discharges or visits by HTTP. */
@ApiTags('imports')
@Controller('api/v1/imports')
export class FollowupsCsvController {
  constructor(private readonly importer: FollowupsCsvImporter) {}

  @Post('followups-csv')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Plans a call for each row of a clinic’s list of discharges or visits; sent again it changes nothing',
    operationId: 'importFollowupsCsv',
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' }, description: 'See docs/followups.md for its columns' })
  @ApiQuery({ name: 'clinicId' })
  @ApiQuery({ name: 'type', required: false, description: 'Of rows that name none.' })
  @ApiQuery({
    name: 'preview',
    required: false,
    enum: ['true', 'false'],
    description: 'Only says what would be.',
  })
  @DescribeHowAFileIsWritten()
  @Answers(followupFileSchema)
  @Refuses(400, '`invalid_header`: it tells neither who nor when. `too_many_rows`: more than 5,000.')
  @Refuses(404, 'There is no such clinic, or none of the viewer’s scope.')
  @Refuses(409, '`followups_off`: no follow-ups are planned for the clinic.')
  import(
    @WhoMay('callbacks.work') { tenantId, scope, sends }: Viewer,
    @Body() body: unknown,
    @Query() { clinicId, type, preview, ...written }: Asked,
  ): Promise<FollowupFile> {
    requireUnbound(sends);
    const list = {
      clinicId: readId('clinicId', clinicId),
      type: type === undefined ? undefined : readId('type', type),
      preview: preview !== undefined && readChoice('preview', ['true', 'false'], preview) === 'true',
      ...readWrittenAs(written),
    };
    return withFileBody(body, (chunks) => this.importer.import(tenantId, scope, { chunks, ...list }));
  }
}

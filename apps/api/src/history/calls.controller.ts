import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { callExplanationSchema, callListSchema, type CallExplanation, type CallList } from '@vigie/contracts';

import { GivesFiles, WhoMay } from '../access/may';
import { missingScope } from '../access/refusals';
import type { Viewer } from '../access/viewer';
import type { RawQuery } from '../metrics/metrics-question';
import { Answers, Refuses } from '../platform/http/answers';
import { CallExplanations } from './call-explanations';
import { CallLists, mostRows, usualRows } from './call-lists';
import { callTable } from './call-table';
import { DescribedFiles, DescribedHistory } from './described-history';
import { describedFiles, fileFormats, fileOf, readFile } from './history-files';
import { listedCounts } from './listed-count';

/** The calls behind a number, and one of them explained. */
@ApiTags('history')
@Controller('api/v1/calls')
export class CallsController {
  constructor(
    private readonly lists: CallLists,
    private readonly explanations: CallExplanations,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The calls that a count counts, latest first, a page at a time',
    description:
      'Range and filters as of `GET /api/v1/history`; where an answer counts segments, a row for each. Numbers are masked. Each page is in the audit log.',
    operationId: 'listCalls',
  })
  @ApiQuery({
    name: 'count',
    required: false,
    enum: [...listedCounts],
    description: 'Of which count; default `presented`.',
  })
  @ApiQuery({ name: 'limit', required: false, description: `1 to ${mostRows}, ${usualRows} when absent.` })
  @ApiQuery({ name: 'cursor', required: false, description: 'The `next` of the page before.' })
  @DescribedHistory()
  @DescribedFiles()
  @GivesFiles('format', ...fileFormats)
  @Answers(callListSchema, { files: describedFiles })
  @Refuses(400, 'A problem whose `code` is that of `GET /api/v1/history`.')
  @Refuses(403, '`missing_scope`: a file, without the permission to take out lists (`calls.export`).')
  async list(
    @WhoMay('calls.read') viewer: Viewer,
    @Query() raw: RawQuery,
  ): Promise<CallList | StreamableFile> {
    const { file, query } = readFile(raw);
    if (file === null) return this.lists.list(viewer, query);
    if (!viewer.may('calls.export')) throw missingScope('calls.export');
    const { rows, timezone } = await this.lists.every(
      { ...viewer, scope: viewer.scopeOf('calls.export') },
      query,
    );
    return fileOf(callTable(rows, timezone), file, 'calls');
  }

  @Get(':id')
  @ApiOperation({
    summary: 'One call: its picture, what happened, and by which rules it is counted',
    operationId: 'getCall',
  })
  @Answers(callExplanationSchema)
  @Refuses(404, '`not_found`: there is no such call, or it is not of the scope of who asks.')
  one(@WhoMay('calls.read') viewer: Viewer, @Param('id') id: string): Promise<CallExplanation> {
    return this.explanations.of(viewer, id);
  }
}

import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { callExplanationSchema, callListSchema, type CallExplanation, type CallList } from '@vigie/contracts';

import { GivesFiles, WhoMay } from '../access/may';
import { lackedBy } from '../access/refusals';
import type { Viewer } from '../access/viewer';
import type { RawQuery } from '../metrics/metrics-question';
import { Answers, Refuses, RefusesHalfAPast } from '../platform/http/answers';
import {
  DescribedFiles,
  describedFiles,
  fileFormats,
  mostRowsOf,
  readFile,
  type AskedFile,
} from '../platform/tables/table-file';
import { CallExplanations } from './call-explanations';
import { CallLists, mostRows, usualRows } from './call-lists';
import { callTable } from './call-table';
import { DescribedHistory } from './described-history';
import { fileOf } from '../metrics/defined-files';
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
  @DescribedFiles('json')
  @GivesFiles('format', ...fileFormats)
  @Answers(callListSchema, { files: describedFiles })
  @RefusesHalfAPast()
  @Refuses(
    400,
    'A problem whose `code` is that of `GET /api/v1/history`; of a workbook `range_too_wide` also when the calls are more than the 1,048,575 rows of a sheet.',
  )
  @Refuses(
    403,
    '`forbidden`, or `missing_scope` of a key: a file, without the permission to take out lists (`calls.export`).',
  )
  async list(
    @WhoMay('calls.read') viewer: Viewer,
    @Query() raw: RawQuery,
  ): Promise<CallList | StreamableFile> {
    const { file, query } = readFile(raw);
    return file === null ? this.lists.list(viewer, query) : this.file(viewer, file, query);
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

  private async file(viewer: Viewer, file: NonNullable<AskedFile>, query: RawQuery): Promise<StreamableFile> {
    if (!viewer.may('calls.export')) throw lackedBy(viewer, 'calls.export');
    const exporter = { ...viewer, scope: viewer.scopeOf('calls.export') };
    const every = await this.lists.every(exporter, query, mostRowsOf[file.format]);
    return fileOf(callTable(every), file, 'calls');
  }
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { callExplanationSchema, callListSchema, type CallExplanation, type CallList } from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import type { RawQuery } from '../metrics/metrics-question';
import { Answers, Refuses } from '../platform/http/answers';
import { CallExplanations } from './call-explanations';
import { CallLists, mostRows, usualRows } from './call-lists';
import { DescribedHistory } from './described-history';
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
  @Answers(callListSchema)
  @Refuses(400, 'A problem whose `code` is that of `GET /api/v1/history`.')
  list(@WhoMay('calls.read') viewer: Viewer, @Query() query: RawQuery): Promise<CallList> {
    return this.lists.list(viewer, query);
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

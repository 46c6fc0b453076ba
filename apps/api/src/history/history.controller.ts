import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  historyBreakdownSchema,
  historyDimensions,
  historySchema,
  type History as HistoryAnswer,
  type HistoryBreakdown,
} from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import type { RawQuery } from '../metrics/metrics-question';
import { Answers, Refuses } from '../platform/http/answers';
import { DescribedHistory } from './described-history';
import { History } from './history';

const refusals =
  'A problem whose `code` is missing_parameter, unknown_parameter, invalid_parameter, invalid_time, unaligned, empty_range, not_a_wait_edge, too_many_rows or range_too_wide: what is narrowed so has no stored sums, and the range holds more than 50,000 calls.';

/** Any range, compared and explained. */
@ApiTags('history')
@Controller('api/v1/history')
export class HistoryController {
  constructor(private readonly history: History) {}

  @Get()
  @ApiOperation({
    summary: 'The numbers of a range, compared with another: headlines, trend, hours, outcomes, waits',
    description: 'Of the scope of who asks, from the same sums as `GET /api/v1/metrics`.',
    operationId: 'getHistory',
  })
  @DescribedHistory()
  @Answers(historySchema)
  @Refuses(400, refusals)
  page(@WhoMay('metrics.see') viewer: Viewer, @Query() query: RawQuery): Promise<HistoryAnswer> {
    return this.history.page(viewer, query);
  }

  @Get('breakdown')
  @ApiOperation({
    summary:
      'The same range by one dimension, each key with its change, and how many changes chance alone would show',
    operationId: 'getHistoryBreakdown',
  })
  @ApiQuery({ name: 'by', enum: [...historyDimensions] })
  @DescribedHistory()
  @Answers(historyBreakdownSchema)
  @Refuses(400, refusals)
  breakdown(@WhoMay('metrics.see') viewer: Viewer, @Query() query: RawQuery): Promise<HistoryBreakdown> {
    return this.history.breakdown(viewer, query);
  }
}

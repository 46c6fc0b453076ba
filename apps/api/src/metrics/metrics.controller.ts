import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { metricsAnswerSchema, type MetricsAnswer } from '@vigie/contracts';
import { GivesFiles, WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses, RefusesHalfAPast } from '../platform/http/answers';
import { DescribedFiles, describedFiles, fileFormats, readFile } from '../platform/tables/table-file';
import { fileOf } from './defined-files';
import { DescribedQuery } from './described-query';
import { metricsText } from './metrics-answer';
import type { RawQuery } from './metrics-question';
import { metricsTable } from './metrics-table';
import { RatedMonths } from './rated-months';
import { Statistician } from './statistician';

/** Numbers out: any range, cut into intervals, told apart by one dimension, narrowed by the others. */
@ApiTags('metrics')
@Controller('api/v1/metrics')
export class MetricsController {
  constructor(
    private readonly statistician: Statistician,
    private readonly rated: RatedMonths,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Counts and metrics of a range, by interval and dimension',
    operationId: 'getMetrics',
  })
  @DescribedQuery()
  @DescribedFiles('json')
  @GivesFiles('format', ...fileFormats)
  @Answers(metricsAnswerSchema, { files: describedFiles })
  @Refuses(
    400,
    'A problem whose `code` is missing_parameter, unknown_parameter, invalid_parameter, invalid_time, unaligned, empty_range, range_too_wide, too_wide, not_a_wait_edge or too_many_rows.',
  )
  @Refuses(
    403,
    '`person_figures_off`: figures by agent, where staff were not informed yet or the centre has them off (`GET /api/v1/staff-notice`).',
  )
  @RefusesHalfAPast()
  async answer(
    @WhoMay('metrics.see') viewer: Viewer,
    @Query() raw: RawQuery,
  ): Promise<MetricsAnswer | StreamableFile> {
    const { file, query } = readFile(raw);
    const answered = await this.statistician.ask(viewer, query);
    const answer = await this.rated.tell(viewer.tenantId, answered);
    if (file !== null) return fileOf(metricsTable(answer), file, `metrics-${answer.from.slice(0, 10)}`);
    if (answer.rows.length <= rowsInOneGo) return answer;
    return new StreamableFile(Readable.from(metricsText(answer)), {
      type: 'application/json; charset=utf-8',
    });
  }
}

const rowsInOneGo = 500;

import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  historyBreakdownSchema,
  historyDimensions,
  historyPresetsSchema,
  historySchema,
  type History as HistoryAnswer,
  type HistoryBreakdown,
  type HistoryPresets,
} from '@vigie/contracts';

import { GivesFiles, WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import type { RawQuery } from '../metrics/metrics-question';
import { Answers, Refuses, RefusesHalfAPast } from '../platform/http/answers';
import { DescribedFiles, describedFiles, fileFormats, readFile } from '../platform/tables/table-file';
import { breakdownTable } from './breakdown-table';
import { DescribedHistory } from './described-history';
import { History } from './history';
import { fileOf } from '../metrics/defined-files';
import { historyTable } from './history-table';
import { presetTable, Presets } from './presets';

const refusals =
  'A problem whose `code` is missing_parameter, unknown_parameter, invalid_parameter, invalid_time, unaligned, empty_range, not_a_wait_edge, too_many_rows or range_too_wide: what is narrowed so has no stored sums, and the range holds more than 50,000 calls.';

/** Any range, compared and explained. */
@ApiTags('history')
@Controller('api/v1/history')
export class HistoryController {
  constructor(
    private readonly history: History,
    private readonly presets: Presets,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The numbers of a range, compared with another: headlines, trend, hours, outcomes, waits',
    description: 'Of the scope of who asks, from the same sums as `GET /api/v1/metrics`.',
    operationId: 'getHistory',
  })
  @DescribedHistory()
  @DescribedFiles('json')
  @GivesFiles('format', ...fileFormats)
  @Answers(historySchema, { files: describedFiles })
  @Refuses(400, refusals)
  @RefusesHalfAPast()
  async page(
    @WhoMay('metrics.see') viewer: Viewer,
    @Query() raw: RawQuery,
  ): Promise<HistoryAnswer | StreamableFile> {
    const { file, query } = readFile(raw);
    const page = await this.history.page(viewer, query);
    return file === null ? page : fileOf(historyTable(page), file, `history-${page.frame.from.slice(0, 10)}`);
  }

  @Get('presets')
  @ApiOperation({
    summary:
      'The same calls by the definitions of others: the five service levels, ANAP, Ley 10/2025, NHS England, Asterisk, Wazo, Genesys, Amazon',
    description:
      'Each with its formula, its edges and where the house says so. Compare nothing: `compare` is not used.',
    operationId: 'getHistoryPresets',
  })
  @DescribedHistory()
  @DescribedFiles('json')
  @GivesFiles('format', ...fileFormats)
  @Answers(historyPresetsSchema, { files: describedFiles })
  @Refuses(400, refusals)
  @RefusesHalfAPast()
  async byOthers(
    @WhoMay('metrics.see') viewer: Viewer,
    @Query() raw: RawQuery,
  ): Promise<HistoryPresets | StreamableFile> {
    const { file, query } = readFile(raw);
    const told = await this.presets.of(viewer, query);
    return file === null
      ? told
      : fileOf(presetTable(told), file, `definitions-${told.frame.from.slice(0, 10)}`);
  }

  @Get('breakdown')
  @ApiOperation({
    summary:
      'The same range by one dimension, each key with its change, and how many changes chance alone would show',
    operationId: 'getHistoryBreakdown',
  })
  @ApiQuery({ name: 'by', enum: [...historyDimensions] })
  @DescribedHistory()
  @DescribedFiles('json')
  @GivesFiles('format', ...fileFormats)
  @Answers(historyBreakdownSchema, { files: describedFiles })
  @Refuses(400, refusals)
  @RefusesHalfAPast()
  async breakdown(
    @WhoMay('metrics.see') viewer: Viewer,
    @Query() raw: RawQuery,
  ): Promise<HistoryBreakdown | StreamableFile> {
    const { file, query } = readFile(raw);
    const table = await this.history.breakdown(viewer, query);
    if (file === null) return table;
    return fileOf(breakdownTable(table), file, `history-${table.by}-${table.frame.from.slice(0, 10)}`);
  }
}

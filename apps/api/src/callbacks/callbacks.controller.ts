import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  callbackActSchema,
  callbackAttemptSchema,
  callbackClaimViewSchema,
  callbackCloseSchema,
  callbackDetailSchema,
  callbackFiguresSchema,
  callbackListSchema,
  callbackNumberSchema,
  type CallbackClaimView,
  type CallbackDetail,
  type CallbackFigures,
  type CallbackList,
  type CallbackNumber,
} from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, AnswersNothing, Refuses, Takes } from '../platform/http/answers';
import { readBody, readChoice, readId, readWhole } from '../platform/http/read-request';
import { DescribedFiles, describedFiles, fileFormats, readFile } from '../platform/tables/table-file';
import { CallbackExport } from './callback-export';
import { CallbackFiguresReader } from './callback-figures';
import { CallbackNumbers } from './callback-numbers';
import { Callbacks } from './callbacks';

const refused = '`claimed`: somebody else has the caller; `not_open`: nothing is owed any more.';

/** The list to call back. */
@ApiTags('callbacks')
@Controller('api/v1/callbacks')
export class CallbacksController {
  constructor(
    private readonly callbacks: Callbacks,
    private readonly figures: CallbackFiguresReader,
    private readonly exported: CallbackExport,
    private readonly numbers: CallbackNumbers,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Everybody who is to be called back, and what became of those who were owed a call.',
    description: 'Of the scope of who asks. Changes come by the socket `/callbacks`; see docs/callbacks.md.',
  })
  @ApiQuery({ name: 'clinicId', required: false, description: 'The callers of this clinic alone.' })
  @ApiQuery({
    name: 'limit',
    required: false,
    description: 'Only so many of those who come first, 1 to 100.',
  })
  @Answers(callbackListSchema)
  list(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Query() { clinicId, limit }: Readonly<Record<string, unknown>>,
  ): Promise<CallbackList> {
    return this.callbacks.list(viewer, {
      ...(clinicId !== undefined && { clinicId: readId('clinicId', clinicId) }),
      ...(limit !== undefined && { limit: readWhole('limit', [1, 100], limit) }),
    });
  }

  @Get('figures')
  @ApiOperation({
    summary: 'What became of those who were owed a call, by the local day of the first of their lost calls.',
    description: 'Names and formulas are in docs/metrics.md. `total` is over all rows; medians are its own.',
  })
  @ApiQuery({ name: 'from', description: 'The first local day, `YYYY-MM-DD`.' })
  @ApiQuery({ name: 'to', description: 'The day after the last one.' })
  @ApiQuery({ name: 'by', required: false, enum: ['none', 'day', 'clinic'] })
  @Answers(callbackFiguresSchema)
  figuresOf(
    @WhoMay('metrics.see') viewer: Viewer,
    @Query() asked: Readonly<Record<string, unknown>>,
  ): Promise<CallbackFigures> {
    return this.figures.of(viewer, asked);
  }

  @Get('export')
  @ApiOperation({
    summary:
      'Who came to be owed a call, and what became of it, as a table: one patient a line, without a number.',
    description:
      'By the local day of the first of their lost calls, at most 400 days; of the callers whom who asks may call back. Columns are in docs/callbacks.md.',
  })
  @ApiQuery({ name: 'from', description: 'The first local day, `YYYY-MM-DD`.' })
  @ApiQuery({ name: 'to', description: 'The day after the last one.' })
  @DescribedFiles()
  @ApiResponse({ status: 200, content: describedFiles })
  @Refuses(400, '`invalid_time`, `empty_range`, `range_too_wide`, `invalid_parameter`.')
  export(
    @WhoMay('callbacks.export') viewer: Viewer,
    @Query() raw: Readonly<Record<string, unknown>>,
  ): Promise<StreamableFile> {
    const format = readChoice('format', fileFormats, raw['format'] ?? 'csv');
    const { file, query } = readFile({ ...raw, format });
    return this.exported.file(viewer, query, file ?? { format, locale: null });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of them, with what happened on the way.' })
  @Answers(callbackDetailSchema)
  one(@WhoMay('callbacks.work') viewer: Viewer, @Param('id') id: string): Promise<CallbackDetail> {
    return this.callbacks.one(viewer, id);
  }

  @Post(':id/claim')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Says that one is calling: others see it within a second.',
    description: 'Released by an outcome, by `release`, or after 15 minutes without a call under way.',
  })
  @Takes(callbackActSchema)
  @Answers(callbackClaimViewSchema)
  @Refuses(409, refused)
  claim(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CallbackClaimView> {
    const { by } = readBody(callbackActSchema, body);
    return this.callbacks.act(viewer, id, { kind: 'claimed' }, by);
  }

  @Post(':id/number')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Shows the number of somebody whom one is calling, where the clinic has it kept.',
    description:
      'Only to a person who has claimed the caller and while the call is owed. Each is in the audit log before it is given; see docs/callbacks.md.',
  })
  @Takes(callbackActSchema)
  @Answers(callbackNumberSchema)
  @Refuses(
    409,
    '`not_claimed`: say first that you are calling; `not_open`: nothing is owed any more; `not_kept`: the clinic keeps none, or it is gone.',
  )
  number(
    @WhoMay('callbacks.number') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CallbackNumber> {
    return this.numbers.reveal(viewer, id, readBody(callbackActSchema, body).by);
  }

  @Post(':id/release')
  @HttpCode(204)
  @ApiOperation({ summary: 'Says that one is not calling any more.' })
  @Takes(callbackActSchema)
  @AnswersNothing()
  @Refuses(409, refused)
  async release(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { by } = readBody(callbackActSchema, body);
    await this.callbacks.act(viewer, id, { kind: 'released' }, by);
  }

  @Post(':id/attempts')
  @HttpCode(204)
  @ApiOperation({ summary: 'Notes a try that did not reach the caller, who stays on the list.' })
  @Takes(callbackAttemptSchema)
  @AnswersNothing()
  @Refuses(409, refused)
  async attempt(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { outcome, by } = readBody(callbackAttemptSchema, body);
    await this.callbacks.act(viewer, id, { kind: 'tried', outcome }, by);
  }

  @Post(':id/close')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Notes that the caller was reached, or why there is no need to call any more.',
    description:
      'Beside it, where the clinic takes them: a reason of the centre’s list, and a note of 120 characters of nothing medical, from which names and numbers are taken out.',
  })
  @Takes(callbackCloseSchema)
  @AnswersNothing()
  @Refuses(
    409,
    `${refused} \`notes_off\`: the clinic takes neither; \`unknown_reason\`: it is not of the centre’s list.`,
  )
  async close(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { by, ...said } = readBody(callbackCloseSchema, body);
    await this.callbacks.act(viewer, id, { kind: 'tried', ...said }, by);
  }

  @Post(':id/reopen')
  @HttpCode(204)
  @ApiOperation({ summary: 'Puts one that ended back on the list, as a promise.' })
  @Takes(callbackActSchema)
  @AnswersNothing()
  @Refuses(409, '`still_open`: on the list; `not_last`: something newer was owed to the caller.')
  async reopen(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { by } = readBody(callbackActSchema, body);
    await this.callbacks.act(viewer, id, { kind: 'reopened' }, by);
  }
}

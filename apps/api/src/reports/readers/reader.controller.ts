import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  readerAnswerRequestSchema,
  readerAnswersSchema,
  readerLinkSchema,
  readerReportSchema,
  readerSheetApprovalSchema,
  readerSheetSchema,
  type ReaderAnswer,
  type ReaderReport,
  type ReaderSheet,
} from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { arrivalOf } from '../../access/asking-request';
import { May } from '../../access/may';
import { Answers, Refuses, Takes } from '../../platform/http/answers';
import { Clients } from '../../platform/http/client';
import { readBody } from '../../platform/http/read-request';
import { ReportReaders } from './report-readers';
import { SheetReaders } from './sheet-readers';

/**
 * For who got a report by mail, without an account. The link's token comes in the body of each question, so that no
 * address, log or cookie holds it, and nothing else opens by it.
 */
@ApiTags('reader')
@Controller('api/v1/reader')
export class ReaderController {
  constructor(
    private readonly readers: ReportReaders,
    private readonly sheets: SheetReaders,
    private readonly clients: Clients,
  ) {}

  @Post('open')
  @HttpCode(200)
  @May('reader.open')
  @ApiOperation({ summary: 'The report that the link of a letter is of, without patients’ comments.' })
  @Takes(readerLinkSchema)
  @Answers(readerReportSchema)
  @Refuses(404, 'The link opens nothing (any more).')
  open(@Body() body: unknown, @Req() request: FastifyRequest): Promise<ReaderReport> {
    const { token } = readBody(readerLinkSchema, body);
    return this.readers.open(token, this.from(request));
  }

  @Post('answers')
  @HttpCode(200)
  @May('reader.open')
  @ApiOperation({
    summary: 'Takes note, asks, accepts or refuses an action; answers all that the reader said.',
  })
  @Takes(readerAnswerRequestSchema)
  @Answers(readerAnswersSchema)
  @Refuses(404, 'The link opens nothing (any more), or there is no such action.')
  @Refuses(409, '`too_many_answers`: no more is taken by one link.')
  async answer(@Body() body: unknown, @Req() request: FastifyRequest): Promise<ReaderAnswer[]> {
    const said = readBody(readerAnswerRequestSchema, body);
    return [...(await this.readers.answer(said, this.from(request)))];
  }

  @Post('sheet')
  @HttpCode(200)
  @May('reader.open')
  @ApiOperation({ summary: 'The sheet that secretaries have of the clinic whose letter the link was in.' })
  @Takes(readerLinkSchema)
  @Answers(readerSheetSchema)
  @Refuses(404, 'The link opens nothing (any more).')
  sheet(@Body() body: unknown, @Req() request: FastifyRequest): Promise<ReaderSheet> {
    const { token } = readBody(readerLinkSchema, body);
    return this.sheets.open(token, this.from(request));
  }

  @Post('sheet/approve')
  @HttpCode(200)
  @May('reader.open')
  @ApiOperation({
    summary: 'The clinic agrees to the version that secretaries have; a first approval stays.',
  })
  @Takes(readerSheetApprovalSchema)
  @Answers(readerSheetSchema)
  @Refuses(404, 'The link opens nothing (any more).')
  @Refuses(409, '`sheet_changed`: secretaries have another version by now.')
  approve(@Body() body: unknown, @Req() request: FastifyRequest): Promise<ReaderSheet> {
    return this.sheets.approve(readBody(readerSheetApprovalSchema, body), this.from(request));
  }

  private from(request: FastifyRequest) {
    return { requestId: request.id, address: this.clients.of(arrivalOf(request)).address };
  }
}

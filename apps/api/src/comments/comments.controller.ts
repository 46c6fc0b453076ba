import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  commentLogEntrySchema,
  commentLogSchema,
  commentReasons,
  commentsAnswerSchema,
  type CommentLogEntry,
  type CommentReason,
  type CommentsAnswer,
} from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers } from '../platform/http/answers';
import { readChoice, readId, readJson, readMonth } from '../platform/http/read-request';
import { CommentDesk } from './comment-desk';
import { PublishedComments } from './published-comments';

const linesOfLog = 200;

/** What patients wrote, for the clinic it is about: to be read, hidden and erased. */
@ApiTags('comments')
@Controller('api/v1/comments')
export class CommentsController {
  constructor(
    private readonly comments: PublishedComments,
    private readonly desk: CommentDesk,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The comments of a published month of one clinic, scrubbed of names and numbers.',
  })
  @ApiQuery({ name: 'month', description: 'YYYY-MM, of the call.' })
  @ApiQuery({ name: 'clinicId' })
  @ApiQuery({ name: 'surveyChannel', required: false })
  @Answers(commentsAnswerSchema, {
    description: 'None with fewer than ten answers, or before the month is published.',
  })
  async list(
    @WhoMay('comments.see') viewer: Viewer,
    @Query('month') month: unknown,
    @Query('clinicId') clinicId: unknown,
    @Query('surveyChannel') channel?: unknown,
  ): Promise<CommentsAnswer> {
    const asked = { month: readMonth(month), clinicId: readId('clinicId', clinicId) };
    const surveyChannel = channel === undefined ? null : readId('surveyChannel', channel);
    const told = await this.comments.all(viewer, { ...asked, channel: surveyChannel });
    if (typeof told === 'string') return { ...asked, suppressed: told, comments: [] };
    return { ...asked, suppressed: null, comments: told };
  }

  @Get('log')
  @ApiOperation({ summary: 'What was hidden, shown and erased, newest first; never what it said.' })
  @Answers(commentLogSchema)
  log(@WhoMay('comments.see') viewer: Viewer): Promise<CommentLogEntry[]> {
    return this.desk.log(viewer, linesOfLog);
  }

  @Post(':id/hide')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Hides a comment: it is quoted nowhere any more. The log tells of it.',
  })
  @Answers(commentLogEntrySchema)
  hide(
    @WhoMay('comments.hide') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommentLogEntry> {
    return this.desk.change(viewer, id, 'hidden', reasonOf(reasonIn(body)));
  }

  @Post(':id/show')
  @HttpCode(200)
  @ApiOperation({ summary: 'Shows a hidden comment again.' })
  @Answers(commentLogEntrySchema)
  show(@WhoMay('comments.hide') viewer: Viewer, @Param('id') id: string): Promise<CommentLogEntry> {
    return this.desk.change(viewer, id, 'shown', null);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Erases the text of a comment for good. Its rating stays.' })
  @Answers(commentLogEntrySchema)
  erase(
    @WhoMay('comments.hide') viewer: Viewer,
    @Param('id') id: string,
    @Query('reason') reason?: unknown,
  ): Promise<CommentLogEntry> {
    return this.desk.change(viewer, id, 'erased', reasonOf(reason));
  }
}

/** Of a fixed list: what is written about a comment could tell as much as the comment. */
function reasonOf(reason: unknown): CommentReason | null {
  return reason === undefined || reason === null ? null : readChoice('reason', commentReasons, reason);
}

/** Bodies may be left out; what is no object names no reason. */
function reasonIn(body: unknown): unknown {
  const value = readJson(body);
  return typeof value === 'object' && value !== null && 'reason' in value ? value.reason : null;
}

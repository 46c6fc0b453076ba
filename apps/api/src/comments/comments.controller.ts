import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  commentReasons,
  type CommentLogEntry,
  type CommentReason,
  type CommentsAnswer,
} from '@vigie/contracts';

import { badRequest } from '../platform/problems';
import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { CommentDesk } from './comment-desk';
import { PublishedComments } from './published-comments';

const monthShape = /^\d{4}-(0[1-9]|1[0-2])$/u;
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
  @ApiOkResponse({ description: 'None with fewer than ten answers, or before the month is published.' })
  async list(
    @WhoMay('comments.see') { tenantId }: Viewer,
    @Query('month') month: unknown,
    @Query('clinicId') clinicId: unknown,
    @Query('surveyChannel') channel?: unknown,
  ): Promise<CommentsAnswer> {
    const asked = { month: monthOf(month), clinicId: oneOf('clinicId', clinicId) };
    const surveyChannel = channel === undefined ? null : oneOf('surveyChannel', channel);
    const told = await this.comments.all(tenantId, { ...asked, channel: surveyChannel });
    if (typeof told === 'string') return { ...asked, suppressed: told, comments: [] };
    return { ...asked, suppressed: null, comments: told };
  }

  @Get('log')
  @ApiOperation({ summary: 'What was hidden, shown and erased, newest first; never what it said.' })
  log(@WhoMay('comments.see') { tenantId }: Viewer): Promise<CommentLogEntry[]> {
    return this.desk.log(tenantId, linesOfLog);
  }

  @Post(':id/hide')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Hides a comment: it is quoted nowhere any more. The log tells of it.',
  })
  hide(
    @WhoMay('comments.hide') { tenantId }: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommentLogEntry> {
    return this.desk.change(tenantId, id, 'hidden', reasonOf(body));
  }

  @Post(':id/show')
  @HttpCode(200)
  @ApiOperation({ summary: 'Shows a hidden comment again.' })
  show(@WhoMay('comments.hide') { tenantId }: Viewer, @Param('id') id: string): Promise<CommentLogEntry> {
    return this.desk.change(tenantId, id, 'shown', null);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Erases the text of a comment for good. Its rating stays.' })
  erase(
    @WhoMay('comments.hide') { tenantId }: Viewer,
    @Param('id') id: string,
    @Query('reason') reason?: unknown,
  ): Promise<CommentLogEntry> {
    return this.desk.change(tenantId, id, 'erased', reasonOf({ reason }));
  }
}

function monthOf(text: unknown): string {
  if (typeof text === 'string' && monthShape.test(text)) return text;
  throw badRequest('bad_parameter', 'month: give one as YYYY-MM.');
}

function oneOf(name: string, text: unknown): string {
  if (typeof text === 'string' && text !== '' && text.length <= 128) return text;
  throw badRequest('bad_parameter', `${name}: name one.`);
}

/** Of a fixed list: what is written about a comment could tell as much as the comment. */
function reasonOf(body: unknown): CommentReason | null {
  const { reason = null } = parsed(body);
  if (reason === null) return null;
  const known = commentReasons.find((one) => one === reason);
  if (known === undefined) throw badRequest('bad_parameter', `reason: one of ${commentReasons.join(', ')}.`);
  return known;
}

/** Bodies come as bytes; none is as good as an empty one. */
function parsed(body: unknown): { readonly reason?: unknown } {
  try {
    const value = (Buffer.isBuffer(body) ? JSON.parse(body.toString('utf8') || '{}') : body) as unknown;
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    throw badRequest('malformed_json', 'The body is not JSON.');
  }
}

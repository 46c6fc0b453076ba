import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  dischargeRepliesSchema,
  followupFiguresSchema,
  followupListSchema,
  planFollowupSchema,
  plannedFollowupSchema,
  type FollowupFigures,
  type FollowupList,
  type PlannedFollowup,
} from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readChoice, readId } from '../../platform/http/read-request';
import { Callbacks } from '../callbacks';
import { Followups } from './followups';

const groupings = ['none', 'day', 'clinic', 'type'] as const;

/** Calls to patients that are planned. */
@ApiTags('callbacks')
@Controller('api/v1/followups')
export class FollowupsController {
  constructor(
    private readonly followups: Followups,
    private readonly callbacks: Callbacks,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The follow-ups that are not due yet, and the clinics that have any.',
    description: 'Those that are due are on the list to call back. See docs/followups.md.',
  })
  @ApiQuery({ name: 'clinicId', required: false, description: 'Those of this clinic alone.' })
  @Answers(followupListSchema)
  list(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Query() { clinicId }: Readonly<Record<string, unknown>>,
  ): Promise<FollowupList> {
    return this.followups.list(viewer, clinicId === undefined ? null : readId('clinicId', clinicId));
  }

  @Get('figures')
  @ApiOperation({
    summary: 'What became of follow-ups, by the local day until which they were due.',
    description: 'Names and formulas are in docs/metrics.md. `total` is over all rows.',
  })
  @ApiQuery({ name: 'from', description: 'The first local day, `YYYY-MM-DD`.' })
  @ApiQuery({ name: 'to', description: 'The day after the last one.' })
  @ApiQuery({ name: 'by', required: false, enum: [...groupings] })
  @Answers(followupFiguresSchema)
  figures(
    @WhoMay('metrics.see') viewer: Viewer,
    @Query() { from, to, by }: Readonly<Record<string, unknown>>,
  ): Promise<FollowupFigures> {
    const grouping = by === undefined ? 'none' : readChoice('by', groupings, by);
    return this.followups.figures(viewer, { from, to }, grouping);
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({
    summary: 'Plans a call to a patient of a clinic that has follow-ups.',
    description:
      'Nothing medical, no name and no number. Sent again with one `followupId`, the later time holds.',
  })
  @Takes(planFollowupSchema)
  @Answers(plannedFollowupSchema, { status: 201 })
  @Refuses(400, '`invalid_window`: it ends before it begins or is over, or is more than a year ahead.')
  @Refuses(409, '`followups_off`: no follow-ups are planned for the clinic.')
  plan(@WhoMay('callbacks.work') viewer: Viewer, @Body() body: unknown): Promise<PlannedFollowup> {
    return this.followups.plan(viewer, readBody(planFollowupSchema, body));
  }

  @Post(':id/answers')
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Notes what a patient answered after a discharge; where not all is well the clinic is owed a call at once.',
    description: 'By the version of the clinic’s sheet that the clinic approved. No text is taken.',
  })
  @Takes(dischargeRepliesSchema)
  @AnswersNothing()
  @Refuses(
    409,
    `\`claimed\`: somebody else has the patient; \`not_open\`: it is over. \`not_asked\`: it is of no discharge, or the clinic has nobody asked. \`sheet_changed\`: another version holds, or none.`,
  )
  async answers(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { by, ...replies } = readBody(dischargeRepliesSchema, body);
    await this.callbacks.reply(viewer, id, replies, by);
  }

  @Post(':id/cancel')
  @HttpCode(204)
  @ApiOperation({ summary: 'Says that a follow-up, due or not, is not needed any more.' })
  @AnswersNothing()
  @Refuses(409, '`not_open`: it is over already.')
  cancel(@WhoMay('callbacks.work') viewer: Viewer, @Param('id') id: string): Promise<void> {
    return this.followups.cancel(viewer, id);
  }
}

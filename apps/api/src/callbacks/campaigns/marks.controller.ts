import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { liftMarkSchema, marksSchema, restoreMarkSchema, type Marks } from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readId } from '../../platform/http/read-request';
import { CampaignMarks } from './marks';

const noMark = 'There is no such mark, or none of a clinic of the viewer’s scope.';

/** Who is not to be called for the campaigns of a clinic. */
@ApiTags('campaigns')
@Controller('api/v1/campaigns/marks')
export class MarksController {
  constructor(private readonly marks: CampaignMarks) {}

  @Get()
  @ApiOperation({
    summary: 'Who is not to be called for the campaigns of a clinic, and of whom that was lifted.',
    description:
      'By masked number and the clinic’s own reference, as far as either is kept; latest first. Of the first clinic where none is named.',
  })
  @ApiQuery({ name: 'clinicId', required: false, description: 'Of which clinic.' })
  @Answers(marksSchema)
  @Refuses(404, 'There is no such clinic, or none of the viewer’s scope.')
  marksOf(
    @WhoMay('marks.lift') viewer: Viewer,
    @Query() { clinicId }: Readonly<Record<string, unknown>>,
  ): Promise<Marks> {
    return this.marks.list(viewer, clinicId === undefined ? null : readId('clinicId', clinicId));
  }

  @Post(':id/lift')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Lets somebody be called again who said not to be, for a reason that is written down.',
  })
  @Takes(liftMarkSchema)
  @AnswersNothing()
  @Refuses(404, noMark)
  @Refuses(409, '`not_marked`: it was lifted already.')
  lift(@WhoMay('marks.lift') viewer: Viewer, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.marks.lift(viewer, id, readBody(liftMarkSchema, body));
  }

  @Post(':id/restore')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sets again what was lifted.' })
  @Takes(restoreMarkSchema)
  @AnswersNothing()
  @Refuses(404, noMark)
  restore(
    @WhoMay('marks.lift') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.marks.restore(viewer, id, readBody(restoreMarkSchema, body));
  }
}

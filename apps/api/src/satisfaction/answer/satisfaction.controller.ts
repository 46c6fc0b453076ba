import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { satisfactionAnswerSchema, satisfactionDimensions, type SatisfactionAnswer } from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, Refuses } from '../../platform/http/answers';
import { PublishedSatisfaction } from './published-satisfaction';
import { readSatisfactionQuestion } from './satisfaction-question';

/** What patients said, on the one grid on which it is told. */
@ApiTags('satisfaction')
@Controller('api/v1/satisfaction')
export class SatisfactionController {
  constructor(private readonly published: PublishedSatisfaction) {}

  @Get()
  @ApiOperation({
    summary: 'Published satisfaction of a calendar month, quarter or year of the call',
    description:
      'What is not told says why in `suppressed`; nothing is told of fewer than ten answers, nor by subtraction.',
    operationId: 'getSatisfaction',
  })
  @ApiQuery({ name: 'month', example: '2026-10', description: 'First month of the period.' })
  @ApiQuery({ name: 'months', enum: [1, 3, 12], required: false, description: 'Length; default 1.' })
  @ApiQuery({ name: 'clinicId', required: false, description: 'One clinic; without it, all of them.' })
  @ApiQuery({
    name: 'surveyChannel',
    required: false,
    description: 'The way of asking; may be left out where there is only one. They are never mixed.',
  })
  @ApiQuery({
    name: 'by',
    enum: [...satisfactionDimensions],
    required: false,
    description: 'One further dimension of a final month; default `none`.',
  })
  @Answers(satisfactionAnswerSchema)
  @Refuses(
    400,
    'A problem whose `code` is missing_parameter, unknown_parameter, invalid_parameter, invalid_month, off_grid or split_of_a_month.',
  )
  answer(
    @WhoMay('satisfaction.see') viewer: Viewer,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<SatisfactionAnswer> {
    return this.published.answer(viewer, readSatisfactionQuestion(query));
  }
}

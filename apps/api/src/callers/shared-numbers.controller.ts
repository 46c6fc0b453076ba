import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { sharedNumberRequestSchema, sharedNumbersSchema, type SharedNumbers } from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, AnswersNothing, Refuses, Takes } from '../platform/http/answers';
import { readBody } from '../platform/http/read-request';
import { NumberDecisions } from './number-decisions';

const wholeCentre = '`forbidden`: to who sees the whole centre alone.';
const noCall = '`not_found`: no call of that id is kept, or its number was withheld.';

/** Numbers that many people call from: a nursing home, a pharmacy, a laboratory, a hospital. */
@ApiTags('callers')
@Controller('api/v1/callers/shared')
export class SharedNumbersController {
  constructor(private readonly decisions: NumberDecisions) {}

  @Get()
  @ApiOperation({
    summary: 'Numbers that called three clinics or more in 30 days, and what was said of which.',
    description:
      'Numbers are masked; each is named by a call from it. Those of which nothing was said are proposed, most clinics first, 100 at most. See docs/callers.md.',
  })
  @Answers(sharedNumbersSchema)
  @Refuses(403, wholeCentre)
  list(@WhoMay('numbers.share') viewer: Viewer): Promise<SharedNumbers> {
    return this.decisions.list(viewer);
  }

  @Put(':callId')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Says whose the number of a call is: many people’s, or one caller’s own.',
    description:
      'Of a number that many people call from each call is owed its own, and no earlier call is told. What is owed follows before the answer.',
  })
  @Takes(sharedNumberRequestSchema)
  @AnswersNothing()
  @Refuses(403, wholeCentre)
  @Refuses(404, noCall)
  @Refuses(409, '`decided`: somebody said the contrary; that is taken back first.')
  decide(
    @WhoMay('numbers.share') viewer: Viewer,
    @Param('callId') callId: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.decisions.decide(viewer, callId, readBody(sharedNumberRequestSchema, body));
  }

  @Delete(':callId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Takes back what was said of the number of a call; it may be proposed again.' })
  @AnswersNothing()
  @Refuses(403, wholeCentre)
  @Refuses(404, noCall)
  undo(@WhoMay('numbers.share') viewer: Viewer, @Param('callId') callId: string): Promise<void> {
    return this.decisions.undo(viewer, callId);
  }
}

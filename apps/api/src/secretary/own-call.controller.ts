import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  callNoteSchema,
  notedSchema,
  ownCallAnswerSchema,
  ownSheetSchema,
  type Noted,
  type OwnCallAnswer,
  type OwnSheet,
} from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses, Takes } from '../platform/http/answers';
import { readBody, readId } from '../platform/http/read-request';
import { OwnCalls } from './own-calls';

const noAgent = 'Whoever asks answers no calls.';

/** The call of whoever asks, and what they note of it. */
@ApiTags('own-call')
@Controller('api/v1/own-call')
export class OwnCallController {
  constructor(private readonly calls: OwnCalls) {}

  @Get()
  @ApiOperation({ summary: 'The call one is in, that rings at one, or that one had last.' })
  @Answers(ownCallAnswerSchema)
  @Refuses(404, noAgent)
  read(@WhoMay('calls.note') viewer: Viewer): Promise<OwnCallAnswer> {
    return this.calls.read(viewer);
  }

  @Get('sheet')
  @ApiOperation({
    summary: 'What is said for the clinic of one’s call, or of another whose sheet one reads.',
  })
  @ApiQuery({ name: 'clinicId' })
  @Answers(ownSheetSchema)
  @Refuses(404, `There is no such clinic, or none of the viewer’s scope. ${noAgent}`)
  sheet(@WhoMay('calls.note') viewer: Viewer, @Query('clinicId') clinicId: unknown): Promise<OwnSheet> {
    return this.calls.sheet(viewer, readId('clinicId', clinicId));
  }

  @Post('notes')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Notes one thing of one’s call: an event of the log, as another software would send it.',
    description: 'Sent again under the same id it counts once. Nothing of who noted it is kept.',
  })
  @Takes(callNoteSchema)
  @Answers(notedSchema)
  @Refuses(404, noAgent)
  @Refuses(
    409,
    '`not_own_call`: it is none of one’s calls of the last half hour; `no_campaign`: it does not run for the call’s clinic; `no_number`: it is withheld.',
  )
  note(@WhoMay('calls.note') viewer: Viewer, @Body() body: unknown): Promise<Noted> {
    return this.calls.note(viewer, readBody(callNoteSchema, body));
  }
}

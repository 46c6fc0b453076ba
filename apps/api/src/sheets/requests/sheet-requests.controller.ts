import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  answerSheetRequestSchema,
  askSheetSchema,
  sheetRequestsSchema,
  type SheetRequests as RequestsView,
} from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readId } from '../../platform/http/read-request';
import { SheetRequests } from './sheet-requests';

const elsewhere = 'There is no such clinic, or none of the viewer’s scope.';

/** What the centre and a clinic ask of each other about its sheet. */
@ApiTags('sheets')
@Controller('api/v1/sheets/:clinicId/requests')
export class SheetRequestsController {
  constructor(private readonly requests: SheetRequests) {}

  @Get()
  @ApiOperation({ summary: 'What both sides asked of each other, those that are open first, and who waits.' })
  @Answers(sheetRequestsSchema)
  @Refuses(404, elsewhere)
  read(@WhoMay('sheets.write') viewer: Viewer, @Param('clinicId') clinicId: string): Promise<RequestsView> {
    return this.requests.read(viewer, readId('clinicId', clinicId));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks something of the other side, who is told by letter that it waits.' })
  @Takes(askSheetSchema)
  @Answers(sheetRequestsSchema)
  @Refuses(404, elsewhere)
  @Refuses(409, '`too_many_requests`: too many are open.')
  ask(
    @WhoMay('sheets.write') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Body() body: unknown,
  ): Promise<RequestsView> {
    return this.requests.ask(viewer, readId('clinicId', clinicId), readBody(askSheetSchema, body).text);
  }

  @Post(':requestId')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Takes a request of the other side up, says that it is done, or refuses it with a word.',
  })
  @Takes(answerSheetRequestSchema)
  @Answers(sheetRequestsSchema)
  @Refuses(404, `${elsewhere} Or no request of the other side has that id.`)
  @Refuses(409, '`request_closed`: it was answered meanwhile.')
  answer(
    @WhoMay('sheets.write') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Param('requestId') requestId: string,
    @Body() body: unknown,
  ): Promise<RequestsView> {
    const [clinic, id] = [readId('clinicId', clinicId), readId('requestId', requestId)];
    return this.requests.answer(viewer, clinic, id, readBody(answerSheetRequestSchema, body));
  }
}

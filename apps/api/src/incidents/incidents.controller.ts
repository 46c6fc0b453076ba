import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  endIncidentSchema,
  incidentDetailSchema,
  incidentListSchema,
  noteIncidentSchema,
  reviewIncidentSchema,
  takeIncidentSchema,
  type IncidentDetail,
  type IncidentList,
} from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses, Takes } from '../platform/http/answers';
import { readBody } from '../platform/http/read-request';
import { Incidents } from './incidents';

const notOpen = '`not_open`: it ended, or its mark was taken back.';

/** Urgent calls, from the mark to the review. */
@ApiTags('incidents')
@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(private readonly incidents: Incidents) {}

  @Get()
  @ApiOperation({
    summary: 'Urgent calls of a range, and those still open or to be reviewed; see docs/incidents.md.',
    description: 'Of the scope of who asks; the last 30 days without a range.',
  })
  @ApiQuery({ name: 'from', required: false, description: 'The first local day, `YYYY-MM-DD`.' })
  @ApiQuery({ name: 'to', required: false, description: 'The day after the last one.' })
  @Answers(incidentListSchema)
  list(
    @WhoMay('incidents.see') viewer: Viewer,
    @Query() asked: Readonly<Record<string, unknown>>,
  ): Promise<IncidentList> {
    return this.incidents.list(viewer, asked);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One urgent call with its course.' })
  @Answers(incidentDetailSchema)
  one(@WhoMay('incidents.see') viewer: Viewer, @Param('id') id: string): Promise<IncidentDetail> {
    return this.incidents.one(viewer, id);
  }

  @Post(':id/take')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Says who looks after an urgent call: it is acknowledged, and its sound stops on every page.',
    description: 'Taking what one has already changes nothing.',
  })
  @Takes(takeIncidentSchema)
  @Answers(incidentDetailSchema)
  @Refuses(409, `\`taken\`: somebody else has it; with \`over\` it is taken over. ${notOpen}`)
  take(
    @WhoMay('incidents.work') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<IncidentDetail> {
    const { by, over } = readBody(takeIncidentSchema, body);
    return this.incidents.act(viewer, id, { kind: 'taken', over }, by);
  }

  @Post(':id/notes')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Adds a note of 280 characters of nothing medical; names and numbers are taken out of it.',
  })
  @Takes(noteIncidentSchema)
  @Answers(incidentDetailSchema)
  @Refuses(409, '`not_open`: its mark was taken back.')
  note(
    @WhoMay('incidents.work') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<IncidentDetail> {
    const { by, note } = readBody(noteIncidentSchema, body);
    return this.incidents.act(viewer, id, { kind: 'noted', note }, by);
  }

  @Post(':id/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says how an urgent call ended; it is to be reviewed then.' })
  @Takes(endIncidentSchema)
  @Answers(incidentDetailSchema)
  @Refuses(409, notOpen)
  end(
    @WhoMay('incidents.work') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<IncidentDetail> {
    const { by, ...said } = readBody(endIncidentSchema, body);
    return this.incidents.act(viewer, id, { kind: 'ended', ...said }, by);
  }

  @Post(':id/review')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says that an urgent call that ended was reviewed, and what was learnt of it.' })
  @Takes(reviewIncidentSchema)
  @Answers(incidentDetailSchema)
  @Refuses(409, '`not_ended`: say first how it ended; `reviewed`: it was reviewed already.')
  review(
    @WhoMay('incidents.work') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<IncidentDetail> {
    const { by, note } = readBody(reviewIncidentSchema, body);
    return this.incidents.act(viewer, id, { kind: 'reviewed', note }, by);
  }
}

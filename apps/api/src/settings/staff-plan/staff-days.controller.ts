import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  planDaySchema,
  staffDaySchema,
  staffPlanChangesSchema,
  teamDaySchema,
  type StaffDay,
  type StaffPlanChanges,
  type TeamDay,
} from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readId } from '../../platform/http/read-request';
import { badRequest } from '../../platform/problems';
import { isPlannable, StaffDays } from './staff-days';

const elsewhere = 'There is no such team, or none of the viewer’s scope.';

/** How many secretaries are planned, a day at a time. */
@ApiTags('settings')
@Controller('api/v1/staff-plan')
export class StaffDaysController {
  constructor(private readonly days: StaffDays) {}

  @Get()
  @ApiOperation({ summary: 'Who is planned on a day, by the teams of the viewer’s scope.' })
  @ApiQuery({
    name: 'day',
    required: false,
    description: '`YYYY-MM-DD`; by default the centre’s present day',
  })
  @Answers(staffDaySchema)
  @Refuses(400, '`day` is no date.')
  read(@WhoMay('settings.see') viewer: Viewer, @Query('day') day: unknown): Promise<StaffDay> {
    if (day !== undefined && !isPlannable(day)) throw noDate();
    return this.days.read(viewer, day);
  }

  @Get(':teamId/changes')
  @ApiOperation({
    summary: 'Plans of days of a team that were entered, imported or taken away, newest first.',
  })
  @Answers(staffPlanChangesSchema)
  @Refuses(404, elsewhere)
  changes(
    @WhoMay('settings.see') viewer: Viewer,
    @Param('teamId') teamId: string,
  ): Promise<StaffPlanChanges> {
    return this.days.changes(viewer, readId('teamId', teamId));
  }

  @Put(':teamId')
  @ApiOperation({ summary: 'Plans one day of a team; null leaves it to the usual week again.' })
  @Takes(planDaySchema)
  @Answers(teamDaySchema)
  @Refuses(400, '`invalid_plan`, with `faults` by span.')
  @Refuses(404, elsewhere)
  @Refuses(409, '`settings_changed`: the day was planned otherwise since the form began.')
  plan(
    @WhoMay('settings.change') viewer: Viewer,
    @Param('teamId') teamId: string,
    @Body() body: unknown,
  ): Promise<TeamDay> {
    const wanted = readBody(planDaySchema, body);
    if (!isPlannable(wanted.day)) throw noDate();
    return this.days.plan(viewer, readId('teamId', teamId), wanted);
  }
}

const noDate = () => badRequest('invalid_parameter', '`day` must be a date such as 2026-11-30.');

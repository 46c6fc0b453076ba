import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  reportActionChangesSchema,
  reportActionSchema,
  reportActionsSchema,
  type ReportAction,
  type ReportActionChange,
} from '@vigie/contracts';

import { notFound } from '../../platform/problems';
import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, AnswersNothing, Takes } from '../../platform/http/answers';
import { isUuid, readId, readMonth } from '../../platform/http/read-request';
import { actionEditSchema, newActionSchema, readActionEdit, readNewAction } from './action-schema';
import type { ActionsWanted } from './report-action-store';
import { ReportActions } from './report-actions';

/** Decisions on reports. */
@ApiTags('reports')
@Controller('api/v1/reports/actions')
export class ReportActionsController {
  constructor(private readonly actions: ReportActions) {}

  @Get()
  @ApiOperation({ summary: 'Actions, by month and the order they were written in.' })
  @ApiQuery({ name: 'clinicId', required: false })
  @ApiQuery({ name: 'month', required: false, description: 'Month of the report they come from, `YYYY-MM`.' })
  @Answers(reportActionsSchema, { description: 'At most 1,000.' })
  list(
    @WhoMay('reports.see') viewer: Viewer,
    @Query('clinicId') clinicId?: string,
    @Query('month') month?: string,
  ): Promise<ReportAction[]> {
    return this.actions.list(viewer, readWanted(clinicId, month));
  }

  @Get(':id/changes')
  @ApiOperation({ summary: 'The log of an action: what it became, each time it was changed.' })
  @Answers(reportActionChangesSchema)
  changes(
    @WhoMay('reports.see') viewer: Viewer,
    @Param('id') id: string,
  ): Promise<readonly ReportActionChange[]> {
    return this.actions.changes(viewer, readActionId(id));
  }

  @Post()
  @ApiOperation({ summary: 'Writes an action down: text, owner, due date, expected effect.' })
  @Takes(newActionSchema)
  @Answers(reportActionSchema, { status: 201 })
  add(@WhoMay('reports.annotate') viewer: Viewer, @Body() body: unknown): Promise<ReportAction> {
    return this.actions.add(viewer, readNewAction(body));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Changes the fields that are named; `status` and `outcome` say what became of it.',
  })
  @Takes(actionEditSchema)
  @Answers(reportActionSchema)
  edit(
    @WhoMay('reports.annotate') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ReportAction> {
    return this.actions.edit(viewer, readActionId(id), readActionEdit(body));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Takes an action away; its log stays.' })
  @AnswersNothing()
  remove(@WhoMay('reports.annotate') viewer: Viewer, @Param('id') id: string): Promise<void> {
    return this.actions.remove(viewer, readActionId(id));
  }
}

function readActionId(id: string): string {
  if (isUuid(id.toLowerCase())) return id;
  throw notFound('There is no such action.');
}

function readWanted(clinicId: unknown, month: unknown): ActionsWanted {
  return {
    ...(clinicId !== undefined && { clinicId: readId('clinicId', clinicId) }),
    ...(month !== undefined && { month: readMonth(month) }),
  };
}

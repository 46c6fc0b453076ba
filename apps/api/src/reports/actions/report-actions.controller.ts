import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { ReportAction } from '@vigie/contracts';
import { isMonth } from '@vigie/metrics';

import { badRequest, notFound } from '../../platform/problems';
import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { readActionEdit, readNewAction } from './action-schema';
import type { ActionsWanted } from './report-action-store';
import { ReportActions } from './report-actions';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Decisions on reports. */
@ApiTags('reports')
@Controller('api/v1/reports/actions')
export class ReportActionsController {
  constructor(private readonly actions: ReportActions) {}

  @Get()
  @ApiOperation({ summary: 'Actions, by month and the order they were written in.' })
  @ApiQuery({ name: 'clinicId', required: false })
  @ApiQuery({ name: 'month', required: false, description: 'Month of the report they come from, `YYYY-MM`.' })
  @ApiOkResponse({ description: 'At most 1,000.' })
  list(
    @WhoMay('reports.see') { tenantId }: Viewer,
    @Query('clinicId') clinicId?: string,
    @Query('month') month?: string,
  ): Promise<ReportAction[]> {
    return this.actions.list(tenantId, readWanted(clinicId, month));
  }

  @Get(':id/changes')
  @ApiOperation({ summary: 'The log of an action: what it became, each time it was changed.' })
  changes(@WhoMay('reports.see') { tenantId }: Viewer, @Param('id') id: string) {
    return this.actions.changes(tenantId, readId(id));
  }

  @Post()
  @ApiOperation({ summary: 'Writes an action down: text, owner, due date, expected effect.' })
  add(@WhoMay('reports.annotate') { tenantId }: Viewer, @Body() body: unknown): Promise<ReportAction> {
    return this.actions.add(tenantId, readNewAction(body));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Changes the fields that are named; `status` and `outcome` say what became of it.',
  })
  edit(
    @WhoMay('reports.annotate') { tenantId }: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ReportAction> {
    return this.actions.edit(tenantId, readId(id), readActionEdit(body));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Takes an action away; its log stays.' })
  remove(@WhoMay('reports.annotate') { tenantId }: Viewer, @Param('id') id: string): Promise<void> {
    return this.actions.remove(tenantId, readId(id));
  }
}

function readId(id: string): string {
  if (uuid.test(id)) return id;
  throw notFound('There is no such action.');
}

function readWanted(clinicId: unknown, month: unknown): ActionsWanted {
  if (clinicId !== undefined && (typeof clinicId !== 'string' || clinicId.length > 128))
    throw badRequest('invalid_parameter', '`clinicId` must name one clinic.');
  if (month !== undefined && !isMonth(month))
    throw badRequest('invalid_month', '`month` must be a month such as 2026-10.');
  return { ...(clinicId !== undefined && { clinicId }), ...(month !== undefined && { month }) };
}

import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { ReportDocument, ReportSummaries } from '@vigie/contracts';
import type { FastifyReply } from 'fastify';

import { Clock } from '../platform/clock';
import { badRequest } from '../platform/problems';
import { ReadTenant } from '../tenants/tenant-reader';
import { ReportDesk } from './report-desk';
import { ReportList } from './report-list';
import { isReportMonth, monthAt, type ReportMonth } from './report-month';
import { reportLanguages, type ReportLanguage } from './words/report-format';

/** The monthly report of a clinic, and the provider's page of all of them. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly desk: ReportDesk,
    private readonly list: ReportList,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every clinic’s report of a month, one line each, by name.' })
  @ApiQuery({
    name: 'month',
    required: false,
    description: '`YYYY-MM`; the newest month with calls when absent.',
  })
  @ApiQuery({ name: 'tenant', required: false })
  @ApiOkResponse({ description: 'The clinics, and the months that have calls.' })
  summaries(@ReadTenant() tenantId: string, @Query('month') month?: string): Promise<ReportSummaries> {
    const wanted = month === undefined ? undefined : readMonth(month);
    return this.list.of(tenantId, wanted, monthAt(this.clock.now(), 'UTC'));
  }

  @Get(':month/clinics/:clinicId')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The report of a clinic’s month: blocks in reading order, in one language.' })
  @ApiQuery({
    name: 'language',
    required: false,
    enum: reportLanguages,
    description: 'Default: the clinic’s.',
  })
  @ApiQuery({ name: 'format', required: false, enum: ['json', 'csv', 'pdf'], description: 'Default `json`.' })
  @ApiQuery({ name: 'tenant', required: false })
  @ApiOkResponse({ description: 'The document; as CSV its figures, as PDF the same document drawn.' })
  async report(
    @ReadTenant() tenantId: string,
    @Param() { month, clinicId }: { readonly month: string; readonly clinicId: string },
    @Query() query: Readonly<Record<string, unknown>>,
    @Res({ passthrough: true }) _reply: FastifyReply,
  ): Promise<ReportDocument> {
    const asked = { month: readMonth(month), clinicId, language: readLanguage(query['language']) ?? 'fr' };
    return this.desk.document(tenantId, asked);
  }
}

function readMonth(text: unknown): ReportMonth {
  if (isReportMonth(text)) return text;
  throw badRequest('invalid_month', '`month` must be a month such as 2026-10.');
}

function readLanguage(text: unknown): ReportLanguage | undefined {
  if (text === undefined) return undefined;
  const language = reportLanguages.find((each) => each === text);
  if (language !== undefined) return language;
  throw badRequest('invalid_parameter', `\`language\` must be one of ${reportLanguages.join(', ')}.`);
}

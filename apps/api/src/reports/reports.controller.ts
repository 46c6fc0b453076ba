import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  reportDocumentSchema,
  reportSummariesSchema,
  type ReportDocument,
  type ReportSummaries,
} from '@vigie/contracts';
import { monthAt } from '@vigie/metrics';

import { Clock } from '../platform/clock';
import { Answers, RefusesHalfAPast } from '../platform/http/answers';
import { readChoice, readId, readMonth, readWhole } from '../platform/http/read-request';
import { notFound } from '../platform/problems';
import { requireClinicOf } from '../access/scope-reach';
import { GivesFiles, WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { renderReportPdf } from './pdf/render-report-pdf';
import { peopleCsv } from './csv/people-csv';
import { reportCsv } from './csv/report-csv';
import { ReportReader } from './report-reader';
import { ReportList } from './report-list';
import type { OfClinic } from './report-note-store';
import { reportLanguages, type ReportLanguage } from './words/report-format';

/** What a report is beside JSON. */
const files = {
  'text/csv': { schema: { type: 'string' } },
  'application/pdf': { schema: { type: 'string', format: 'binary' } },
} as const;

/** The monthly report of a clinic, and the provider's page of all of them. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly reader: ReportReader,
    private readonly list: ReportList,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every clinic’s report of a month, one line each, by name.' })
  @ApiQuery({
    name: 'month',
    required: false,
    description: '`YYYY-MM`; the last month that has ended when absent.',
  })
  @Answers(reportSummariesSchema, {
    description:
      'The clinics, and the months that have calls. `coveredAnswered` and `coveredUnansweredRate` count the covered hours alone (`answered` and `unansweredRate` of `/metrics` all hours).',
  })
  @RefusesHalfAPast()
  summaries(@WhoMay('reports.see') viewer: Viewer, @Query('month') month?: string): Promise<ReportSummaries> {
    const wanted = month === undefined ? undefined : readMonth(month);
    return this.list.of(viewer, wanted, monthAt(this.clock.now(), 'UTC'));
  }

  @Get(':month/clinics/:clinicId')
  @GivesFiles('format', 'csv', 'spreadsheet', 'pdf')
  @ApiOperation({ summary: 'The report of a clinic’s month: blocks in reading order, in one language.' })
  @ApiQuery({
    name: 'language',
    required: false,
    enum: reportLanguages,
    description: 'Default: the clinic’s.',
  })
  @ApiQuery({
    name: 'format',
    required: false,
    enum: ['json', 'csv', 'spreadsheet', 'pdf'],
    description:
      'Default `json`. `csv` is for programs: commas, decimal points, names that never change. `spreadsheet` is a CSV for people: words, and numbers as the spreadsheets of the language read them.',
  })
  @ApiQuery({ name: 'version', required: false, description: 'A frozen version; default the newest.' })
  @Answers(reportDocumentSchema, { description: 'As CSV its figures, as PDF the same drawn.', files })
  @RefusesHalfAPast()
  async report(
    @WhoMay('reports.see') { tenantId, scope }: Viewer,
    @Param() params: { readonly month: string; readonly clinicId: string },
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<ReportDocument | StreamableFile> {
    const asked = askedOf(params, query['version']);
    requireClinicOf(scope, asked.clinicId);
    const language = readLanguage(query['language']);
    const format = readChoice('format', formats, query['format'] ?? 'json');
    if (format === 'csv')
      return fileOf(asked, format, reportCsv(withCalls(await this.reader.material(tenantId, asked))));
    const document = await this.reader.document(tenantId, { ...asked, language });
    if (format === 'json') return document;
    const draw = format === 'pdf' ? renderReportPdf : peopleCsv;
    return fileOf(asked, format, await draw(withCalls(document)));
  }
}

const formats = ['json', 'csv', 'spreadsheet', 'pdf'] as const;
const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  spreadsheet: 'text/csv; charset=utf-8; header=absent',
  pdf: 'application/pdf',
} as const;

/** There is no file of a month without calls. */
function withCalls<Report extends Pick<ReportDocument, 'status'>>(report: Report): Report {
  if (report.status === 'empty') throw notFound('No call came in that month: there is no report of it.');
  return report;
}

function fileOf(
  { month, clinicId }: OfClinic,
  format: keyof typeof types,
  content: string | Buffer,
): StreamableFile {
  const ending = format === 'spreadsheet' ? 'excel.csv' : format;
  const name = `${clinicId}-${month}.${ending}`.replaceAll(/[^\w.-]/gu, '_');
  const disposition = `${format === 'pdf' ? 'inline' : 'attachment'}; filename="${name}"`;
  return new StreamableFile(Buffer.from(content), { type: types[format], disposition });
}

function askedOf(params: OfClinic, version: unknown): OfClinic & { readonly version?: number } {
  return {
    month: readMonth(params.month),
    clinicId: readId('clinicId', params.clinicId),
    ...(version !== undefined && { version: readWhole('version', [1, 999_999], version) }),
  };
}

function readLanguage(text: unknown): ReportLanguage | undefined {
  return text === undefined ? undefined : readChoice('language', reportLanguages, text);
}
